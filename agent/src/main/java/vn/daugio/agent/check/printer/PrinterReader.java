package vn.daugio.agent.check.printer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.SnmpReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;
import vn.daugio.agent.probe.SnmpValue;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Reason;

/** Which tables of one printer are read, and what may be missing. */
final class PrinterReader {
  private static final String SYS_OBJECT_ID = "1.3.6.1.2.1.1.2.0";
  private static final String HEWLETT_PACKARD = "1.3.6.1.4.1.11.";
  private static final String JETDIRECT_CONTEXT = "Jetdirect";

  static final List<SnmpTable> STATUS =
      List.of(
          PrinterDevice.TABLE,
          StatusReading.PRINTER,
          InputTray.TABLE,
          OutputBin.TABLE,
          PrinterCover.TABLE,
          PrinterAlert.TABLE,
          StatusReading.GENERALS);

  static final List<SnmpTable> SUPPLIES =
      List.of(SupplyTable.SUPPLY, SupplyTable.COLORANT, PrinterDevice.TABLE);

  private final SnmpReading printer;
  private SnmpReading supplies;
  private @Nullable List<SnmpRow> general;
  private @Nullable PrinterCharset charset;

  PrinterReader(SnmpReading printer) {
    this.printer = printer;
    this.supplies = printer;
  }

  /**
   * Begins to read these tables of a printer that is asked over SNMP alone, where that can be done
   * without waiting. A mistake in the target shows when it is judged.
   *
   * @param ready is run when they have been read, or have failed to be
   */
  static @Nullable PrinterReader begin(
      SnmpClient snmp,
      Assignment assignment,
      Deadline deadline,
      List<SnmpTable> tables,
      Runnable ready) {
    if (assignment.target().access(Access.Ipp.class) != null) {
      ready.run();
      return null;
    }
    @Nullable SnmpReading begun = SnmpReading.begin(snmp, assignment, deadline, tables, ready);
    return begun == null ? null : new PrinterReader(begun);
  }

  /**
   * @throws ProbeException when the target cannot be asked over SNMP
   */
  static PrinterReader of(
      @Nullable PrinterReader begun, SnmpClient snmp, Assignment assignment, Deadline deadline) {
    return begun == null
        ? new PrinterReader(SnmpReading.of(null, snmp, assignment, deadline))
        : begun;
  }

  /** What remains to say when nothing could be read. */
  static Finding unread(Finding.Builder finding, ProbeException e) {
    Reason reason =
        switch (e.failure()) {
          case TIMED_OUT, UNREACHABLE, REFUSED -> Reason.PRINTER_NOT_ANSWERING;
          case INCOMPLETE -> Reason.PRINTER_UNREADABLE;
          case MALFORMED -> Reason.PRINTER_MALFORMED;
          case AUTH_REJECTED -> Reason.NOT_PERMITTED;
          case UNSUPPORTED -> Reason.NOT_SUPPORTED;
        };
    return finding.unknown(reason).fact("detail", e.getMessage()).build();
  }

  /** Empty only when the device said that it has none. */
  List<SnmpRow> supplies() throws InterruptedException {
    List<SnmpRow> rows = localized(printer.table(SupplyTable.SUPPLY), SupplyTable.DESCRIPTION);
    if (rows.isEmpty() && isHewlettPackard()) {
      // some JetDirect cards show the printer's own tables only in a community of their own
      supplies = printer.inContext(JETDIRECT_CONTEXT);
      try {
        return localized(supplies.table(SupplyTable.SUPPLY), SupplyTable.DESCRIPTION);
      } catch (ProbeException e) {
        return List.of();
      }
    }
    return rows;
  }

  /** Asked only when a supply refers to one; a colour is worth no failure of the whole. */
  List<SnmpRow> colorants(List<SnmpRow> rows) throws InterruptedException {
    boolean wanted =
        rows.stream().anyMatch(supply -> supply.number(SupplyTable.COLORANT_INDEX).orElse(0) > 0);
    return wanted
        ? localized(supplies.optional(SupplyTable.COLORANT), SupplyTable.COLORANT_VALUE)
        : List.of();
  }

  /** All that {@link StatusReading} knows; what explains but does not decide may be absent. */
  StatusReading.Tables status() throws InterruptedException {
    List<SnmpRow> devices = devices();
    List<SnmpRow> printers = printer.table(StatusReading.PRINTER);
    List<SnmpRow> inputs = printer.optional(InputTray.TABLE);
    List<SnmpRow> outputs = printer.optional(OutputBin.TABLE);
    List<SnmpRow> covers = printer.optional(PrinterCover.TABLE);
    List<SnmpRow> alerts = printer.optional(PrinterAlert.TABLE);
    return new StatusReading.Tables(
        devices,
        printers,
        localized(inputs, InputTray.NAME, InputTray.DESCRIPTION),
        localized(outputs, OutputBin.NAME, OutputBin.DESCRIPTION),
        localized(covers, PrinterCover.DESCRIPTION),
        localized(alerts, PrinterAlert.DESCRIPTION),
        general());
  }

  private List<SnmpRow> general() throws InterruptedException {
    @Nullable List<SnmpRow> known = general;
    if (known == null) {
      known = printer.optional(StatusReading.GENERALS);
      general = known;
    }
    return known;
  }

  /** The localization is asked for only when a text needs it: most printers speak ASCII. */
  private List<SnmpRow> localized(List<SnmpRow> rows, int... texts) throws InterruptedException {
    if (!PrinterCharset.matters(rows, texts)) {
      return rows;
    }
    @Nullable PrinterCharset known = charset;
    if (known == null) {
      known = PrinterCharset.of(general(), printer.optional(PrinterCharset.TABLE));
      charset = known;
    }
    return known.decode(rows, texts);
  }

  List<SnmpRow> devices() throws InterruptedException {
    return printer.table(PrinterDevice.TABLE);
  }

  List<SnmpRow> optionalDevices() throws InterruptedException {
    return printer.optional(PrinterDevice.TABLE);
  }

  List<SnmpRow> table(SnmpTable table) throws InterruptedException {
    return printer.table(table);
  }

  private boolean isHewlettPackard() throws InterruptedException {
    try {
      return sysObjectId().startsWith(HEWLETT_PACKARD);
    } catch (ProbeException e) {
      return false;
    }
  }

  /** Which device of which maker it is; empty where it does not say. */
  String sysObjectId() throws InterruptedException {
    Map<String, SnmpValue> system = printer.get(SYS_OBJECT_ID);
    return system.get(SYS_OBJECT_ID) instanceof SnmpValue.ObjectId id ? id.dotted() : "";
  }

  Map<String, Double> brotherMaintenance() throws InterruptedException {
    Map<String, SnmpValue> found = printer.get(BrotherMaintenance.OID);
    return found.get(BrotherMaintenance.OID) instanceof SnmpValue.Octets octets
        ? BrotherMaintenance.decode(octets)
        : Map.of();
  }

  List<SnmpRow> ricohToners() throws InterruptedException {
    return localized(printer.table(RicohToner.TABLE), RicohToner.NAME);
  }
}
