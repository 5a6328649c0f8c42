package vn.daugio.agent.check.computer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.DataFile;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Computer;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;

/** Disk, memory, load, clock and pending restart of this computer. */
public final class ComputerHealthCheck implements Check {
  private final Computer computer;
  private final Network network;
  private final InstantSource clock;

  /**
   * @param network knows the system's own time servers
   * @param clock this computer's clock, which is judged
   */
  public ComputerHealthCheck(Computer computer, Network network, InstantSource clock) {
    this.computer = computer;
    this.network = network;
    this.clock = clock;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(CheckType.COMPUTER_HEALTH);
    disks(assignment, finding);
    memoryAndLoad(assignment, finding);
    computer
        .uptime()
        .ifPresent(uptime -> finding.measure("uptime_seconds", uptime.toMillis() / 1e3));
    if (computer.rebootPending().orElse(false)) {
      finding.warn(Reason.COMPUTER_REBOOT_PENDING);
    }
    clock(assignment, last, deadline, finding);
    return finding.build();
  }

  private void disks(Assignment assignment, Finding.Builder finding) {
    List<Computer.Disk> disks = computer.disks();
    if (disks.isEmpty()) {
      finding.unknown(Reason.COMPUTER_UNREADABLE);
    }
    Computer.@Nullable Disk worst = null;
    for (Computer.Disk disk : disks) {
      double free = free(disk);
      finding.measure("disk_free_ratio", free, Map.of("disk", disk.name()));
      if (free < assignment.limit("disk-fail-below")) {
        finding.fail(Reason.COMPUTER_DISK_FULL);
      } else if (free < assignment.limit("disk-warn-below")) {
        finding.warn(Reason.COMPUTER_DISK_LOW);
      } else {
        continue;
      }
      worst = worst == null || free < free(worst) ? disk : worst;
    }
    if (worst != null) {
      finding
          .fact("disk", worst.name())
          .fact("freePercent", Integer.toString((int) (100 * free(worst))));
    }
  }

  private static double free(Computer.Disk disk) {
    return Math.min(1.0, (double) disk.freeBytes() / disk.totalBytes());
  }

  private void memoryAndLoad(Assignment assignment, Finding.Builder finding) {
    Optional<Double> memory = computer.memoryAvailableRatio();
    if (memory.isEmpty()) {
      finding.unknown(Reason.COMPUTER_UNREADABLE);
    } else {
      finding.measure("memory_available_ratio", memory.get());
      if (memory.get() < assignment.limit("memory-warn-below")) {
        finding.warn(Reason.COMPUTER_MEMORY_LOW);
      }
    }
    Optional<Double> load = computer.loadRatio();
    if (load.isPresent()) {
      finding.measure("load_ratio", load.get());
      if (load.get() > assignment.limit("load-warn-above")) {
        finding.warn(Reason.COMPUTER_LOAD_HIGH);
      }
    }
  }

  private void clock(
      Assignment assignment, LastReading last, Deadline deadline, Finding.Builder finding)
      throws InterruptedException {
    Optional<ClockReading> now = ClockReading.measure(servers(assignment), clock, deadline);
    Optional<ClockReading> reading = now.isPresent() ? now : ClockReading.remembered(last, clock);
    if (reading.isEmpty()) {
      finding.unknown(Reason.COMPUTER_CLOCK_UNKNOWN);
      return;
    }
    reading.get().remember(finding);
    if (!reading.get().fresh()) {
      finding.fact("clock", "last_measured");
    }
    Duration offset = reading.get().offset();
    double seconds = offset.toMillis() / 1e3;
    finding.measure("clock_offset_seconds", seconds);
    if (Math.abs(seconds) > assignment.limit("clock-fail-above")) {
      finding.fail(Reason.COMPUTER_CLOCK_OFFSET);
    } else if (Math.abs(seconds) > assignment.limit("clock-warn-above")) {
      finding.warn(Reason.COMPUTER_CLOCK_OFFSET);
    } else {
      return;
    }
    finding.fact("clockOffset", Long.toString(Math.round(Math.abs(seconds))));
  }

  private List<String> servers(Assignment assignment) {
    Access.@Nullable Clock planned = assignment.target().access(Access.Clock.class);
    if (planned != null && !planned.servers().isEmpty()) {
      return planned.servers();
    }
    List<String> own = network.timeServers();
    return own.isEmpty() ? DataFile.lines(ComputerHealthCheck.class, "time-servers.txt") : own;
  }
}
