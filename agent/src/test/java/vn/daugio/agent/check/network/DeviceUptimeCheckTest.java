package vn.daugio.agent.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.Assignments.values;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

class DeviceUptimeCheckTest {
  private static final Instant MONDAY = Instant.parse("2026-11-23T00:30:00Z");

  private Instant now = MONDAY;
  private Map<String, String> last = Map.of();

  private Finding read(long ticks) {
    Finding finding =
        DeviceUptimeCheck.judge(
            Finding.of(CheckType.DEVICE_UPTIME),
            ticks,
            new DeviceUptimeCheck.Seen(now, last),
            Assignments.of(CheckType.DEVICE_UPTIME).limit("restarts-warn-above"));
    last = finding.remember();
    now = now.plus(Duration.ofMinutes(5));
    return finding;
  }

  @Test
  void oneRestartIsAFactAndNoAlarm() {
    assertThat(read(71_917_850).facts()).isEmpty();
    Finding finding = read(2_000);
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts()).isEqualTo(Map.of("restarted", "2026-11-23T00:34:40Z"));
    assertThat(values(finding, "uptime_seconds")).containsExactly(20.0);
    assertThat(read(32_000).facts()).isEmpty();
  }

  @Test
  void theEndOfARoundIsNoRestart() {
    read((1L << 32) - 10_000);
    Finding finding = read(20_000);
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts()).isEmpty();
  }

  @Test
  void theFourthRestartWithinADayWarns() {
    read(9_000_000);
    for (int i = 0; i < 3; i++) {
      assertThat(read(1_000 - i).outcome()).isEqualTo(Outcome.OK);
    }
    Finding fourth = read(10);
    assertThat(fourth.outcome()).isEqualTo(Outcome.WARN);
    assertThat(fourth.reason()).isEqualTo(Reason.DEVICE_RESTARTING);
    assertThat(fourth.facts()).containsEntry("restarts", "4");
    now = now.plus(Duration.ofDays(1));
    assertThat(read(9_000_000).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void whatIsRememberedStaysSmall() {
    for (int i = 0; i < 300; i++) {
      read(i % 2 == 0 ? 9_000_000 : 1_000);
    }
    assertThat(last.get("restarts")).hasSizeLessThan(800);
  }

  /** ticks and engine time as told; −1 for a column that is absent. */
  @ParameterizedTest
  @CsvSource({
    "71917850, 719178, 71917850",
    "430400, 3703088, 430400",
    "430400, -1, 430400",
    "100000, 42950672, 4295067296",
    "100000, 85900346, 8590034592",
    "-1, 719178, -1",
    "4294967296, 5, -1",
    "5, 4294967295, 5",
  })
  void roundsAreLiftedByTheEngineTime(long ticks, long engine, long expected) {
    var system = List.of(Boxes.row("0", ticks < 0 ? Map.of() : Map.of(3, ticks)));
    var engines = List.of(Boxes.row("0", engine < 0 ? Map.of() : Map.of(3, engine)));
    assertThat(Uptime.ticks(system, engines))
        .isEqualTo(expected < 0 ? OptionalLong.empty() : OptionalLong.of(expected));
  }

  @Test
  void aRealSnmpd(@TempDir Path folder) throws Exception {
    try (Snmpd snmpd = Snmpd.start(folder, "rocommunity office 127.0.0.1\nsysdescr Hop 1\n");
        SnmpClient snmp = new SnmpClient()) {
      Assignment assignment =
          Assignments.at(
              CheckType.DEVICE_UPTIME,
              "127.0.0.1:" + snmpd.port(),
              new Access.Snmp("2c", "office", null, null, null));
      DeviceUptimeCheck check = new DeviceUptimeCheck(snmp, Clock.systemUTC());
      Deadline deadline = Deadline.in(Duration.ofSeconds(20));
      Finding finding = check.judge(assignment, LastReading.NONE, deadline);
      assertThat(finding.outcome()).isEqualTo(Outcome.OK);
      assertThat(finding.facts()).isEqualTo(Map.of("model", "Hop 1"));
      assertThat(values(finding, "uptime_seconds")).singleElement().matches(one -> one < 60);
    }
  }
}
