package vn.daugio.agent.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.Assignments.values;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.Snmpd;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** The same with a real snmpd, which serves the columns of a made-up port. */
class SwitchOverSnmpTest {
  private Instant now = Instant.parse("2026-11-23T00:30:00Z");
  private LastReading last = LastReading.NONE;

  @Test
  void aRealSnmpdWithPortsThatGoAwayGoRoundAndComeBack(@TempDir Path folder) throws Exception {
    int port = Snmpd.freePort();
    List<Outcome> outcomes = new ArrayList<>();
    String well = configured(1, 4_294_967_290L, 4_294_000_000L);
    for (String configuration :
        List.of(well, configured(1, 3, 500_000), configured(2, 3, 500_000), well)) {
      try (Snmpd snmpd = Snmpd.start(folder, configuration, port);
          SnmpClient snmp = new SnmpClient()) {
        Assignment assignment =
            Assignments.at(
                CheckType.SWITCH_PORTS,
                "127.0.0.1:" + snmpd.port(),
                new Access.Snmp("2c", "office", null, null, null));
        Finding finding =
            new SwitchPortsCheck(snmp, Clock.fixed(now, java.time.ZoneOffset.UTC))
                .judge(assignment, last, Deadline.in(Duration.ofSeconds(20)));
        last = new LastReading(now, finding.remember());
        now = now.plus(Duration.ofMinutes(5));
        outcomes.add(finding.outcome());
        assertThat(values(finding, "port_errors"))
            .contains(configuration.equals(well) ? 4_294_967_290.0 : 3.0);
      }
    }
    assertThat(outcomes).containsExactly(Outcome.OK, Outcome.OK, Outcome.WARN, Outcome.OK);
  }

  private static String configured(int oper, long errors, long packets) {
    String row = "override 1.3.6.1.2.1.2.2.1.";
    return String.join(
        "\n",
        "rocommunity office 127.0.0.1",
        "override 1.3.6.1.2.1.1.3.0 timeticks 90000000",
        row + "2.901 octet_str \"Port 901\"",
        row + "3.901 integer 6",
        row + "7.901 integer 1",
        row + "8.901 integer " + oper,
        row + "11.901 counter " + packets,
        row + "14.901 counter " + errors,
        "");
  }

  @Test
  void withoutSnmpItIsNotSupportedAndSilenceIsNoState(@TempDir Path folder) throws Exception {
    try (SnmpClient snmp = new SnmpClient()) {
      SwitchPortsCheck check = new SwitchPortsCheck(snmp, Clock.systemUTC());
      Finding none =
          check.judge(
              Assignments.of(CheckType.SWITCH_PORTS), last, Deadline.in(Duration.ofSeconds(2)));
      assertThat(none.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(none.reason()).isEqualTo(Reason.NOT_SUPPORTED);
      Assignment silent =
          Assignments.at(
              CheckType.SWITCH_PORTS,
              "127.0.0.1:" + Snmpd.freePort(),
              new Access.Snmp("2c", "office", null, null, null));
      Finding finding = check.judge(silent, last, Deadline.in(Duration.ofMillis(300)));
      assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(finding.reason()).isEqualTo(Reason.DEVICE_NOT_ANSWERING);
      assertThat(finding.remember()).isEmpty();
    }
  }
}
