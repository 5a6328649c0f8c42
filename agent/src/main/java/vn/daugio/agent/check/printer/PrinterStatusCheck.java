package vn.daugio.agent.check.printer;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.SnmpReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.IppClient;
import vn.daugio.agent.probe.OpenPorts;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.SnmpTarget;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * {@code printer.status}: reads what a printer says about its state; see {@link StatusJudgement}.
 *
 * <p>Where a printer can be asked over SNMP and over IPP:
 *
 * <ul>
 *   <li>What the device says of itself (paper, doors, toner) is judged from SNMP when that answers,
 *       else from IPP.
 *   <li>What only the queue knows (stopped, rejecting, a stuck job) is always judged from IPP.
 *   <li>Where both tell of the device and one sees a failure that the other does not, that is the
 *       fact {@code contradiction}.
 *   <li>One silent way beside one that answers is no failure. Asleep is not down.
 * </ul>
 */
public final class PrinterStatusCheck implements Check {
  /** Raw printing, IPP and the device's own page: what a printer without SNMP still serves. */
  private static final int[] PRINTER_PORTS = {9100, 631, 80, 443};

  /** What a last look at the ports needs. */
  private static final Duration LAST_LOOK = Duration.ofMillis(2500);

  private final SnmpClient snmp;
  private @Nullable PrinterReader begun;
  private final IppClient ipp = new IppClient();
  private final Clock clock;

  /**
   * @param clock for how long a changed certificate is warned of
   */
  public PrinterStatusCheck(SnmpClient snmp, Clock clock) {
    this.snmp = snmp;
    this.clock = clock;
  }

  @Override
  public void begin(Assignment assignment, Deadline deadline, Runnable ready) {
    begun = PrinterReader.begin(snmp, assignment, deadline, PrinterReader.STATUS, ready);
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Access.@Nullable Ipp way = assignment.target().access(Access.Ipp.class);
    if (way == null) {
      return overSnmp(assignment, deadline);
    }
    boolean alone = assignment.target().access(Access.Snmp.class) == null;
    IppWay queue = IppWay.printer(ipp, way, alone, deadline).withJobs(ipp, way, alone, deadline);
    Finding.Builder finding = Finding.of(assignment.type());
    queue.explain(finding);
    queue.pin(finding, last, clock.instant());
    Device device = alone ? Device.NOT_ASKED : device(assignment, deadline);
    if (device.failure() != null) {
      finding.fact("snmpUnread", device.failure().getMessage());
    }
    Optional<IppReading> reading = queue.reading();
    reading.ifPresent(read -> finding.fact("model", read.model()));
    if (device.reading() != null) {
      Finding snmpOnly = StatusJudgement.judge(finding, device.reading());
      reading.ifPresent(read -> reconcile(finding, snmpOnly, read));
    } else if (reading.isPresent()) {
      IppStatusJudgement.device(finding, reading.get());
    } else {
      return unread(finding, queue, device, deadline);
    }
    reading.ifPresent(read -> IppStatusJudgement.queue(finding, read, assignment));
    return finding.build();
  }

  /**
   * What SNMP gave.
   *
   * @param asked false where the target offers no SNMP
   * @param reading null where it said nothing of the state
   * @param failure of the exchange
   */
  private record Device(
      boolean asked, @Nullable StatusReading reading, @Nullable ProbeException failure) {
    static final Device NOT_ASKED = new Device(false, null, null);
  }

  private Device device(Assignment assignment, Deadline deadline) throws InterruptedException {
    Duration most = deadline.remaining().minus(LAST_LOOK);
    Deadline share = Deadline.in(most.isNegative() ? Duration.ZERO : most);
    try {
      SnmpTarget target = SnmpTarget.of(assignment.target());
      StatusReading reading =
          StatusReading.of(new PrinterReader(new SnmpReading(snmp, target, share)).status());
      Finding alone = StatusJudgement.judge(Finding.of(assignment.type()), reading);
      return new Device(true, alone.reason() == Reason.PRINTER_UNREADABLE ? null : reading, null);
    } catch (ProbeException e) {
      return new Device(true, null, e);
    }
  }

  private static void reconcile(Finding.Builder finding, Finding snmpOnly, IppReading reading) {
    Finding.Builder scratch = Finding.of(CheckType.PRINTER_STATUS);
    IppStatusJudgement.device(scratch, reading);
    Finding ippOnly = scratch.build();
    Set<Reason> one = reasons(snmpOnly);
    Set<Reason> other = reasons(ippOnly);
    boolean failed = snmpOnly.outcome() == Outcome.FAIL || ippOnly.outcome() == Outcome.FAIL;
    if (failed && !one.equals(other)) {
      finding.fact("contradiction", "snmp: " + codes(one) + "; ipp: " + codes(other));
    }
    if (reading.isStopped() && snmpOnly.outcome() != Outcome.FAIL) {
      finding.fail(Reason.PRINTER_QUEUE_STOPPED);
    }
  }

  private static Set<Reason> reasons(Finding finding) {
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    if (finding.reason() != null) {
      reasons.add(finding.reason());
    }
    reasons.addAll(finding.also());
    reasons.remove(Reason.PRINTER_CERTIFICATE_CHANGED);
    return reasons;
  }

  private static String codes(Set<Reason> reasons) {
    return reasons.isEmpty()
        ? "-"
        : reasons.stream().map(Reason::code).collect(Collectors.joining(" "));
  }

  /** Neither way told the state. */
  private static Finding unread(
      Finding.Builder finding, IppWay queue, Device device, Deadline deadline) {
    for (ProbeException e : failures(queue, device)) {
      if (!IppWay.isSilence(e)) {
        return PrinterReader.unread(finding, e);
      }
    }
    boolean answered = queue.failure() == null || (device.asked() && device.failure() == null);
    boolean alive =
        answered
            || (!queue.isLoopback()
                && OpenPorts.anyAnswers(queue.host(), true, deadline, PRINTER_PORTS));
    return alive
        ? finding.unknown(Reason.PRINTER_UNREADABLE).build()
        : finding.fail(Reason.PRINTER_NOT_ANSWERING).build();
  }

  private static List<ProbeException> failures(IppWay queue, Device device) {
    return Stream.of(Optional.ofNullable(device.failure()), Optional.ofNullable(queue.failure()))
        .flatMap(Optional::stream)
        .toList();
  }

  private Finding overSnmp(Assignment assignment, Deadline deadline) throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    SnmpTarget target;
    try {
      target = SnmpTarget.of(assignment.target());
    } catch (ProbeException e) {
      return PrinterReader.unread(finding, e);
    }
    try {
      return StatusJudgement.judge(
          finding, StatusReading.of(PrinterReader.of(begun, snmp, assignment, deadline).status()));
    } catch (ProbeException e) {
      return switch (e.failure()) {
        case TIMED_OUT, UNREACHABLE, REFUSED -> silent(finding, e, target, deadline);
        case INCOMPLETE, MALFORMED, AUTH_REJECTED, UNSUPPORTED -> PrinterReader.unread(finding, e);
      };
    }
  }

  /**
   * Silence of SNMP alone is no state of the printer. Only when nothing else of it answers either
   * is it away; a refused connection proves another host alive, but on loopback only ourselves.
   */
  private static Finding silent(
      Finding.Builder finding, ProbeException e, SnmpTarget target, Deadline deadline) {
    boolean alive =
        OpenPorts.anyAnswers(target.host(), !target.isLoopback(), deadline, PRINTER_PORTS);
    if (alive) {
      finding.unknown(Reason.PRINTER_UNREADABLE);
    } else {
      finding.fail(Reason.PRINTER_NOT_ANSWERING);
    }
    return finding.fact("detail", e.getMessage()).build();
  }
}
