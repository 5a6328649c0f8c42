package vn.daugio.agent.check.printer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * A printer's or queue's own words over IPP to a finding, in two parts: what is said of the device,
 * and what only the queue knows.
 */
final class IppStatusJudgement {
  private static final List<String> STATES = List.of("idle", "processing", "stopped");

  private IppStatusJudgement() {}

  /**
   * Its conditions; a printer that has stopped without one that fails is down. Idle and processing
   * are well, asleep too: the standard has no state of its own for it. An empty by-pass tray alone
   * is OK, as over SNMP.
   */
  static void device(Finding.Builder finding, IppReading reading) {
    boolean explained = false;
    for (IppCondition condition : reading.conditions()) {
      Optional<IppCondition.Meaning> present = condition.meaning(reading.isStopped());
      if (present.isPresent()) {
        IppCondition.Meaning meaning = present.get();
        // a printer that has stopped waits for just this paper
        boolean excused = !reading.isStopped() && reading.trays().excuse(condition.keyword());
        if (!meaning.ofQueue() && !excused) {
          finding.notice(meaning.outcome(), meaning.reason());
        }
        explained |= meaning.outcome() == Outcome.FAIL || meaning.ofQueue();
      }
    }
    if (!reading.saidAnything()) {
      finding.unknown(Reason.PRINTER_UNREADABLE);
    } else if (reading.isStopped() && !explained) {
      finding.fail(Reason.PRINTER_DOWN);
    }
    finding.fact("model", reading.model());
    InputTray.facts(finding, reading.trays().trays());
  }

  /** Stopped by somebody, refusing jobs, or with a job that nothing becomes of. */
  static void queue(Finding.Builder finding, IppReading reading, Assignment assignment) {
    for (IppCondition condition : reading.conditions()) {
      condition
          .meaning(reading.isStopped())
          .filter(IppCondition.Meaning::ofQueue)
          .ifPresent(meaning -> finding.notice(meaning.outcome(), meaning.reason()));
    }
    if (!reading.accepting().orElse(true)) {
      finding.fail(Reason.PRINTER_QUEUE_REJECTING);
    }
    if (reading.oldestJob().isPresent()) {
      long age = reading.oldestJob().getAsLong();
      if (age >= assignment.limit("job-fail-after")) {
        finding.fail(Reason.PRINTER_JOB_STUCK);
      } else if (age >= assignment.limit("job-warn-after")) {
        finding.warn(Reason.PRINTER_JOB_STUCK);
      }
      finding.fact("oldestJobMinutes", Long.toString(age / 60));
    }
    if (reading.queued().isPresent() && reading.queued().getAsInt() >= 0) {
      finding.fact("queuedJobs", Integer.toString(reading.queued().getAsInt()));
    }
    if (reading.saidAnything()) {
      finding.fact("queueState", STATES.get(reading.state().orElseThrow() - IppReading.IDLE));
    }
    finding.fact(
        "stateReasons",
        reading.conditions().stream()
            .filter(one -> !one.keyword().equals("none"))
            .map(one -> one.keyword() + " " + one.severity().name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ")));
  }
}
