package vn.daugio.agent.check.network;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.SnmpReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.SnmpTable;
import vn.daugio.protocol.Reason;

/**
 * {@code device.uptime}: since when a box has been running. One restart is a fact and no alarm, as
 * is the end of a round of its counter; a box that restarts again and again within a day has a
 * fault, mostly of its power supply.
 */
public final class DeviceUptimeCheck implements Check {
  private static final List<SnmpTable> TABLES = List.of(Uptime.SYSTEM, Uptime.ENGINE);
  private static final Duration WATCHED = Duration.ofDays(1);

  /** Enough to exceed any sensible limit, and few enough to be remembered. */
  private static final int MOST_REMEMBERED = 64;

  private static final String TICKS = "ticks";
  private static final String AT = "at";
  private static final String RESTARTS = "restarts";

  private final SnmpClient snmp;
  private final Clock clock;
  private @Nullable SnmpReading begun;

  public DeviceUptimeCheck(SnmpClient snmp, Clock clock) {
    this.snmp = snmp;
    this.clock = clock;
  }

  @Override
  public void begin(Assignment assignment, Deadline deadline, Runnable ready) {
    begun = SnmpReading.begin(snmp, assignment, deadline, TABLES, ready);
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    try {
      SnmpReading box = SnmpReading.of(begun, snmp, assignment, deadline);
      var told = Uptime.Told.of(box.table(Uptime.SYSTEM), box.optional(Uptime.ENGINE));
      finding.fact("model", told.model());
      if (told.ticks().isEmpty()) {
        return finding.unknown(Reason.NOT_SUPPORTED).build();
      }
      return judge(
          finding,
          told.ticks().getAsLong(),
          new Seen(clock.instant(), last.values()),
          assignment.limit("restarts-warn-above"));
    } catch (ProbeException e) {
      return SnmpReading.unread(finding, e);
    }
  }

  /**
   * The moment of the reading, and what is known from before.
   *
   * @param last as remembered; possibly by an older version, or damaged
   */
  record Seen(Instant now, Map<String, String> last) {}

  static Finding judge(Finding.Builder finding, long ticks, Seen seen, double mostRestarts) {
    finding.measure("uptime_seconds", ticks / 100.0);
    long now = seen.now().getEpochSecond();
    long before = PortMemory.number(seen.last().getOrDefault(TICKS, ""), 10);
    long at = PortMemory.number(seen.last().getOrDefault(AT, ""), 10);
    List<Long> restarts = restarts(seen.last().getOrDefault(RESTARTS, ""), now);
    if (before >= 0 && at >= 0 && Uptime.restarted(before, ticks, (now - at) * 100)) {
      restarts.add(now);
      finding.fact("restarted", Instant.ofEpochSecond(now - ticks / 100).toString());
    }
    if (restarts.size() > mostRestarts) {
      finding.warn(Reason.DEVICE_RESTARTING).fact("restarts", Integer.toString(restarts.size()));
    }
    return finding
        .remember(TICKS, Long.toString(ticks))
        .remember(AT, Long.toString(now))
        .remember(RESTARTS, restarts.stream().map(String::valueOf).collect(Collectors.joining(" ")))
        .build();
  }

  /** Those of the last day; a mutable list. */
  private static List<Long> restarts(String remembered, long now) {
    return Arrays.stream(remembered.split(" ", -1))
        .map(one -> PortMemory.number(one, 10))
        .filter(one -> one >= 0 && one <= now && one > now - WATCHED.toSeconds())
        .limit(MOST_REMEMBERED)
        .collect(Collectors.toCollection(java.util.ArrayList::new));
  }
}
