package vn.daugio.collector.ingest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Decision;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.IncidentPolicy;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.state.Amendment;
import vn.daugio.collector.state.Observation;
import vn.daugio.collector.state.StateMachine;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.SubjectState;
import vn.daugio.collector.state.Transition;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.collector.store.Tx;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;

/** What an observation, or the want of one, changes in the rows; within one transaction. */
final class Subjects {
  private final Tx tx;
  private final Sender sender;
  private final Instant now;

  Subjects(Tx tx, Sender sender, Instant now) {
    this.tx = tx;
    this.sender = sender;
    this.now = now;
  }

  /** Takes one result of a known type: it moves the state, or it amends history. */
  void take(CheckType type, CheckResult result) {
    Subject subject = new Subject(sender.site(), result.target(), result.check());
    Observation seen = Later.observation(result, sender.code());
    SubjectRow row = tx.states().find(subject).orElse(null);
    SubjectState before = row == null ? null : row.state();
    SubjectState after;
    if (row != null && before != null && StateMachine.isHistory(before, seen)) {
      after = amend(row, seen);
    } else {
      after = move(subject, before, seen);
      tx.states().put(new SubjectRow(subject, after, result.measures(), result.facts()));
    }
    decide(type, subject, after);
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
    SubjectState asSeen = StateMachine.asSeen(before, tx.history().of(subject));
    StateMachine.Step step = StateMachine.next(asSeen, seen);
    write(subject, step.transition());
    if (sender.refutes(seen.at(), silentSince)) {
      tx.history().remove(subject, silentSince);
      return step.state();
    }
    return StateMachine.silence(step.state(), silentSince).state();
  }

  private SubjectState amend(SubjectRow row, Observation late) {
    Subject subject = row.subject();
    List<Transition> history = tx.history().of(subject);
    Amendment amendment =
        Amendment.of(
            row.state(),
            late,
            history,
            silence -> sender.refutes(late.at(), silence),
            () -> Later.of(tx, subject, late.at()));
    amendment.removes().forEach(moment -> tx.history().remove(subject, moment));
    amendment.puts().forEach(change -> tx.history().put(subject, change));
    tx.states().put(new SubjectRow(subject, amendment.state(), row.measures(), row.facts()));
    return amendment.state();
  }

  private void write(Subject subject, @Nullable Transition transition) {
    if (transition != null) {
      tx.history().put(subject, transition);
    }
  }

  private void decide(CheckType type, Subject subject, SubjectState state) {
    Incident open = tx.incidents().openOf(subject).orElse(null);
    Decision decision = IncidentPolicy.decide(type, state, open, now);
    if (decision instanceof Decision.Open opening) {
      Incident incident =
          tx.incidents()
              .add(subject, IncidentPolicy.severity(type), opening.reason(), opening.at());
      if (opening.announce()) {
        announce(incident);
      }
    } else if (decision instanceof Decision.Announce && open != null) {
      announce(open);
    } else if (decision instanceof Decision.Recover recovery && open != null) {
      tx.incidents().recover(open, recovery.at());
      if (recovery.announce()) {
        tx.outbox().add(open, Notice.Kind.RECOVERED, now);
      }
    }
  }

  private void announce(Incident incident) {
    tx.incidents().announced(incident.id(), now);
    tx.outbox().add(incident, Notice.Kind.OPENED, now);
  }
}
