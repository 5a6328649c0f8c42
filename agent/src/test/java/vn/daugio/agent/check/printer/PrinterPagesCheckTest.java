package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpValue;
import vn.daugio.agent.testing.Snmpd;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

class PrinterPagesCheckTest {
  private final SnmpClient snmp = new SnmpClient();

  @AfterEach
  void close() {
    snmp.close();
  }

  private static SnmpRow marker(String index, int unit, long count) {
    Map<Integer, SnmpValue> cells = new HashMap<>();
    cells.put(4, new SnmpValue.Int(count));
    if (unit > 0) {
      cells.put(3, new SnmpValue.Int(unit));
    }
    return new SnmpRow(index, cells);
  }

  private static Finding judge(Map<String, String> last, SnmpRow... markers) {
    return PrinterPagesCheck.judge(Finding.of(CheckType.PRINTER_PAGES), List.of(markers), last);
  }

  @Test
  void whatNoPrinterCountsIsMalformed() {
    SnmpRow[] many = new SnmpRow[17];
    Arrays.setAll(many, i -> marker("1." + i, 7, 1));
    assertThatThrownBy(() -> judge(Map.of(), many)).hasMessage("more markers than any printer has");
    SnmpRow most = marker("1.1", 7, 1_000_000_000_000L);
    assertThat(judge(Map.of(), most).measures()).containsExactly(pages("1.1", "impressions", 1e12));
    assertThatThrownBy(() -> judge(Map.of(), marker("1.1", 7, 1_000_000_000_001L)))
        .hasMessage("more pages than any printer prints");
  }

  private static Measure pages(String index, String counted, double value) {
    return new Measure("printed_pages", Map.of("index", index, "counted", counted), value, "pages");
  }

  @ParameterizedTest(name = "PrtMarkerCounterUnitTC {0} {1}")
  @CsvSource({
    "0, unknown, true",
    "1, unknown, true",
    "2, unknown, true",
    "3, tenThousandthsOfInches, false",
    "4, micrometers, false",
    "5, characters, false",
    "6, lines, false",
    "7, impressions, true",
    "8, sheets, true",
    "9, dotRow, false",
    "11, hours, false",
    "16, feet, false",
    "17, meters, false"
  })
  void aLengthIsNoNumberOfPages(int unit, String name, boolean pages) {
    Finding finding = judge(Map.of(), marker("1.1", unit, 15_232));
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts()).isEqualTo(Map.of("counter", "15232 " + name));
    assertThat(finding.measures())
        .isEqualTo(pages ? List.of(pages("1.1", name, 15_232)) : List.of());
  }

  @Test
  void aCounterThatGoesBackWarnsOnce() {
    Finding first = judge(Map.of(), marker("1.1", 7, 500), marker("1.2", 8, 70));
    assertThat(first.outcome()).isEqualTo(Outcome.OK);
    Finding more = judge(first.remember(), marker("1.1", 7, 500), marker("1.2", 8, 71));
    assertThat(more.outcome()).isEqualTo(Outcome.OK);
    Finding back = judge(more.remember(), marker("1.1", 7, 499), marker("1.2", 8, 71));
    assertThat(back.outcome()).isEqualTo(Outcome.WARN);
    assertThat(back.reason()).isEqualTo(Reason.PRINTER_COUNTER_BACKWARDS);
    assertThat(back.facts())
        .isEqualTo(Map.of("counter", "499 impressions, 71 sheets", "counterBefore", "500"));
    assertThat(judge(back.remember(), marker("1.1", 7, 499)).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void anotherUnitIsAnotherCounter() {
    Finding first = judge(Map.of(), marker("1.1", 7, 500));
    assertThat(judge(first.remember(), marker("1.1", 8, 250)).outcome()).isEqualTo(Outcome.OK);
    assertThat(judge(Map.of("1.1 sheets", "many"), marker("1.1", 8, 250)).outcome())
        .isEqualTo(Outcome.OK);
  }

  @Test
  void withoutACounterThereIsNoNumber() {
    assertThat(judge(Map.of()).facts()).isEqualTo(Map.of("counter", "none"));
    Finding unknown = judge(Map.of(), marker("1.1", 7, -2));
    assertThat(unknown.outcome()).isEqualTo(Outcome.OK);
    assertThat(unknown.measures()).isEmpty();
  }

  private Finding ask(int port, Duration deadline, Map<String, String> last)
      throws InterruptedException {
    CheckType type = CheckType.PRINTER_PAGES;
    Target target =
        new Target(
            "may-in",
            TargetKind.PRINTER,
            "127.0.0.1:" + port,
            null,
            List.of(new Access.Snmp("2c", "public", null, null, null)));
    return new PrinterPagesCheck(snmp)
        .judge(
            new Assignment(type, target, type.limits(), deadline, null),
            new LastReading(Instant.EPOCH, last),
            Deadline.in(deadline));
  }

  @Test
  void silenceKeepsWhatWasCounted() throws Exception {
    Finding finding = ask(Snmpd.freePort(), Duration.ofSeconds(1), Map.of("1.1 sheets", "70"));
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.reason()).isEqualTo(Reason.PRINTER_NOT_ANSWERING);
    assertThat(finding.remember()).isEqualTo(Map.of("1.1 sheets", "70"));
  }

  @Test
  void readsTheCounterOfAPrinterThatSnmpdPresents(@TempDir Path directory) throws Exception {
    String printer =
        """
        rocommunity public 127.0.0.1
        override 1.3.6.1.2.1.43.10.2.1.3.1.1 integer 8
        override 1.3.6.1.2.1.43.10.2.1.4.1.1 counter 580249
        """;
    try (Snmpd snmpd = Snmpd.start(directory, printer)) {
      Finding finding = ask(snmpd.port(), Duration.ofSeconds(5), Map.of());
      for (int attempt = 0; attempt < 5 && finding.outcome() == Outcome.UNKNOWN; attempt++) {
        finding = ask(snmpd.port(), Duration.ofSeconds(5), Map.of());
      }
      assertThat(finding.measures()).containsExactly(pages("1.1", "sheets", 580_249));
      assertThat(finding.remember()).isEqualTo(Map.of("1.1 sheets", "580249"));
    }
  }
}
