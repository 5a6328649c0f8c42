package vn.daugio.agent.check.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.DataFile;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.SshHost;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SshSession;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Reason;

/**
 * {@code server.health}: failed services, disks, RAID and the newest backup of a Linux server, read
 * over SSH with commands from a data file. Its host key is pinned at first use; a server with
 * another one fails and gets no password.
 */
public final class ServerHealthCheck implements Check {
  private static final String LINUX = "linux";

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    Access.@Nullable Ssh ssh = assignment.target().access(Access.Ssh.class);
    if (ssh == null || !ssh.flavor().equals(LINUX)) {
      return finding.unknown(Reason.NOT_SUPPORTED).build();
    }
    @Nullable String pinned = SshHost.pinned(ssh, last);
    try (SshSession session = SshSession.open(ssh, pinned, deadline)) {
      if (!SshHost.isKnown(finding, session, pinned, Reason.SERVER_HOST_KEY_CHANGED)) {
        SshHost.keep(finding, last);
        return finding.build();
      }
      new Reading(finding, assignment, session, ServerCommands.of(LINUX)).judge(ssh.backup());
    } catch (ProbeException e) {
      return SshHost.unread(finding, e, Reason.SERVER_UNREADABLE).build();
    }
    return finding.build();
  }

  /** One look at one server. */
  private static final class Reading {
    private final Finding.Builder finding;
    private final Assignment assignment;
    private final SshSession session;
    private final Map<String, String> commands;
    private final List<String> unread = new ArrayList<>();

    private Reading(
        Finding.Builder finding,
        Assignment assignment,
        SshSession session,
        Map<String, String> commands) {
      this.finding = finding;
      this.assignment = assignment;
      this.session = session;
      this.commands = commands;
    }

    private void judge(@Nullable String backup) throws InterruptedException {
      read("services", true, text -> services(ServerOutput.failedUnits(text)));
      read("disks", true, text -> disks(ServerOutput.disks(text)));
      // a server without software RAID has no such file
      read("raid", false, text -> arrays(ServerOutput.brokenArrays(text)));
      if (backup != null) {
        SshSession.Output clock = session.run(command("clock"));
        SshSession.Output newest = session.run(command("backup").replace("{backup}", backup));
        OptionalLong now = ServerOutput.clock(clock.text());
        if (now.isEmpty() || newest.status() < 0) {
          unread.add("backup");
        } else {
          backup(ServerOutput.backup(newest.text()), now.getAsLong());
        }
      }
      if (!unread.isEmpty()) {
        finding.unknown(Reason.SERVER_UNREADABLE).fact("unread", String.join(", ", unread));
      }
    }

    private String command(String name) {
      @Nullable String command = commands.get(name);
      if (command == null) {
        throw new IllegalStateException("no command " + name);
      }
      return command;
    }

    private void read(String name, boolean needed, Consumer<String> judge)
        throws InterruptedException {
      SshSession.Output output = session.run(command(name));
      if (output.status() == 0) {
        judge.accept(output.text());
      } else if (needed) {
        unread.add(name);
      }
    }

    private void services(List<String> failed) {
      List<String> harmless = DataFile.lines(ServerHealthCheck.class, "harmless.units");
      for (String unit : failed) {
        if ((unit.endsWith(".service") || unit.endsWith(".mount")) && !harmless.contains(unit)) {
          finding.fail(Reason.SERVER_SERVICE_FAILED);
        }
      }
      if (!failed.isEmpty()) {
        finding.warn(Reason.SERVER_SERVICE_FAILED).fact("services", String.join(", ", failed));
      }
      finding.measure("failed_units", failed.size());
    }

    private void disks(Map<String, Double> free) {
      String fullest = "";
      double least = 1;
      for (Map.Entry<String, Double> disk : free.entrySet()) {
        finding.measure("disk_free_ratio", disk.getValue(), Map.of("disk", disk.getKey()));
        if (disk.getValue() < assignment.limit("disk-fail-below")) {
          finding.fail(Reason.SERVER_DISK_FULL);
        } else if (disk.getValue() < assignment.limit("disk-warn-below")) {
          finding.warn(Reason.SERVER_DISK_LOW);
        }
        if (disk.getValue() < least) {
          least = disk.getValue();
          fullest = disk.getKey();
        }
      }
      finding.fact("disk", fullest);
      finding.fact("freePercent", Long.toString((long) (least * 100)));
    }

    private void arrays(List<ServerOutput.Array> broken) {
      for (ServerOutput.Array array : broken) {
        if (array.rebuilding()) {
          finding.warn(Reason.SERVER_RAID_DEGRADED);
        } else {
          finding.fail(Reason.SERVER_RAID_DEGRADED);
        }
      }
      finding.fact(
          "arrays",
          broken.stream()
              .map(one -> one.name() + " " + one.members())
              .collect(Collectors.joining(", ")));
    }

    private void backup(Optional<ServerOutput.Backup> newest, long now) {
      if (newest.isEmpty() || newest.get().bytes() == 0) {
        finding.fail(Reason.SERVER_BACKUP_MISSING);
        return;
      }
      double age = Math.max(0, (double) (now - newest.get().written()));
      finding.measure("backup_age_seconds", age);
      finding.measure("backup_bytes", (double) newest.get().bytes());
      finding.fact("backupHours", Long.toString((long) (age / 3600)));
      if (age > assignment.limit("backup-fail-above")) {
        finding.fail(Reason.SERVER_BACKUP_OLD);
      } else if (age > assignment.limit("backup-warn-above")) {
        finding.warn(Reason.SERVER_BACKUP_OLD);
      }
    }
  }
}
