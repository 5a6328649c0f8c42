package vn.daugio.agent.check.printer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
  private @Nullable List<SnmpRow> general;
  private @Nullable PrinterCharset charset;

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
          case INCOMPLETE -> Reason.PRINTER_UNREADABLE;
          case MALFORMED -> Reason.PRINTER_MALFORMED;
          case AUTH_REJECTED -> Reason.NOT_PERMITTED;
          case UNSUPPORTED -> Reason.NOT_SUPPORTED;
        };
    return finding.unknown(reason).fact("detail", e.getMessage()).build();
  }

  /** Empty only when the device said that it has none. */
  List<SnmpRow> supplies() throws InterruptedException {
    List<SnmpRow> rows = localized(supplies(printer), SupplyTable.DESCRIPTION);
    if (rows.isEmpty() && isHewlettPackard()) {
      // some JetDirect cards show the printer's own tables only in a community of their own
      supplies = snmp.with(target.inContext(JETDIRECT_CONTEXT), deadline);
      try {
        return localized(supplies(supplies), SupplyTable.DESCRIPTION);
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
        ? localized(
            optional(supplies, SupplyTable.COLORANTS, SupplyTable.COLORANT_VALUE),
            SupplyTable.COLORANT_VALUE)
        : List.of();
  }

  /** All that {@link StatusReading} knows; what explains but does not decide may be absent. */
  StatusReading.Tables status() throws InterruptedException {
    List<SnmpRow> devices = devices();
    List<SnmpRow> printers =
        table(StatusReading.PRINTERS, StatusReading.PRINTER_STATUS, StatusReading.ERROR_STATE);
    List<SnmpRow> inputs =
        optional(
            InputTray.INPUTS,
            InputTray.TYPE,
            InputTray.LEVEL,
            InputTray.STATUS,
            InputTray.NAME,
            InputTray.DESCRIPTION);
    List<SnmpRow> outputs =
        optional(
            OutputBin.OUTPUTS,
            OutputBin.CAPACITY,
            OutputBin.REMAINING,
            OutputBin.STATUS,
            OutputBin.NAME,
            OutputBin.DESCRIPTION);
    List<SnmpRow> covers =
        optional(PrinterCover.COVERS, PrinterCover.DESCRIPTION, PrinterCover.STATUS);
    List<SnmpRow> alerts =
        optional(
            PrinterAlert.ALERTS,
            PrinterAlert.SEVERITY,
            PrinterAlert.GROUP,
            PrinterAlert.CODE,
            PrinterAlert.DESCRIPTION);
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
      known =
          optional(
              StatusReading.GENERAL, PrinterCharset.CURRENT_LOCALIZATION, StatusReading.SERIAL);
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
      known =
          PrinterCharset.of(
              general(), optional(PrinterCharset.LOCALIZATIONS, PrinterCharset.CHARACTER_SET));
      charset = known;
    }
    return known.decode(rows, texts);
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
    return localized(
        printer.walk(RicohToner.TONERS, RicohToner.NAME, RicohToner.LEVEL), RicohToner.NAME);
  }
}
