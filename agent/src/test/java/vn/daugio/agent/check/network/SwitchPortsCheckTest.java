package vn.daugio.agent.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.check.network.Boxes.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** What the ports of a switch are, reading after reading. */
class SwitchPortsCheckTest {
  private static final Instant MONDAY = Instant.parse("2026-11-23T00:30:00Z");
  private static final long WRAP = 1L << 32;

  private Instant now = MONDAY;
  private long ticks = 8_640_000;
  private LastReading last = LastReading.NONE;
  private Map<Long, String> neighbours = Map.of();

  private static Assignment assignment() {
    return Assignments.of(CheckType.SWITCH_PORTS);
  }

  /** Reads, and remembers for the next reading. */
  private Finding read(Boxes.One... ports) {
    Finding finding =
        SwitchPortsCheck.judge(
            Finding.of(CheckType.SWITCH_PORTS),
            assignment(),
            new SwitchPortsCheck.Read(
                now, OptionalLong.of(ticks), Boxes.of(ports).ports(), neighbours),
            last);
    last = new LastReading(now, finding.remember());
    return finding;
  }

  private void pass(Duration time) {
    now = now.plus(time);
    ticks = (ticks + time.toSeconds() * 100) % WRAP;
  }

  private void minutes(long some) {
    pass(Duration.ofMinutes(some));
  }

  private static void is(Finding finding, Outcome outcome, @Nullable Reason reason) {
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason()).isEqualTo(reason);
    assertThat(finding.also()).isEmpty();
  }

  private static void isWell(Finding finding) {
    is(finding, Outcome.OK, null);
  }

  @Test
  void theFirstReadingAlarmsNothing() {
    Finding finding = read(port(1), port(2).down(), port(3).received(9_000_000, 1));
    isWell(finding);
    assertThat(finding.facts()).isEqualTo(Map.of("ports", "3", "upPorts", "2"));
  }

  @Test
  void aPortThatWasUpWarnsForAWeekAndIsUnusedThen() {
    read(port(1), port(2));
    minutes(5);
    Finding lost = read(port(1), port(2).down());
    is(lost, Outcome.WARN, Reason.SWITCH_PORT_DOWN);
    assertThat(lost.facts()).containsEntry("downPorts", "gi2").containsEntry("upPorts", "1");
    pass(Duration.ofDays(6));
    is(read(port(1), port(2).down()), Outcome.WARN, Reason.SWITCH_PORT_DOWN);
    pass(Duration.ofDays(1));
    isWell(read(port(1), port(2).down()));
    minutes(5);
    isWell(read(port(1), port(2).down()));
    isWell(read(port(1), port(2)));
    minutes(5);
    is(read(port(1), port(2).down()), Outcome.WARN, Reason.SWITCH_PORT_DOWN);
    minutes(5);
    isWell(read(port(1), port(2)));
  }

  @Test
  void whatSatOnALostPortIsToldAndAnUplinkFails() {
    neighbours = Map.of(1L, "!sw11.mzmol", 2L, "00507fe39740");
    assertThat(read(port(1), port(2)).facts()).containsEntry("neighbours", "gi1 sw11.mzmol");
    neighbours = Map.of();
    minutes(5);
    Finding computer = read(port(1), port(2).down());
    is(computer, Outcome.WARN, Reason.SWITCH_PORT_DOWN);
    assertThat(computer.facts()).containsEntry("lostDevices", "gi2 00:50:7f:e3:97:40");
    minutes(5);
    Finding both = read(port(1).base(8, 6), port(2).down());
    assertThat(both.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(both.reason()).isEqualTo(Reason.SWITCH_UPLINK_DOWN);
    assertThat(both.also()).containsExactly(Reason.SWITCH_PORT_DOWN);
    assertThat(both.facts())
        .containsEntry("downPorts", "gi1, gi2")
        .containsEntry("lostDevices", "gi1 sw11.mzmol, gi2 00:50:7f:e3:97:40");
  }

  @Test
  void whatAnAdministratorSwitchesOffDidNotFail() {
    read(port(1));
    minutes(5);
    Finding off = read(port(1).down().base(7, 2));
    isWell(off);
    assertThat(off.measures().get(0).labels()).containsEntry("state", "disabled");
    minutes(5);
    isWell(read(port(1).down()));
  }

  @Test
  void aStateThatIsNotToldChangesNothing() {
    read(port(1));
    minutes(5);
    isWell(read(port(1).base(8, 4)));
    minutes(5);
    is(read(port(1).down()), Outcome.WARN, Reason.SWITCH_PORT_DOWN);
  }

  @Test
  void whatIsNoEthernetIsNotJudged() {
    read(port(1), port(2).base(3, 53));
    minutes(5);
    isWell(read(port(1), port(2).base(3, 53).down()));
  }

  @Test
  void aSlowerPortWarnsForAWeek() {
    read(port(1));
    minutes(5);
    Finding slower = read(port(1).speed(100));
    is(slower, Outcome.WARN, Reason.SWITCH_PORT_SLOWER);
    assertThat(slower.facts()).containsEntry("slowPorts", "gi1 100M/1000M");
    pass(Duration.ofDays(7));
    isWell(read(port(1).speed(100)));
    minutes(5);
    isWell(read(port(1).speed(100)));
    isWell(read(port(1)));
    isWell(read(port(1).speed(10_000)));
    is(read(port(1)), Outcome.WARN, Reason.SWITCH_PORT_SLOWER);
  }

  @Test
  void errorsAreARateOfWhatWasReceivedSince() {
    read(port(1).received(1_000_000, 2_000_000));
    minutes(5);
    isWell(read(port(1).received(1_000_009, 2_000_010)));
    minutes(5);
    Finding some = read(port(1).received(1_000_019, 2_009_000));
    is(some, Outcome.WARN, Reason.SWITCH_PORT_ERRORS);
    assertThat(some.facts()).containsEntry("errorPorts", "gi1 0.11%");
    minutes(5);
    is(read(port(1).received(1_000_119, 2_010_000)), Outcome.FAIL, Reason.SWITCH_PORT_ERRORS);
    minutes(5);
    isWell(read(port(1).received(1_000_130, 2_210_000)));
  }

  @Test
  void theWorstPortDecidesWhicheverComesFirst() {
    read(port(1).received(0, 0), port(2).received(0, 0));
    minutes(5);
    Finding finding = read(port(1).received(20, 10_000), port(2).received(900, 1_000));
    is(finding, Outcome.FAIL, Reason.SWITCH_PORT_ERRORS);
    assertThat(finding.facts()).containsEntry("errorPorts", "gi1 0.20%, gi2 47.37%");
  }

  @Test
  void countersThatGoRoundAlarmNothing() {
    read(port(1).received(WRAP - 5, WRAP - 100));
    minutes(5);
    isWell(read(port(1).received(WRAP - 1, WRAP - 10)));
    minutes(5);
    isWell(read(port(1).received(4, 100_000)));
    minutes(5);
    is(read(port(1).received(1_004, 110_000)), Outcome.FAIL, Reason.SWITCH_PORT_ERRORS);
    read(port(2).more(7, Long.MAX_VALUE).base(14, 7));
    minutes(5);
    isWell(read(port(2).more(7, 12).base(14, 1_000)));
  }

  @Test
  void aRoundIsCountedAcross() {
    read(port(1).received(WRAP - 50, WRAP - 100));
    minutes(5);
    Finding finding = read(port(1).received(50, 800));
    is(finding, Outcome.FAIL, Reason.SWITCH_PORT_ERRORS);
    assertThat(finding.facts()).containsEntry("errorPorts", "gi1 10.00%");
  }

  @Test
  void aCounterThatWasSetBackByHandAlarmsNothing() {
    read(port(1).received(5_000, 900_000));
    minutes(5);
    isWell(read(port(1).received(0, 12)));
    minutes(5);
    isWell(read(port(1).received(0, 12_000)));
  }

  @Test
  void aRestartInTheMiddleAlarmsNothing() {
    read(port(1).received(90, 900_000), port(2));
    minutes(5);
    ticks = 2_000;
    Finding anew = read(port(1).received(80, 100), port(2).down());
    isWell(anew);
    assertThat(anew.facts()).containsEntry("restarted", "2026-11-23T00:34:40Z");
    minutes(1);
    isWell(read(port(1).received(81, 900), port(2).down()));
    minutes(5);
    is(read(port(1).received(82, 9_000), port(2).down()), Outcome.WARN, Reason.SWITCH_PORT_DOWN);
  }

  @Test
  void theEndOfARoundOfTheUptimeIsNoRestart() {
    ticks = WRAP - 1_000;
    read(port(1).received(0, 0));
    minutes(5);
    Finding finding = read(port(1).received(1_000, 1_000));
    is(finding, Outcome.FAIL, Reason.SWITCH_PORT_ERRORS);
    assertThat(finding.facts()).doesNotContainKey("restarted");
  }

  @Test
  void aPortWhoseCountersBeganAnewAlarmsNothing() {
    read(port(1).received(0, 0).more(19, 0));
    minutes(5);
    isWell(read(port(1).received(1_000, 1_000).more(19, 777)));
    minutes(5);
    is(read(port(1).received(2_000, 2_000).more(19, 777)), Outcome.FAIL, Reason.SWITCH_PORT_ERRORS);
  }

  @Test
  void halfDuplexWarnsFromAHundredMegabits() {
    isWell(read(port(1).speed(10).ethernet(19, 2)));
    Finding half = read(port(2).speed(100).ethernet(19, 2));
    is(half, Outcome.WARN, Reason.SWITCH_DUPLEX_MISMATCH);
    assertThat(half.facts()).containsEntry("halfPorts", "gi2");
  }

  @Test
  void lateCollisionsAreAMismatch() {
    isWell(read(port(1).ethernet(19, 3).ethernet(8, 12)));
    minutes(5);
    isWell(read(port(1).ethernet(19, 3).ethernet(8, 12)));
    minutes(5);
    is(read(port(1).ethernet(19, 3).ethernet(8, 13)), Outcome.WARN, Reason.SWITCH_DUPLEX_MISMATCH);
  }

  @Test
  void anotherPortUnderTheSameIndexBeginsAnew() {
    read(port(1));
    minutes(5);
    isWell(read(port(1).more(1, "vlan9").down()));
  }

  @Test
  void whatIsMeasured() {
    Finding finding =
        read(
            port(1)
                .more(6, 3_494_126_654_709L)
                .more(10, 3_259_171_769_649L)
                .base(14, 10_019)
                .base(20, 2)
                .base(13, 1_061_127)
                .base(19, 3),
            port(2).down().speed(0).base(10, 4_294_967_295L));
    assertThat(finding.measures())
        .containsExactly(
            measure("port_state", 1, "state", "index", "1", "port", "gi1", "state", "up"),
            measure("port_state", 1, "state", "index", "2", "port", "gi2", "state", "down"),
            measure(
                "port_speed_bytes_per_second",
                1.25e8,
                "bytes_per_second",
                "index",
                "1",
                "port",
                "gi1"),
            measure(
                "port_received_bytes", 3_494_126_654_709.0, "bytes", "index", "1", "port", "gi1"),
            measure("port_sent_bytes", 3_259_171_769_649.0, "bytes", "index", "1", "port", "gi1"),
            measure("port_received_bytes", 4_294_967_295.0, "bytes", "index", "2", "port", "gi2"),
            measure(
                "port_errors", 10_019, "errors", "index", "1", "port", "gi1", "direction", "in"),
            measure("port_errors", 2, "errors", "index", "1", "port", "gi1", "direction", "out"),
            measure(
                "port_discarded_packets",
                1_061_127,
                "packets",
                "index",
                "1",
                "port",
                "gi1",
                "direction",
                "in"),
            measure(
                "port_discarded_packets",
                3,
                "packets",
                "index",
                "1",
                "port",
                "gi1",
                "direction",
                "out"));
  }

  private static Measure measure(String name, double value, String unit, String... labels) {
    Map<String, String> pairs = new java.util.HashMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      pairs.put(labels[i], labels[i + 1]);
    }
    return new Measure(name, pairs, value, unit);
  }

  @Test
  void aLargeStackIsRememberedWithinItsBounds() {
    Boxes.One[] many =
        IntStream.rangeClosed(1, 190)
            .mapToObj(
                i ->
                    port(i)
                        .received(i * 100_000L, i * 1_000_000L)
                        .more(7, 1_000_000_000_000L)
                        .base(20, 77))
            .toArray(Boxes.One[]::new);
    Finding finding = read(many);
    isWell(finding);
    assertThat(finding.facts()).containsEntry("omitted", "speed, errors");
    int length = 0;
    for (Map.Entry<String, String> one : finding.remember().entrySet()) {
      length += 6 + one.getKey().length() + one.getValue().length();
    }
    assertThat(length).isBetween(3_000, 4_096);
    minutes(5);
    many[0].down();
    many[180].down();
    assertThat(read(many).facts()).containsEntry("downPorts", "gi1, gi181");
  }

  @Test
  void whatWasRememberedComesBack() {
    PortMemory.Memo memo =
        new PortMemory.Memo(
            7,
            35,
            PortMemory.State.SLOW,
            1_000_000,
            498_000,
            "!ap-1",
            List.of(1L, -1L, 3L, 4L, 0L, -1L));
    PortMemory.Memo other = new PortMemory.Memo(8, 0, PortMemory.State.UNUSED, 0, 0, "", List.of());
    String text = PortMemory.encode(List.of(memo, other));
    assertThat(PortMemory.decode(text)).isEqualTo(Map.of(7L, memo, 8L, other));
    assertThat(PortMemory.decode("x,y;7;;,,,,,;-3,1,u,0,0,")).isEmpty();
  }
}
