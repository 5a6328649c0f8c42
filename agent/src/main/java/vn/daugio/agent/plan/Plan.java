package vn.daugio.agent.plan;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.schedule.Cadence;
import vn.daugio.agent.schedule.LastRun;
import vn.daugio.agent.schedule.Schedule;
import vn.daugio.agent.schedule.Tick;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Layer;

/**
 * What this machine checks, and when.
 *
 * @param assignments all of it, in dependency order
 * @param resident whether somebody has to stay to watch shared targets
 */
public record Plan(
    List<Assignment> assignments, Schedule schedule, Cadence cadence, boolean resident) {
  public Plan {
    assignments = List.copyOf(assignments);
  }

  /** The same with only the named check types; empty means all. */
  public Plan only(Collection<CheckType> types) {
    if (types.isEmpty()) {
      return this;
    }
    List<Assignment> named =
        assignments.stream().filter(assignment -> types.contains(assignment.type())).toList();
    return new Plan(named, schedule, cadence, resident);
  }

  /** The checks of a round. */
  public List<Assignment> round(Tick tick) {
    return assignments.stream()
        .filter(assignment -> cadence.runsIn(tick, assignment.type()))
        .toList();
  }

  /**
   * The checks that their interval makes due, with everything that the way to them leads over:
   * otherwise a dead line would look like a dead system.
   */
  public List<Assignment> watch(Instant now, Function<Assignment, @Nullable LastRun> last) {
    List<Assignment> due =
        assignments.stream()
            .filter(assignment -> isDue(assignment, last.apply(assignment), now))
            .toList();
    Set<Layer> above = EnumSet.noneOf(Layer.class);
    for (Assignment assignment : due) {
      for (Layer layer = assignment.upstream(); layer != null; layer = layer.upstream()) {
        above.add(layer);
      }
    }
    return assignments.stream()
        .filter(
            assignment ->
                due.contains(assignment)
                    || (above.contains(assignment.type().layer())
                        && cadence.interval(assignment.type()).isPresent()))
        .toList();
  }

  private boolean isDue(Assignment assignment, @Nullable LastRun last, Instant now) {
    return cadence
        .nextWatch(assignment.type(), last, now)
        .filter(next -> !next.isAfter(now))
        .isPresent();
  }

  /** When something is due next, by interval or by round. */
  public Instant next(Instant now, Function<Assignment, @Nullable LastRun> last) {
    Optional<Instant> watch =
        assignments.stream()
            .flatMap(
                assignment ->
                    cadence.nextWatch(assignment.type(), last.apply(assignment), now).stream())
            .min(Instant::compareTo);
    Instant round = schedule.next(now);
    return watch.filter(first -> first.isBefore(round)).orElse(round);
  }
}
