package vn.daugio.agent.check.printer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.PrintQueues;
import vn.daugio.agent.os.PrintQueues.Spooler;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.CupsClient;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * {@code printer.local}: this computer's print service and its queues, without those that only make
 * files. What a printer says of itself (no paper, off) fails where it is the default one, where
 * jobs wait for it, or where there is no default; of others it warns, as old queues stay behind.
 */
public final class PrinterLocalCheck implements Check {
  private static final String FOUND = "found";
  private static final int MOST_NAMES = 5;

  private final PrintQueues queues;

  public PrinterLocalCheck(PrintQueues queues) {
    this.queues = queues;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    Spooler spooler;
    try {
      spooler = queues.spooler(deadline);
    } catch (NotPermittedException e) {
      finding.remember(FOUND, last.values().get(FOUND));
      return finding.unknown(Reason.NOT_PERMITTED).fact("detail", e.getMessage()).build();
    }
    if (spooler instanceof Spooler.Cups cups) {
      cups(cups, finding, assignment, last, deadline);
    } else if (spooler instanceof Spooler.Told told) {
      VirtualPrinters virtual = new VirtualPrinters();
      List<LocalQueue> real =
          told.queues().stream()
              .filter(one -> !virtual.hasDriver(one.driver()) && !virtual.hasPort(one.port()))
              .map(LocalQueue::of)
              .toList();
      found(real, told.defaultKnown(), finding, assignment, last);
      if (!real.isEmpty() && !told.jobsKnown()) {
        finding.unknown(Reason.NOT_PERMITTED);
      }
    } else if (spooler instanceof Spooler.Stopped stopped) {
      stopped(stopped.hasQueues(), finding, assignment, last);
    } else {
      none(finding, assignment, last);
    }
    return finding.build();
  }

  private static void cups(
      Spooler.Cups cups,
      Finding.Builder finding,
      Assignment assignment,
      LastReading last,
      Deadline deadline) {
    List<LocalQueue> read;
    try {
      read = CupsQueues.read(new CupsClient(cups.socket()), new VirtualPrinters(), deadline);
    } catch (ProbeException e) {
      if (e.failure() != ProbeFailure.REFUSED) {
        throw e;
      }
      // its socket is left of a service that ended
      stopped(cups.hasQueues(), finding, assignment, last);
      return;
    }
    found(read, true, finding, assignment, last);
  }

  private static boolean isRequired(Assignment assignment) {
    Access.@Nullable Required required = assignment.target().access(Access.Required.class);
    return required != null && required.devices().contains("printer");
  }

  private static boolean hadSome(LastReading last) {
    return !last.values().getOrDefault(FOUND, "0").equals("0");
  }

  private static void stopped(
      Optional<Boolean> hasQueues,
      Finding.Builder finding,
      Assignment assignment,
      LastReading last) {
    finding.remember(FOUND, last.values().get(FOUND));
    if (hadSome(last) || isRequired(assignment) || hasQueues.orElse(false)) {
      finding.fail(Reason.PRINTER_SPOOLER_STOPPED);
    } else if (hasQueues.isEmpty()) {
      finding.unknown(Reason.PRINTER_SPOOLER_STOPPED);
    } else {
      finding.fact(FOUND, "0");
    }
  }

  private static void none(Finding.Builder finding, Assignment assignment, LastReading last) {
    finding.fact(FOUND, "0").remember(FOUND, last.values().get(FOUND));
    if (hadSome(last)) {
      finding.fail(Reason.PRINTER_GONE);
    } else if (isRequired(assignment)) {
      finding.fail(Reason.PRINTER_MISSING);
    }
  }

  private static void found(
      List<LocalQueue> queues,
      boolean defaultKnown,
      Finding.Builder finding,
      Assignment assignment,
      LastReading last) {
    if (queues.isEmpty()) {
      none(finding, assignment, last);
      return;
    }
    String count = Integer.toString(queues.size());
    finding.fact(FOUND, count).remember(FOUND, count);
    boolean anyDefault = queues.stream().anyMatch(LocalQueue::isDefault);
    if (!anyDefault && defaultKnown) {
      finding.warn(Reason.PRINTER_NO_DEFAULT);
    }
    Set<String> bad = new LinkedHashSet<>();
    for (LocalQueue queue : queues) {
      boolean inUse = queue.isDefault() || !anyDefault || queue.oldestJob().isPresent();
      boolean stuck = stuck(queue, finding, assignment);
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
