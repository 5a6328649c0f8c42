package vn.daugio.collector.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Episodes;
import vn.daugio.collector.state.Kind;
import vn.daugio.collector.state.Observation;
import vn.daugio.collector.state.Streak;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.Transition;
import vn.daugio.collector.store.Tx;
import vn.daugio.protocol.CheckType;

/**
 * The outages of one subject by its kept reports, since the last moment before a late observation
 * at which it was good for long and had none, or since it was taken out of the plan.
 *
 * @param from the outages that opened after this are told anew
 * @param told oldest first
 */
record Replay(Instant from, List<Episode> told) {
  Replay {
    told = List.copyOf(told);
  }

  private record Start(Streak goodBefore, Instant at) {}

  /** Empty where the reports of the stretch are not all kept any more, or too many. */
  static Optional<Replay> of(Tx tx, CheckType type, Subject subject, Instant late, Later reports) {
    Instant from = tx.outages().withdrawnAt(subject).orElse(Instant.EPOCH);
    List<Transition> changes =
        tx.history().of(subject).stream().filter(one -> one.at().isAfter(from)).toList();
    Start start = start(tx, subject, late, changes).orElseGet(() -> new Start(Streak.NONE, from));
    Optional<List<Observation>> seen = reports.all(subject, start.at());
    boolean complete =
        seen.isPresent()
            && (start.goodBefore().count() > 0 || isFromTheBeginning(seen.get(), changes));
    if (!complete) {
      return Optional.empty();
    }
    List<Episode> told = new ArrayList<>();
    Episodes.replay(type, start.goodBefore(), seen.get(), told);
    return Optional.of(new Replay(start.at(), told));
  }

  private static boolean isFromTheBeginning(List<Observation> seen, List<Transition> changes) {
    return !seen.isEmpty() && (changes.isEmpty() || !seen.get(0).at().isAfter(changes.get(0).at()));
  }

  private static Optional<Start> start(
      Tx tx, Subject subject, Instant late, List<Transition> changes) {
    List<Transition> runs = new ArrayList<>();
    for (Transition change : changes) {
      boolean goesOn = !runs.isEmpty() && runs.get(runs.size() - 1).kind() == change.kind();
      if (change.kind() != Kind.NEITHER && !goesOn) {
        runs.add(change);
      }
    }
    Instant end = late;
    for (int i = runs.size() - 1; i >= 0; i--) {
      Instant since = runs.get(i).at();
      Instant until = end.minusMillis(1);
      boolean calm =
          runs.get(i).kind() == Kind.GOOD
              && !until.isBefore(since.plus(Episodes.WINDOW))
              && !tx.outages().isAny(subject, until);
      if (calm) {
        return Optional.of(new Start(new Streak(Streak.MOST, since), until));
      }
      end = since.isBefore(end) ? since : end;
    }
    return Optional.empty();
  }
}
