package vn.daugio.agent.check.network;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Reason;

/** What the ports of one switch are, against what they were. */
final class PortsJudgement {
  /** A change is told for a week; then it is how the office is now. */
  private static final long TOLD_HOURS = Duration.ofDays(7).toHours();

  /** After a restart a port needs to find its partner, and a spanning tree its root. */
  private static final long SETTLING_TICKS = Duration.ofMinutes(5).toSeconds() * 100;

  /** Fewer errors than that are no rate. */
  private static final long FEWEST_ERRORS = 10;

  private static final long FAST = 100_000_000;

  /** The smallest frame with what is sent around it (IEEE 802.3), in bits. */
  private static final double SMALLEST_FRAME = 672;

  private static final double GIGABIT = 1e9;

  private final Finding.Builder finding;
  private final Assignment assignment;
  private final Moment moment;
  private final List<String> lost = new ArrayList<>();
  private final List<String> lostDevices = new ArrayList<>();
  private final List<String> slow = new ArrayList<>();
  private final List<String> erring = new ArrayList<>();
  private final List<String> half = new ArrayList<>();

  /**
   * @param now when it was read
   * @param ticks uptime in hundredths of a second; empty where the box does not tell
   * @param elapsed seconds that counters have run on since the last reading; 0: they began anew
   */
  record Moment(Instant now, OptionalLong ticks, long elapsed) {
    long hours() {
      return now.getEpochSecond() / 3600;
    }

    boolean isSettling() {
      return ticks.isPresent() && ticks.getAsLong() < SETTLING_TICKS;
    }
  }

  PortsJudgement(Finding.Builder finding, Assignment assignment, Moment moment) {
    this.finding = finding;
    this.assignment = assignment;
    this.moment = moment;
  }

  /** What is to be remembered; the notices and facts are in the finding. */
  List<PortMemory.Memo> judge(
      List<Port> ports, Map<Long, PortMemory.Memo> before, Map<Long, String> neighbours) {
    List<PortMemory.Memo> memos = new ArrayList<>();
    for (Port port : ports) {
      if (port.ethernet()) {
        PortMemory.@Nullable Memo memo = before.get(port.index());
        if (memo != null && memo.mark() != PortMemory.mark(port.name())) {
          memo = null;
        }
        memos.add(judge(port, memo, neighbours.getOrDefault(port.index(), "")));
      }
    }
    finding.fact("downPorts", String.join(", ", lost));
    finding.fact("lostDevices", String.join(", ", lostDevices));
    finding.fact("slowPorts", String.join(", ", slow));
    finding.fact("errorPorts", String.join(", ", erring));
    finding.fact("halfPorts", String.join(", ", half));
    return memos;
  }

  private PortMemory.Memo judge(Port port, PortMemory.@Nullable Memo before, String neighbour) {
    boolean wasUsed = before != null && before.state() != PortMemory.State.UNUSED;
    if (port.isUp()) {
      return up(port, before, neighbour);
    }
    if (before != null && wasUsed && port.state() == Port.State.DISABLED) {
      return memo(port, PortMemory.State.UNUSED, before.speed(), 0, "");
    }
    if (before != null && wasUsed && (!port.state().isLost() || moment.isSettling())) {
      // the box does not say what it is, or not yet: it stays what it was
      return memo(port, before.state(), before.speed(), before.since(), before.neighbour());
    }
    return before != null && wasUsed
        ? lost(port, before)
        : memo(port, PortMemory.State.UNUSED, 0, 0, "");
  }

  private PortMemory.Memo lost(Port port, PortMemory.Memo before) {
    long since = before.state() == PortMemory.State.LOST ? before.since() : moment.hours();
    if (moment.hours() - since >= TOLD_HOURS) {
      return memo(port, PortMemory.State.UNUSED, 0, 0, "");
    }
    boolean shared = before.neighbour().startsWith(Neighbours.SHARED);
    if (shared) {
      finding.fail(Reason.SWITCH_UPLINK_DOWN);
    } else {
      finding.warn(Reason.SWITCH_PORT_DOWN);
    }
    lost.add(port.name());
    if (!before.neighbour().isEmpty()) {
      lostDevices.add(port.name() + " " + Neighbours.shown(before.neighbour()));
    }
    return memo(port, PortMemory.State.LOST, before.speed(), since, before.neighbour());
  }

  private PortMemory.Memo up(Port port, PortMemory.@Nullable Memo before, String neighbour) {
    long speed = port.speed().orElse(0) / 1000;
    String known = neighbour.isEmpty() && before != null ? before.neighbour() : neighbour;
    if (port.half() && port.speed().orElse(0) >= FAST) {
      half(port);
    }
    if (before == null) {
      return memo(port, PortMemory.State.UP, speed, 0, known);
    }
    counted(port, before);
    if (speed > 0 && speed < before.speed()) {
      boolean still = before.state() == PortMemory.State.SLOW;
      long since = still ? before.since() : moment.hours();
      if (moment.hours() - since < TOLD_HOURS) {
        finding.warn(Reason.SWITCH_PORT_SLOWER);
        slow.add(port.name() + " " + megabits(speed) + "/" + megabits(before.speed()));
        return memo(port, PortMemory.State.SLOW, before.speed(), since, known);
      }
    }
    return memo(port, PortMemory.State.UP, speed > 0 ? speed : before.speed(), 0, known);
  }

  private void half(Port port) {
    finding.warn(Reason.SWITCH_DUPLEX_MISMATCH);
    if (!half.contains(port.name())) {
      half.add(port.name());
    }
  }

  private static String megabits(long thousands) {
    return thousands / 1000 + "M";
  }

  private PortMemory.Memo memo(
      Port port, PortMemory.State state, long speed, long since, String neighbour) {
    Port.Counters counters = port.counters();
    return new PortMemory.Memo(
        port.index(),
        PortMemory.mark(port.name()),
        state,
        speed,
        since,
        neighbour,
        List.of(
            counters.in().errors().orElse(-1),
            counters.in().packets().orElse(-1),
            counters.out().errors().orElse(-1),
            counters.out().packets().orElse(-1),
            counters.lateCollisions().orElse(-1),
            counters.discontinuity().orElse(-1)));
  }

  private void counted(Port port, PortMemory.Memo before) {
    Port.Counters now = port.counters();
    List<Long> was = before.counted();
    if (moment.elapsed() <= 0 || was.isEmpty() || was.get(5) != now.discontinuity().orElse(-1)) {
      return;
    }
    double most =
        Math.max((double) port.speed().orElse(0), GIGABIT)
            / SMALLEST_FRAME
            * moment.elapsed()
            * 1.5;
    OptionalLong late = CounterDelta.of(was.get(4), now.lateCollisions(), false, most);
    if (late.orElse(0) > 0) {
      half(port);
    }
    double in = rate(was.get(0), was.get(1), now.in(), most).orElse(0);
    double out = rate(was.get(2), was.get(3), now.out(), most).orElse(0);
    double worst = Math.max(in, out);
    if (worst > assignment.limit("errors-fail-above")) {
      finding.fail(Reason.SWITCH_PORT_ERRORS);
    } else if (worst > assignment.limit("errors-warn-above")) {
      finding.warn(Reason.SWITCH_PORT_ERRORS);
    } else {
      return;
    }
    erring.add(String.format(Locale.ROOT, "%s %.2f%%", port.name(), worst * 100));
  }

  private static OptionalDouble rate(
      long errorsBefore, long packetsBefore, Port.Direction now, double most) {
    OptionalLong errors = CounterDelta.of(errorsBefore, now.errors(), false, most);
    OptionalLong packets = CounterDelta.of(packetsBefore, now.packets(), now.wide(), most);
    if (errors.isEmpty() || packets.isEmpty() || errors.getAsLong() < FEWEST_ERRORS) {
      return OptionalDouble.empty();
    }
    double all = (double) errors.getAsLong() + (double) packets.getAsLong();
    return OptionalDouble.of((double) errors.getAsLong() / all);
  }
}
