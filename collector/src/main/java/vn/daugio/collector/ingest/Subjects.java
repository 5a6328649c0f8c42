package vn.daugio.collector.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Episodes;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Reconciliation;
import vn.daugio.collector.state.Amendment;
import vn.daugio.collector.state.Kind;
import vn.daugio.collector.state.Observation;
import vn.daugio.collector.state.StateMachine;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.SubjectState;
import vn.daugio.collector.state.Transition;
import vn.daugio.collector.store.OutageTable;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.collector.store.Tx;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;

/** What an observation, or the want of one, changes in the rows; within one transaction. */
final class Subjects {
  private static final Logger LOG = LoggerFactory.getLogger(Subjects.class);

  private final Tx tx;
  private final Sender sender;
  private final Outages outages;
  private final Later reports;
  private final Map<Subject, Late> replays = new LinkedHashMap<>();

  /** The earliest late observation of a subject. */
  private record Late(CheckType type, Observation seen) {}

  Subjects(Tx tx, Sender sender, Outages outages) {
    this.tx = tx;
    this.sender = sender;
    this.outages = outages;
    this.reports = new Later(tx);
  }

  /** Takes one result of a known type: it moves the state, or it amends history. */
  void take(CheckType type, CheckResult result) {
    Subject subject = new Subject(sender.site(), result.target(), result.check());
    Observation seen = Later.observation(result, sender.code());
    SubjectRow row = tx.states().find(subject).orElse(null);
    SubjectState before = row == null ? null : row.state();
    boolean history = row != null && StateMachine.isHistory(before, seen);
    if ((row == null || history) && !seen.at().isAfter(withdrawn(subject))) {
      return; // its report is kept; a story that was ended without knowing the end stays so
    }
    if (row != null && history) {
      if (reports.isSeen(subject, seen)) {
        return;
      }
      amend(row, seen);
      replays.merge(
          subject, new Late(type, seen), (a, b) -> a.seen().at().isAfter(b.seen().at()) ? b : a);
      return;
    }
    SubjectState after = move(subject, before, seen);
    tx.states().put(new SubjectRow(subject, after, result.measures(), result.facts()));
    if (!replays.containsKey(subject)) {
      step(type, subject, seen, after);
    }
  }

  /** Takes a silence of the sender, dated when its report was due. */
  void silence(SubjectRow row, Instant due) {
    StateMachine.Step step = StateMachine.silence(row.state(), due);
    write(row.subject(), step.transition());
    tx.states().put(new SubjectRow(row.subject(), step.state(), row.measures(), row.facts()));
  }

  private SubjectState move(Subject subject, @Nullable SubjectState before, Observation seen) {
    if (before == null || !before.silent() || !before.since().isAfter(seen.at())) {
      StateMachine.Step step = StateMachine.next(before, seen);
      write(subject, step.transition());
      return step.state();
    }
    // it was seen before the silence began: the silence is over or was none
    Instant silentSince = before.since();
    SubjectState asSeen = StateMachine.asSeen(before, history(subject));
    StateMachine.Step step = StateMachine.next(asSeen, seen);
    write(subject, step.transition());
    if (sender.refutes(seen.at(), silentSince)) {
      tx.history().remove(subject, silentSince);
      return step.state();
    }
    return StateMachine.silence(step.state(), silentSince).state();
  }

  private void amend(SubjectRow row, Observation late) {
    Subject subject = row.subject();
    List<Transition> history = history(subject);
    Amendment amendment =
        Amendment.of(
            row.state(),
            late,
            history,
            silence -> sender.refutes(late.at(), silence),
            () -> reports.of(subject, late.at()));
    amendment.removes().forEach(moment -> tx.history().remove(subject, moment));
    amendment.puts().forEach(change -> tx.history().put(subject, change));
    tx.states().put(new SubjectRow(subject, amendment.state(), row.measures(), row.facts()));
  }

  /** When it was taken out of the plan last; long ago: never. */
  private Instant withdrawn(Subject subject) {
    return tx.outages().withdrawnAt(subject).orElse(Instant.MIN);
  }

  /** The changes since it is watched, or is again. */
  private List<Transition> history(Subject subject) {
    Instant from = withdrawn(subject);
    return tx.history().of(subject).stream().filter(one -> one.at().isAfter(from)).toList();
  }

  private void write(Subject subject, @Nullable Transition transition) {
    if (transition != null) {
      tx.history().put(subject, transition);
    }
  }

  /** What the observation means for the subject's outage. */
  private void step(CheckType type, Subject subject, Observation seen, SubjectState state) {
    if (seen.kind() == Kind.NEITHER) {
      return;
    }
    OutageTable.Told last =
        tx.outages().last(subject).filter(told -> !told.incident().isWithdrawn()).orElse(null);
    Episode before = last == null ? null : last.episode();
    Episode after =
        Episodes.after(
            type,
            before,
            seen,
            state.fails(),
            state.goods(),
            () -> changes(subject, seen.at().minus(Episodes.WINDOW)));
    if (after == null) {
      return;
    }
    Incident incident;
    if (last == null || !last.episode().openedAt().equals(after.openedAt())) {
      incident = outages.begin(type, subject, seen, after);
    } else {
      incident = last.incident();
      if (!after.equals(before)) {
        tx.outages().course(incident, after);
      }
    }
    if (after.isOpen() && seen.kind() == Kind.BAD) {
      outages.shown(incident, seen);
    }
  }

  /** The moments after one at which what was seen changed between good and bad, oldest first. */
  private List<Instant> changes(Subject subject, Instant after) {
    List<Instant> changes = new ArrayList<>();
    Kind before = Kind.NEITHER;
    Instant from = withdrawn(subject);
    for (Transition change : tx.history().since(subject, after)) {
      if (change.kind() == Kind.NEITHER || !change.at().isAfter(from)) {
        continue;
      }
      if (before != Kind.NEITHER && before != change.kind() && change.at().isAfter(after)) {
        changes.add(change.at());
      }
      before = change.kind();
    }
    return changes;
  }

  /** After all results of a report: outages of which late observations tell are told anew. */
  void finish() {
    replays.forEach(this::replay);
    replays.clear();
  }

  private void replay(Subject subject, Late late) {
    Replay replay = Replay.of(tx, late.type(), subject, late.seen().at(), reports).orElse(null);
    if (replay == null) {
      LOG.warn("a late report of {} is too old to tell its outages anew", subject.check());
      return;
    }
    Reconciliation found =
        Reconciliation.of(tx.outages().since(subject, replay.from()), replay.told());
    found.refuted().forEach(incident -> tx.outages().refute(incident, late.seen().at()));
    found.changes().forEach(change -> tx.outages().course(change.incident(), change.episode()));
    found.begun().forEach(begun -> outages.begin(late.type(), subject, late.seen(), begun));
  }
}
