package vn.daugio.agent.check.computer;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.Assignments.values;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.DataFile;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Computer;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.Chrony;
import vn.daugio.agent.testing.OfficeNetwork;
import vn.daugio.agent.testing.Peers;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class ComputerHealthCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final LastReading CLOCK_RIGHT = clockWas("PT0.2S", "2026-11-22T20:00:00Z");

  @TempDir Path directory;

  /**
   * @param free share of the one disk
   */
  private record Pc(double free, double memory, double load, boolean restart) implements Computer {
    @Override
    public List<Disk> disks() {
      return List.of(new Disk("/", 1000, Math.round(free * 1000)));
    }

    @Override
    public Optional<Double> memoryAvailableRatio() {
      return Optional.of(memory);
    }

    @Override
    public Optional<Double> loadRatio() {
      return Optional.of(load);
    }

    @Override
    public Optional<Duration> uptime() {
      return Optional.of(Duration.ofHours(2));
    }

    @Override
    public Optional<Boolean> rebootPending() {
      return Optional.of(restart);
    }

    @Override
    public Optional<String> bootId() {
      return Optional.empty();
    }
  }

  private static final Pc HEALTHY = new Pc(0.5, 0.5, 0.5, false);

  private static LastReading clockWas(String offset, String at) {
    return new LastReading(Instant.EPOCH, Map.of("clockOffset", offset, "clockAt", at));
  }

  /** With a time server on which nobody listens. */
  private static Finding judge(Computer computer, LastReading last) throws Exception {
    return judge(computer, last, InstantSource.fixed(NOW), Peers.freePort());
  }

  private static Finding judge(Computer computer, LastReading last, InstantSource clock, int ntp)
      throws Exception {
    Assignment assignment =
        Assignments.of(CheckType.COMPUTER_HEALTH, new Access.Clock(List.of("127.0.0.1:" + ntp)));
    return new ComputerHealthCheck(computer, OfficeNetwork.EMPTY, clock)
        .judge(assignment, last, Deadline.in(Duration.ofSeconds(15)));
  }

  @Test
  void healthyWithARealTimeServer() throws Exception {
    try (Peers.Peer server = Chrony.start(directory)) {
      Finding finding = judge(HEALTHY, LastReading.NONE, InstantSource.system(), server.port());
      assertThat(finding.outcome()).isEqualTo(Outcome.OK);
      assertThat(finding.facts()).isEmpty();
      assertThat(values(finding, "disk_free_ratio")).containsExactly(0.5);
      assertThat(values(finding, "uptime_seconds")).containsExactly(7200.0);
      assertThat(finding.remember()).containsOnlyKeys("clockOffset", "clockAt");
    }
  }

  @Test
  void aClockThatIsMinutesOrSecondsOff() throws Exception {
    try (Peers.Peer server = Chrony.start(directory)) {
      InstantSource minutes = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(6));
      Finding fails = judge(HEALTHY, LastReading.NONE, minutes, server.port());
      assertThat(fails.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(fails.reason()).isEqualTo(Reason.COMPUTER_CLOCK_OFFSET);
      assertThat(values(fails, "clock_offset_seconds"))
          .singleElement()
          .satisfies(offset -> assertThat(offset).isBetween(-361.0, -359.0));
      assertThat(fails.facts()).containsEntry("clockOffset", "360");
      InstantSource seconds = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(-20));
      Finding warns = judge(HEALTHY, LastReading.NONE, seconds, server.port());
      assertThat(warns.outcome()).isEqualTo(Outcome.WARN);
      assertThat(warns.reason()).isEqualTo(Reason.COMPUTER_CLOCK_OFFSET);
    }
  }

  @Test
  void theSystemsOwnTimeServersAreAskedInOrder() throws Exception {
    try (Peers.Peer server = Chrony.start(directory)) {
      OfficeNetwork network =
          OfficeNetwork.EMPTY.timedBy(
              "127.0.0.1:" + Peers.freePort(), "127.0.0.1:" + server.port());
      Finding finding =
          new ComputerHealthCheck(HEALTHY, network, InstantSource.system())
              .judge(
                  Assignments.of(CheckType.COMPUTER_HEALTH),
                  LastReading.NONE,
                  Deadline.in(Duration.ofSeconds(15)));
      assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    }
  }

  @Test
  void withoutAnAnswerTheClockIsUnknown() throws Exception {
    Finding finding = judge(HEALTHY, LastReading.NONE);
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.reason()).isEqualTo(Reason.COMPUTER_CLOCK_UNKNOWN);
    assertThat(finding.remember()).isEmpty();
  }

  @Test
  void anOffsetYoungerThanADayIsJudgedInstead() throws Exception {
    Finding good = judge(HEALTHY, CLOCK_RIGHT);
    assertThat(good.outcome()).isEqualTo(Outcome.OK);
    assertThat(good.facts()).isEqualTo(Map.of("clock", "last_measured"));
    assertThat(good.remember()).isEqualTo(CLOCK_RIGHT.values());
    assertThat(judge(HEALTHY, clockWas("PT10M", "2026-11-22T20:00:00Z")).reason())
        .isEqualTo(Reason.COMPUTER_CLOCK_OFFSET);
    for (LastReading useless :
        List.of(
            clockWas("PT0S", "2026-11-22T00:00:00Z"),
            clockWas("PT0S", "2026-11-23T00:00:01Z"),
            clockWas("zero", "yesterday"))) {
      assertThat(judge(HEALTHY, useless).reason()).isEqualTo(Reason.COMPUTER_CLOCK_UNKNOWN);
    }
  }

  @Test
  void limits() throws Exception {
    assertThat(reasonOf(new Pc(0.05, 0.5, 0.5, false))).isEqualTo(Reason.COMPUTER_DISK_LOW);
    assertThat(reasonOf(new Pc(0.5, 0.01, 0.5, false))).isEqualTo(Reason.COMPUTER_MEMORY_LOW);
    assertThat(reasonOf(new Pc(0.5, 0.5, 4.5, false))).isEqualTo(Reason.COMPUTER_LOAD_HIGH);
    assertThat(reasonOf(new Pc(0.5, 0.5, 0.5, true))).isEqualTo(Reason.COMPUTER_REBOOT_PENDING);
    Finding full = judge(new Pc(0.01, 0.5, 4.5, true), LastReading.NONE);
    assertThat(full.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(full.reason()).isEqualTo(Reason.COMPUTER_DISK_FULL);
    assertThat(full.facts()).isEqualTo(Map.of("disk", "/", "freePercent", "1"));
    assertThat(full.also())
        .containsExactly(
            Reason.COMPUTER_CLOCK_UNKNOWN,
            Reason.COMPUTER_LOAD_HIGH,
            Reason.COMPUTER_REBOOT_PENDING);
  }

  private static Reason reasonOf(Pc pc) throws Exception {
    Finding finding = judge(pc, CLOCK_RIGHT);
    assertThat(finding.outcome()).isEqualTo(Outcome.WARN);
    return Optional.ofNullable(finding.reason()).orElseThrow();
  }

  @Test
  void theBuiltInTimeServers() {
    assertThat(DataFile.lines(ComputerHealthCheck.class, "time-servers.txt"))
        .containsExactly("vn.pool.ntp.org", "time.google.com");
  }
}
