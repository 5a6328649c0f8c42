package vn.daugio.agent.plan;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private static final Set<Layer> DEPENDED_ON =
      Stream.of(Layer.values())
          .map(Layer::upstream)
          .filter(Objects::nonNull)
          .collect(Collectors.toUnmodifiableSet());

  public Plan {
    assignments = List.copyOf(assignments);
  }

  /** The same with only the named check types; empty means all that a round runs. */
  public Plan only(Collection<CheckType> types) {
    List<Assignment> named =
        assignments.stream()
            .filter(
                assignment ->
                    types.isEmpty()
                        ? !assignment.type().isOutsideHours()
                        : types.contains(assignment.type()))
            .toList();
    return new Plan(named, schedule, cadence, resident);
  }

  /**
   * What one tick looks at.
   *
   * @param due looked at, unless the way to it is down
   * @param bystanders not looked at; but when the way to them is found to be down, that is said of
   *     them at once, so that nothing beyond a dead line goes on being called fine until its turn
   */
  public record Agenda(List<Assignment> due, List<Assignment> bystanders) {
    public Agenda {
      due = List.copyOf(due);
      bystanders = List.copyOf(bystanders);
    }
  }

  /** The checks of a round. */
  public Agenda round(Tick tick) {
    return agenda(
        assignments.stream()
            .filter(assignment -> cadence.runsIn(tick, assignment.type()))
            .collect(Collectors.toSet()));
  }

  /**
   * The checks that their interval makes due, with those that were blocked and everything that the
   * way to them leads over: otherwise a dead line would look like a dead system. A layer that
   * others depend on is asked as a whole, since one of its lines may work.
   */
  public Agenda watch(Instant now, Function<Assignment, @Nullable LastRun> last) {
    Set<Assignment> due = new HashSet<>();
    for (Assignment assignment : assignments) {
      @Nullable LastRun run = last.apply(assignment);
      if (isDue(assignment, run, now)) {
        due.add(assignment);
      }
    }
    if (due.isEmpty()) {
      return new Agenda(List.of(), List.of());
    }
    for (Assignment assignment : assignments) {
      @Nullable LastRun run = last.apply(assignment);
      if (run != null
          && run.blocked()
          && !assignment.type().isOutsideHours()
          && cadence.mayAsk(assignment.type(), run, now)
          && !calm(assignment, now).isAfter(now)) {
        due.add(assignment);
      }
    }
    Set<Layer> whole = EnumSet.noneOf(Layer.class);
    for (Assignment assignment : due) {
      if (DEPENDED_ON.contains(assignment.type().layer())) {
        whole.add(assignment.type().layer());
      }
      for (Layer layer = assignment.upstream(); layer != null; layer = layer.upstream()) {
        whole.add(layer);
      }
    }
    for (Assignment assignment : assignments) {
      if (whole.contains(assignment.type().layer())
          && cadence.interval(assignment.type()).isPresent()) {
        due.add(assignment);
      }
    }
    return agenda(due);
  }

  private Agenda agenda(Set<Assignment> due) {
    return new Agenda(
        assignments.stream().filter(due::contains).toList(),
        assignments.stream()
            .filter(assignment -> assignment.upstream() != null && !due.contains(assignment))
            // what was measured last night is not undone by a line that is down now
            .filter(assignment -> !assignment.type().isOutsideHours())
            .toList());
  }

  private boolean isDue(Assignment assignment, @Nullable LastRun last, Instant now) {
    if (assignment.type().isOutsideHours()) {
      return schedule.quietHours().isDue(now, last);
    }
    return !isBlocked(last)
        && nextWatch(assignment, last, now).filter(next -> !next.isAfter(now)).isPresent();
  }

  private Optional<Instant> nextWatch(Assignment assignment, @Nullable LastRun last, Instant now) {
    return cadence
        .nextWatch(assignment.type(), last, now)
        .map(next -> calm(assignment, next.isBefore(now) ? now : next));
  }

  private Instant calm(Assignment assignment, Instant from) {
    return assignment.type().isApart() ? schedule.calm(from) : from;
  }

  /** When something is due next, by interval or by round. */
  public Instant next(Instant now, Function<Assignment, @Nullable LastRun> last) {
    Optional<Instant> watch =
        assignments.stream()
            .filter(assignment -> !isBlocked(last.apply(assignment))) // its upstream's turn is next
            .flatMap(assignment -> nextWatch(assignment, last.apply(assignment), now).stream())
            .min(Instant::compareTo);
    Instant round = schedule.next(now);
    return watch.filter(first -> first.isBefore(round)).orElse(round);
  }

  private static boolean isBlocked(@Nullable LastRun run) {
    return run != null && run.blocked();
  }
}
