package vn.daugio.agent.check.printer;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.Sightings;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.PrintQueues;
import vn.daugio.agent.os.PrintQueues.Spooler;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.CupsClient;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * {@code printer.local}: this computer's print service and its queues, without those that only make
 * files. What a printer says of itself (no paper, off) fails where it is the default one, where
 * jobs wait for it, or where there is no default; of others it warns, as old queues stay behind.
 */
public final class PrinterLocalCheck implements Check {
  private static final int MOST_NAMES = 5;

  private static final String SEEN_PRINTER = Sightings.PREFIX + "printer";

  private final PrintQueues queues;
  private final Clock clock;

  public PrinterLocalCheck(PrintQueues queues, Clock clock) {
    this.queues = queues;
    this.clock = clock;
  }

  /** What each way of reading adds to. */
  private record Verdict(
      Finding.Builder finding, Assignment assignment, Sightings sightings, Instant now) {
    private boolean isRequired() {
      return assignment.requires("printer");
    }

    private boolean hadSome() {
      return sightings.had(SEEN_PRINTER);
    }
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Instant now = clock.instant();
    Finding.Builder finding = Finding.of(assignment.type());
    Sightings sightings = Sightings.of(last, assignment, now);
    Verdict verdict = new Verdict(finding, assignment, sightings, now);
    try {
      judge(queues.spooler(deadline), verdict, deadline);
    } catch (NotPermittedException e) {
      finding.unknown(Reason.NOT_PERMITTED).fact("detail", e.getMessage());
    }
    sightings.remember(finding);
    return finding.build();
  }

  private static void judge(Spooler spooler, Verdict verdict, Deadline deadline) {
    if (spooler instanceof Spooler.Cups cups) {
      cups(cups, verdict, deadline);
    } else if (spooler instanceof Spooler.Told told) {
      VirtualPrinters virtual = new VirtualPrinters();
      List<LocalQueue> real =
          told.queues().stream()
              .filter(one -> !virtual.hasDriver(one.driver()) && !virtual.hasPort(one.port()))
              .map(LocalQueue::of)
              .toList();
      found(real, told.defaultKnown(), verdict);
      if (!real.isEmpty() && !told.jobsKnown()) {
        verdict.finding().unknown(Reason.NOT_PERMITTED);
      }
    } else if (spooler instanceof Spooler.Stopped stopped) {
      stopped(stopped.hasQueues(), verdict);
    } else {
      none(verdict);
    }
  }

  private static void cups(Spooler.Cups cups, Verdict verdict, Deadline deadline) {
    List<LocalQueue> read;
    try {
      read = new CupsQueues(cups.usbPrinter()).read(new CupsClient(cups.socket()), deadline);
    } catch (ProbeException e) {
      if (e.failure() != ProbeFailure.REFUSED) {
        throw e;
      }
      // its socket is left of a service that ended
      stopped(cups.hasQueues(), verdict);
      return;
    }
    found(read, true, verdict);
  }

  private static void stopped(Optional<Boolean> hasQueues, Verdict verdict) {
    if (verdict.hadSome() || verdict.isRequired() || hasQueues.orElse(false)) {
      verdict.finding().fail(Reason.PRINTER_SPOOLER_STOPPED);
    } else if (hasQueues.isEmpty()) {
      verdict.finding().unknown(Reason.PRINTER_SPOOLER_STOPPED);
    } else {
      verdict.finding().fact("found", "0");
    }
  }

  private static void none(Verdict verdict) {
    verdict.finding().fact("found", "0");
    if (verdict.hadSome()) {
      verdict.finding().fail(Reason.PRINTER_GONE);
    } else if (verdict.isRequired()) {
      verdict.finding().fail(Reason.PRINTER_MISSING);
    }
  }

  private static void found(List<LocalQueue> queues, boolean defaultKnown, Verdict verdict) {
    if (queues.isEmpty()) {
      none(verdict);
      return;
    }
    Finding.Builder finding = verdict.finding();
    verdict.sightings().see(SEEN_PRINTER, verdict.now());
    finding.fact("found", Integer.toString(queues.size()));
    boolean anyDefault = queues.stream().anyMatch(LocalQueue::isDefault);
    if (!anyDefault && defaultKnown) {
      finding.warn(Reason.PRINTER_NO_DEFAULT);
    }
    Set<String> bad = new LinkedHashSet<>();
    for (LocalQueue queue : queues) {
      boolean inUse = queue.isDefault() || !anyDefault || queue.oldestJob().isPresent();
      boolean stuck = stuck(queue, finding, verdict.assignment());
      for (LocalQueue.Trouble trouble : queue.troubles()) {
        boolean lessens = !inUse && !trouble.ofQueue() && trouble.outcome() == Outcome.FAIL;
        finding.notice(lessens ? Outcome.WARN : trouble.outcome(), trouble.reason());
      }
      if (stuck || !queue.troubles().isEmpty()) {
        bad.add(queue.name());
      }
    }
    finding.fact("queues", String.join(", ", bad.stream().limit(MOST_NAMES).toList()));
    queues.stream()
        .flatMapToLong(queue -> queue.oldestJob().stream())
        .max()
        .ifPresent(age -> finding.fact("oldestJobMinutes", Long.toString(age / 60)));
  }

  private static boolean stuck(LocalQueue queue, Finding.Builder finding, Assignment assignment) {
    long age = queue.oldestJob().orElse(-1);
    if (age >= assignment.limit("job-fail-after")) {
      finding.fail(Reason.PRINTER_JOB_STUCK);
      return true;
    }
    if (age >= assignment.limit("job-warn-after")) {
      finding.warn(Reason.PRINTER_JOB_STUCK);
      return true;
    }
    return false;
  }
}
