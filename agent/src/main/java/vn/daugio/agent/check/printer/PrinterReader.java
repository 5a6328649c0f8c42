package vn.daugio.agent.check.printer;

import java.util.List;
import java.util.Map;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.SnmpConversation;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTarget;
import vn.daugio.agent.probe.SnmpValue;
import vn.daugio.protocol.Reason;

/** Which tables of one printer are read, in which order, and what may be missing. */
final class PrinterReader {
  private static final String SYS_OBJECT_ID = "1.3.6.1.2.1.1.2.0";
  private static final String HEWLETT_PACKARD = "1.3.6.1.4.1.11.";
  private static final String JETDIRECT_CONTEXT = "Jetdirect";

  private final SnmpClient snmp;
  private final SnmpTarget target;
  private final Deadline deadline;
  private final SnmpConversation printer;
  private SnmpConversation supplies;

  PrinterReader(SnmpClient snmp, SnmpTarget target, Deadline deadline) {
    this.snmp = snmp;
    this.target = target;
    this.deadline = deadline;
    this.printer = snmp.with(target, deadline);
    this.supplies = printer;
  }

  /** What remains to say when nothing could be read. */
  static Finding unread(Finding.Builder finding, ProbeException e) {
    Reason reason =
        switch (e.failure()) {
          case TIMED_OUT, UNREACHABLE, REFUSED -> Reason.PRINTER_NOT_ANSWERING;
          case MALFORMED -> Reason.PRINTER_MALFORMED;
          case AUTH_REJECTED -> Reason.NOT_PERMITTED;
          case UNSUPPORTED -> Reason.NOT_SUPPORTED;
        };
    return finding.unknown(reason).fact("detail", e.getMessage()).build();
  }

  /** Empty only when the device said that it has none. */
  List<SnmpRow> supplies() throws InterruptedException {
    List<SnmpRow> rows = supplies(printer);
    if (rows.isEmpty() && isHewlettPackard()) {
      // some JetDirect cards show the printer's own tables only in a community of their own
      supplies = snmp.with(target.inContext(JETDIRECT_CONTEXT), deadline);
      try {
        return supplies(supplies);
      } catch (ProbeException e) {
        return List.of();
      }
    }
    return rows;
  }

  private static List<SnmpRow> supplies(SnmpConversation asked) throws InterruptedException {
    return asked.walk(
        SupplyTable.SUPPLIES,
        SupplyTable.COLORANT_INDEX,
        SupplyTable.CLASS,
        SupplyTable.TYPE,
        SupplyTable.DESCRIPTION,
        SupplyTable.UNIT,
        SupplyTable.CAPACITY,
        SupplyTable.LEVEL);
  }

  /** Asked only when a supply refers to one; a colour is worth no failure of the whole. */
  List<SnmpRow> colorants(List<SnmpRow> rows) throws InterruptedException {
    boolean wanted =
        rows.stream().anyMatch(supply -> supply.number(SupplyTable.COLORANT_INDEX).orElse(0) > 0);
    return wanted
        ? optional(supplies, SupplyTable.COLORANTS, SupplyTable.COLORANT_VALUE)
        : List.of();
  }

  List<SnmpRow> devices() throws InterruptedException {
    return printer.walk(PrinterDevice.DEVICES, PrinterDevice.columns());
  }

  List<SnmpRow> optionalDevices() throws InterruptedException {
    return optional(PrinterDevice.DEVICES, PrinterDevice.columns());
  }

  List<SnmpRow> table(String entry, int... columns) throws InterruptedException {
    return printer.walk(entry, columns);
  }

  /** A table that explains but does not decide: unreadable counts as absent. */
  List<SnmpRow> optional(String entry, int... columns) throws InterruptedException {
    return optional(printer, entry, columns);
  }

  private static List<SnmpRow> optional(SnmpConversation asked, String entry, int... columns)
      throws InterruptedException {
    try {
      return asked.walk(entry, columns);
    } catch (ProbeException e) {
      return List.of();
    }
  }

  private boolean isHewlettPackard() throws InterruptedException {
    try {
      Map<String, SnmpValue> system = printer.get(SYS_OBJECT_ID);
      return system.get(SYS_OBJECT_ID) instanceof SnmpValue.ObjectId id
          && id.dotted().startsWith(HEWLETT_PACKARD);
    } catch (ProbeException e) {
      return false;
    }
  }
}
