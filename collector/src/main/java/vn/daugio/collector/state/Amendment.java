package vn.daugio.collector.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a late observation, one that is older than the newest, changes. Pure. Afterwards the changes
 * written down and the state are the same as if all observations had come in order.
 *
 * @param puts changes to write down
 * @param removes moments whose change is none any more
 * @param state the state with the dates and streaks that follow; its outcome never changes
 */
public record Amendment(List<Transition> puts, List<Instant> removes, SubjectState state) {
  public Amendment {
    puts = List.copyOf(puts);
    removes = List.copyOf(removes);
  }

  /** What was observed after the late observation, oldest first; asked for only when needed. */
  @FunctionalInterface
  public interface Later {
    List<Observation> observations();
  }

  /**
   * @param history all changes of the subject, oldest first
   * @param refuted tells of a silence's date whether the late observation refutes it
   */
  public static Amendment of(
      SubjectState state,
      Observation late,
      List<Transition> history,
      Predicate<Instant> refuted,
      Later later) {
    TreeMap<Instant, Transition> changes = new TreeMap<>();
    history.forEach(change -> changes.put(change.at(), change));
    Transition sameMoment = changes.get(late.at());
    if (late.at().equals(state.observedAt()) || (sameMoment != null && !sameMoment.silence())) {
      return new Amendment(List.of(), List.of(), state);
    }
    changes
        .values()
        .removeIf(
            change ->
                change.silence()
                    && change.at().isAfter(late.at())
                    && change.at().isBefore(state.observedAt())
                    && refuted.test(change.at()));
    Transition seen = transition(late);
    var inForce = changes.floorEntry(late.at());
    List<Observation> after = List.of();
    if (inForce == null || !same(inForce.getValue(), seen)) {
      after = later.observations();
      changes.put(late.at(), seen);
      if (!after.isEmpty()) {
        changes.putIfAbsent(after.get(0).at(), transition(after.get(0)));
      }
    }
    dropRepetitions(changes);
    return difference(history, changes, restated(state, late, changes, after));
  }

  /** A change that an observation would be. */
  private static Transition transition(Observation seen) {
    return new Transition(seen.at(), seen.outcome(), seen.reason(), seen.witness(), false);
  }

  private static boolean same(Transition a, Transition b) {
    return a.silence() == b.silence()
        && a.outcome() == b.outcome()
        && Objects.equals(a.reason(), b.reason());
  }

  private static void dropRepetitions(TreeMap<Instant, Transition> changes) {
    @Nullable Transition before = null;
    for (var changesLeft = changes.values().iterator(); changesLeft.hasNext(); ) {
      Transition change = changesLeft.next();
      if (before != null && same(before, change)) {
        changesLeft.remove();
      } else {
        before = change;
      }
    }
  }

  private static Amendment difference(
      List<Transition> history, TreeMap<Instant, Transition> changes, SubjectState state) {
    List<Instant> removes = new ArrayList<>();
    for (Transition old : history) {
      Transition left = changes.remove(old.at());
      if (left == null) {
        removes.add(old.at());
      } else if (!left.equals(old)) {
        changes.put(left.at(), left);
      }
    }
    return new Amendment(List.copyOf(changes.values()), removes, state);
  }

  private static SubjectState restated(
      SubjectState state,
      Observation late,
      TreeMap<Instant, Transition> changes,
      List<Observation> after) {
    Instant since = state.since();
    Streak fails = state.fails();
    Streak goods = state.goods();
    @Nullable Boolean failing = null;
    @Nullable Instant streakSince = null;
    boolean outcomeGoesOn = true;
    for (Transition change : changes.descendingMap().values()) {
      outcomeGoesOn &= change.outcome() == state.outcome() && change.silence() == state.silent();
      if (outcomeGoesOn) {
        since = change.at();
      }
      if (change.kind() != Kind.NEITHER) {
        boolean fail = change.kind() == Kind.BAD;
        if (failing != null && failing != fail) {
          break;
        }
        failing = fail;
        streakSince = change.at();
      }
    }
    if (failing != null && streakSince != null) {
      Streak streak = streak(failing ? fails : goods, failing, streakSince, late, after);
      fails = failing ? streak : Streak.NONE;
      goods = failing ? Streak.NONE : streak;
    }
    return new SubjectState(
        state.outcome(),
        state.reason(),
        state.also(),
        since,
        state.observedAt(),
        fails,
        goods,
        state.silent(),
        state.witness());
  }

  private static Streak streak(
      Streak old, boolean failing, Instant since, Observation late, List<Observation> after) {
    Kind same = failing ? Kind.BAD : Kind.GOOD;
    boolean counts = late.kind() == same;
    if (counts) {
      int more = late.at().isBefore(since) ? 0 : 1;
      return new Streak(Math.min(Streak.MOST, old.count() + more), since);
    }
    boolean broken =
        old.since() != null && old.since().isBefore(late.at()) && late.kind() != Kind.NEITHER;
    if (!broken) {
      return old;
    }
    long left = after.stream().filter(one -> one.kind() == same).limit(Streak.MOST).count();
    return new Streak((int) left, since);
  }
}
