package vn.daugio.collector.state;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** A subject's next state. Pure: the same observations in the same order give the same states. */
public final class StateMachine {
  private StateMachine() {}

  /**
   * A state and, when something changed, the transition to write down.
   *
   * @param state null when a late observation met an unknown subject's history only
   * @param transition null when nothing changed
   */
  public record Step(SubjectState state, @Nullable Transition transition) {}

  /** Whether an observation is older than what is known: then it is history, not state. */
  public static boolean isHistory(@Nullable SubjectState state, Observation observation) {
    return state != null && !observation.at().isAfter(state.observedAt());
  }

  /**
   * The state after an observation that is newer than the last one.
   *
   * @throws IllegalArgumentException when it is history; a newer state never moves backwards
   */
  public static Step next(@Nullable SubjectState state, Observation seen) {
    if (isHistory(state, seen)) {
      throw new IllegalArgumentException("observation of " + seen.at() + " is history");
    }
    Streak fails = state == null ? Streak.NONE : state.fails();
    Streak goods = state == null ? Streak.NONE : state.goods();
    switch (seen.kind()) {
      case BAD -> {
        fails = fails.next(seen.at());
        goods = Streak.NONE;
      }
      case GOOD -> {
        goods = goods.next(seen.at());
        fails = Streak.NONE;
      }
      case NEITHER -> {
        // neither confirms nor interrupts what was seen
      }
    }
    boolean sameOutcome = state != null && !state.silent() && state.outcome() == seen.outcome();
    boolean same = sameOutcome && state != null && Objects.equals(state.reason(), seen.reason());
    SubjectState next =
        new SubjectState(
            seen.outcome(),
            seen.reason(),
            seen.also(),
            sameOutcome && state != null ? state.since() : seen.at(),
            seen.at(),
            fails,
            goods,
            false,
            seen.witness());
    Transition transition =
        same
            ? null
            : new Transition(seen.at(), seen.outcome(), seen.reason(), seen.witness(), false);
    return new Step(next, transition);
  }

  /**
   * A silent state as it would be without its silence, from what was seen before.
   *
   * @param history all changes of the subject, oldest first
   */
  public static SubjectState asSeen(SubjectState silent, List<Transition> history) {
    @Nullable Transition last = null;
    Instant since = silent.observedAt();
    for (int i = history.size() - 1; i >= 0; i--) {
      Transition change = history.get(i);
      if (last == null && change.silence()) {
        continue;
      }
      if (last != null && (change.silence() || change.outcome() != last.outcome())) {
        break;
      }
      last = last == null ? change : last;
      since = change.at();
    }
    if (last == null) {
      return silent;
    }
    return new SubjectState(
        last.outcome(),
        last.reason(),
        List.of(),
        since,
        silent.observedAt(),
        silent.fails(),
        silent.goods(),
        false,
        silent.witness());
  }

  /**
   * The state after its witness has owed a report since {@code due}: UNKNOWN from then on. Streaks
   * stay, since nothing was seen.
   */
  public static Step silence(SubjectState state, Instant due) {
    if (state.silent() || !due.isAfter(state.observedAt())) {
      return new Step(state, null);
    }
    String reason = Reason.AGENT_SILENT.code();
    SubjectState next =
        new SubjectState(
            Outcome.UNKNOWN,
            reason,
            List.of(),
            due,
            state.observedAt(),
            state.fails(),
            state.goods(),
            true,
            state.witness());
    return new Step(next, new Transition(due, Outcome.UNKNOWN, reason, state.witness(), true));
  }
}
