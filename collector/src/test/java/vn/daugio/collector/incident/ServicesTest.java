package vn.daugio.collector.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.OfficeFile;
import vn.daugio.collector.office.YamlFile;
import vn.daugio.collector.state.Subject;
import vn.daugio.protocol.CheckType;

class ServicesTest {
  private static final String PLAN =
      """
      province: p
      communes:
        a:
          name: A
          sites:
            s:
              name: S
              contact: Tổ
              machines: [{code: A-1, prober: true}]
              targets:
                - {name: may-in, kind: printer, ipp: "ipp://192.168.1.2/ipp/print"}
                - {name: ki-ot, kind: device, address: 192.168.1.3}
                - {name: sw-1, kind: switch, address: 192.168.1.4}
                - {name: mot-cua, kind: system, url: "https://a.example"}
                - {name: hop, kind: system, url: "https://b.example", line: meeting}
              every: {system.web: 10m}
      """;
  private static final Office.Site SITE =
      OfficeFile.of("plan", YamlFile.parse("plan", PLAN)).site("a/s").orElseThrow();

  private static boolean isOne(String target, CheckType type) {
    return Services.isOne(SITE, subject(target, type));
  }

  private static Subject subject(String target, CheckType type) {
    return new Subject("a/s", target, type.code());
  }

  @Test
  void whatTheCounterNeedsAndIsLookedAtOften() {
    assertThat(Services.checks())
        .contains(
            "internet.link",
            "internet.dns",
            "wan.tslcd",
            "system.web",
            "system.mail",
            "printer.status",
            "scanner.ready",
            "device.reachable")
        .doesNotContain("printer.supplies", "printer.local", "computer.health", "lan.interface");
    assertThat(isOne("may-in", CheckType.PRINTER_STATUS)).isTrue();
    assertThat(isOne("ki-ot", CheckType.DEVICE_REACHABLE)).isTrue();
    assertThat(isOne("duong-chinh", CheckType.INTERNET_LINK)).as("found by itself").isTrue();
    assertThat(isOne("mot-cua", CheckType.SYSTEM_WEB)).isTrue();
    assertThat(isOne("hop", CheckType.SYSTEM_WEB)).as("on another line").isFalse();
    assertThat(isOne("sw-1", CheckType.DEVICE_REACHABLE)).isFalse();
    assertThat(isOne("gateway", CheckType.LAN_GATEWAY)).isFalse();
    assertThat(isOne("may-in", CheckType.PRINTER_SUPPLIES)).as("hourly").isFalse();
    assertThat(isOne("may-in-cu", CheckType.PRINTER_STATUS)).as("not planned").isFalse();
  }

  @Test
  void aPlannedServiceIsThereBeforeItIsSeen() {
    assertThat(Services.unseen(SITE, Set.of(subject("may-in", CheckType.PRINTER_STATUS))))
        .isEqualTo(
            List.of(
                subject("ki-ot", CheckType.DEVICE_REACHABLE),
                subject("mot-cua", CheckType.SYSTEM_WEB)));
  }

  @Test
  void theLastLookSpeaksForTwoIntervals() {
    assertThat(Services.holds(SITE, "system.web")).isEqualTo(Duration.ofMinutes(20));
    assertThat(Services.holds(SITE, "printer.status")).isEqualTo(Duration.ofMinutes(30));
    assertThat(Services.holds(SITE, "internet.link")).isEqualTo(Duration.ofMinutes(10));
  }
}
