package vn.daugio.agent.check.printer;

import java.util.List;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTarget;

/** {@code printer.supplies}: reads the supplies of a printer and hands them to the judgement. */
public final class PrinterSuppliesCheck implements Check {
  private final SnmpClient snmp;

  public PrinterSuppliesCheck(SnmpClient snmp) {
    this.snmp = snmp;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    try {
      PrinterReader reader = new PrinterReader(snmp, SnmpTarget.of(assignment.target()), deadline);
      List<SnmpRow> supplies = reader.supplies();
      List<SnmpRow> colorants = reader.colorants(supplies);
      List<Supply> decoded =
          SupplyTable.decode(
              supplies, colorants, assignment.limit("warn-below"), assignment.limit("fail-below"));
      Finding.Builder finding = Finding.of(assignment.type());
      PrinterDevice.find(reader.optionalDevices(), supplies)
          .ifPresent(device -> finding.fact("model", device.model()));
      VendorSupplies.measure(finding, reader, decoded);
      return SuppliesJudgement.judge(finding, decoded);
    } catch (ProbeException e) {
      // a printer that was not read has no state of its supplies
      return PrinterReader.unread(Finding.of(assignment.type()), e);
    }
  }
}
