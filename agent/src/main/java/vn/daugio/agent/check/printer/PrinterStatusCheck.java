package vn.daugio.agent.check.printer;

import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.OpenPorts;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.SnmpTarget;
import vn.daugio.protocol.Reason;

/**
 * {@code printer.status}: reads what a printer says about its state; see {@link StatusJudgement}.
 */
public final class PrinterStatusCheck implements Check {
  /** Raw printing, IPP and the device's own page: what a printer without SNMP still serves. */
  private static final int[] PRINTER_PORTS = {9100, 631, 80, 443};

  private final SnmpClient snmp;

  public PrinterStatusCheck(SnmpClient snmp) {
    this.snmp = snmp;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    SnmpTarget target;
    try {
      target = SnmpTarget.of(assignment.target());
    } catch (ProbeException e) {
      return PrinterReader.unread(finding, e);
    }
    try {
      return StatusJudgement.judge(
          finding, StatusReading.of(new PrinterReader(snmp, target, deadline).status()));
    } catch (ProbeException e) {
      return switch (e.failure()) {
        case TIMED_OUT, UNREACHABLE, REFUSED -> silent(finding, e, target, deadline);
        case MALFORMED, AUTH_REJECTED, UNSUPPORTED -> PrinterReader.unread(finding, e);
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
