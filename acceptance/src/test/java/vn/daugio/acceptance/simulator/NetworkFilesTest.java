package vn.daugio.acceptance.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.network.DeviceUptimeCheck;
import vn.daugio.agent.check.network.SwitchPortsCheck;
import vn.daugio.agent.check.ups.UpsStateCheck;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Target;

/** A switch and a UPS as data files, over SNMP, through a reboot and the ends of their counters. */
class NetworkFilesTest {
  private static final String UP_TIME = "1.3.6.1.2.1.1.3.0";
  private static final String ENGINE_BOOTS = "1.3.6.1.6.3.10.2.1.2.0";
  private static final String ENGINE_TIME = "1.3.6.1.6.3.10.2.1.3.0";
  private static final String INTERFACES = "1.3.6.1.2.1.2.2.1.";
  private static final String EXTENSION = "1.3.6.1.2.1.31.1.1.1.";

  /** Of ifTable: octets, unicast packets, discards and errors, received and sent. */
  private static final List<Integer> NARROW = List.of(10, 11, 13, 14, 16, 17, 19, 20);

  /** Of ifXTable: octets and unicast packets with 64 bits, received and sent. */
  private static final List<Integer> WIDE = List.of(6, 7, 10, 11);

  private final Map<CheckType, LastReading> last = new HashMap<>();
  private Instant now = Instant.parse("2026-11-23T00:00:00Z");
  private DeviceSimulator simulator;
  private SnmpClient snmp;

  @BeforeEach
  void serve() throws IOException {
    simulator =
        DeviceSimulator.start(
            new DeviceSimulator.Options("127.0.0.1", 0, 0, 0, List.of("switch", "ups")));
    snmp = new SnmpClient();
  }

  @AfterEach
  void end() throws IOException {
    snmp.close();
    simulator.close();
  }

  /** Judges with what the judgement before remembered, and lets five minutes pass. */
  private Finding judge(CheckType type, String device) throws InterruptedException {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    Check check =
        switch (type) {
          case SWITCH_PORTS -> new SwitchPortsCheck(snmp, clock);
          case DEVICE_UPTIME -> new DeviceUptimeCheck(snmp, clock);
          default -> new UpsStateCheck(snmp);
        };
    Target target =
        new Target(
            device,
            type.kind(),
            "127.0.0.1:" + simulator.snmpPort(device),
            null,
            List.of(new Access.Snmp("2c", "public", null, null, null)));
    Finding finding =
        check.judge(
            new Assignment(type, target, type.limits(), type.deadline(), null),
            last.getOrDefault(type, LastReading.NONE),
            Deadline.in(Duration.ofSeconds(10)));
    last.put(type, new LastReading(now, finding.remember()));
    now = now.plusSeconds(300);
    return finding;
  }

  private void all(long narrow, String wide) {
    for (int port = 1; port <= 8; port++) {
      for (int column : NARROW) {
        set(INTERFACES + column + "." + port, "COUNTER", Long.toString(narrow));
      }
      for (int column : WIDE) {
        if (port <= 6) {
          set(EXTENSION + column + "." + port, "COUNTER64", wide);
        }
      }
    }
  }

  private void set(String oid, String type, String value) {
    simulator.device("switch").set(oid, type, value);
  }

  private static void isWell(Finding finding) {
    assertThat(finding.outcome()).as(finding.facts().toString()).isEqualTo(Outcome.OK);
    assertThat(finding.measures()).allMatch(measure -> measure.value() >= 0);
  }

  private static double value(Finding finding, String name, String... labels) {
    return finding.measures().stream()
        .filter(measure -> measure.name().equals(name))
        .filter(measure -> labels.length == 0 || labels[1].equals(measure.labels().get(labels[0])))
        .map(Measure::value)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatTheFilesSay() throws Exception {
    Finding ports = judge(CheckType.SWITCH_PORTS, "switch");
    isWell(ports);
    assertThat(ports.facts())
        .containsEntry("model", "Mẫu Switch S800")
        .containsEntry("ports", "8")
        .containsEntry("upPorts", "6");
    assertThat(value(ports, "port_received_bytes", "port", "gi1")).isEqualTo(1e10 + 70e6);
    assertThat(value(ports, "port_received_bytes", "port", "fa7")).isEqualTo(490e6);
    assertThat(value(ports, "port_speed_bytes_per_second", "port", "fa7")).isEqualTo(12.5e6);
    Finding uptime = judge(CheckType.DEVICE_UPTIME, "switch");
    isWell(uptime);
    assertThat(value(uptime, "uptime_seconds")).isEqualTo(864_000);
    Finding ups = judge(CheckType.UPS_STATE, "ups");
    isWell(ups);
    assertThat(ups.facts()).containsEntry("minutesLeft", "42").containsEntry("chargePercent", "97");
    assertThat(value(ups, "battery_volts")).isEqualTo(27.3);
    assertThat(value(ups, "load_ratio")).isEqualTo(0.23);
  }

  @Test
  void aRebootInTheMiddleAlarmsNothing() throws Exception {
    all(3_000_000, "9000000000");
    isWell(judge(CheckType.SWITCH_PORTS, "switch"));
    isWell(judge(CheckType.DEVICE_UPTIME, "switch"));
    set(UP_TIME, "TICKS", "6000");
    set(ENGINE_BOOTS, "INTEGER", "18");
    set(ENGINE_TIME, "INTEGER", "60");
    all(40, "40");
    Finding ports = judge(CheckType.SWITCH_PORTS, "switch");
    isWell(ports);
    assertThat(ports.facts()).containsKey("restarted").doesNotContainKey("errorPorts");
    assertThat(value(ports, "port_errors", "port", "gi1")).isEqualTo(40);
    Finding uptime = judge(CheckType.DEVICE_UPTIME, "switch");
    isWell(uptime);
    assertThat(uptime.facts()).containsKey("restarted");
    assertThat(value(uptime, "uptime_seconds")).isEqualTo(60);
    // the counters go on from there, and are compared again
    set(UP_TIME, "TICKS", "36000");
    all(50, "900000");
    set(INTERFACES + "14.7", "COUNTER", "90");
    Finding errors = judge(CheckType.SWITCH_PORTS, "switch");
    assertThat(errors.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(errors.facts().get("errorPorts")).isEqualTo("fa7 83.33%");
  }

  @Test
  void countersThatReachTheirEndsAlarmNothing() throws Exception {
    all(0xffff_ffffL - 2, Long.toUnsignedString(-1_000));
    isWell(judge(CheckType.SWITCH_PORTS, "switch"));
    set(UP_TIME, "TICKS", "86430000");
    all(5, "40000");
    Finding ports = judge(CheckType.SWITCH_PORTS, "switch");
    isWell(ports);
    assertThat(ports.facts()).doesNotContainKeys("restarted", "errorPorts");
    // eight errors were counted across the end, among as many packets: too few for a rate
    assertThat(value(ports, "port_errors", "port", "fa7")).isEqualTo(5);
  }

  @Test
  void theEndOfARoundOfTheUptimeIsNoReboot() throws Exception {
    isWell(judge(CheckType.DEVICE_UPTIME, "ups"));
    // 700 s later: 70,000 hundredths, of which 67,296 were left to the end of the round
    now = now.plusSeconds(400);
    simulator.device("ups").set(UP_TIME, "TICKS", "2704");
    Finding uptime = judge(CheckType.DEVICE_UPTIME, "ups");
    isWell(uptime);
    assertThat(uptime.facts()).doesNotContainKey("restarted");
  }
}
