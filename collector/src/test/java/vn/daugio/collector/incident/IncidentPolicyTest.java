package vn.daugio.collector.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.TargetKind;

class IncidentPolicyTest {
  private static final Instant T = Instant.parse("2026-11-23T00:12:00Z");

  @Test
  void whatIsTenMinutesOldTellsOfThePast() {
    assertThat(IncidentPolicy.isFresh(T, T.plusSeconds(600))).isTrue();
    assertThat(IncidentPolicy.isFresh(T, T.plusSeconds(601))).isFalse();
    assertThat(IncidentPolicy.isFresh(T, T.minusSeconds(60))).isTrue();
  }

  @Test
  void thePlanSaysWhatMattersMost() {
    assertThat(IncidentPolicy.severity(CheckType.SYSTEM_WEB, "system.timed_out", null))
        .isEqualTo(Severity.MEDIUM);
    assertThat(IncidentPolicy.severity(CheckType.SYSTEM_WEB, "system.timed_out", "critical"))
        .isEqualTo(Severity.CRITICAL);
    assertThat(IncidentPolicy.severity(CheckType.INTERNET_LINK, "internet.unreachable", null))
        .isEqualTo(Severity.HIGH);
    assertThat(
            IncidentPolicy.severity(CheckType.INTERNET_LINK, "internet.foreign_unreachable", null))
        .isEqualTo(Severity.LOW);
  }

  @Test
  void aCheckAloneTellsOfAKindOfOutage() {
    assertThat(IncidentPolicy.cause(CheckType.INTERNET_LINK, "internet.unreachable", null))
        .isEqualTo(Cause.MAIN_LINE);
    assertThat(IncidentPolicy.cause(CheckType.INTERNET_LINK, "internet.foreign_unreachable", null))
        .isEqualTo(Cause.FOREIGN);
    assertThat(IncidentPolicy.cause(CheckType.UPS_STATE, "ups.on_battery", TargetKind.UPS))
        .isEqualTo(Cause.POWER);
    assertThat(IncidentPolicy.cause(CheckType.UPS_STATE, "ups.replace_battery", TargetKind.UPS))
        .isEqualTo(Cause.DEVICE);
    assertThat(
            IncidentPolicy.cause(
                CheckType.DEVICE_REACHABLE, "device.not_answering", TargetKind.SWITCH))
        .isEqualTo(Cause.LAN);
    assertThat(IncidentPolicy.cause(CheckType.ENDPOINT_FIREWALL, "endpoint.firewall_off", null))
        .isEqualTo(Cause.MACHINE);
    assertThat(IncidentPolicy.cause(CheckType.PRINTER_STATUS, "printer.no_paper", null))
        .isEqualTo(Cause.DEVICE);
  }
}
