package vn.daugio.agent.check.printer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;
import vn.daugio.protocol.Reason;

/**
 * One row of prtAlertTable (RFC 3805 section 2.2.13). Devices leave rows behind, with severity 0 or
 * without text.
 *
 * @param critical prtAlertSeverityLevel critical; every other value only informs
 * @param reason what prtAlertCode says, {@link Reason#PRINTER_DOWN} where it says nothing
 *     particular
 * @param ofInput it is about an input tray, which {@link InputTray} judges
 * @param text prtAlertDescription, cleaned, at most 80 characters; may be empty
 */
record PrinterAlert(boolean critical, Reason reason, boolean ofInput, String text) {
  static final String ALERTS = "1.3.6.1.2.1.43.18.1.1";
  static final int SEVERITY = 2;
  static final int GROUP = 4;
  static final int CODE = 7;
  static final int DESCRIPTION = 8;

  static final SnmpTable TABLE = SnmpTable.of(ALERTS, SEVERITY, GROUP, CODE, DESCRIPTION);

  private static final int LENGTH = 80;
  private static final long CRITICAL = 3;
  private static final long INPUT = 8;

  static List<PrinterAlert> decode(List<SnmpRow> rows) {
    return rows.stream().map(PrinterAlert::of).toList();
  }

  private static PrinterAlert of(SnmpRow row) {
    @Nullable String text = row.text(DESCRIPTION);
    return new PrinterAlert(
        row.number(SEVERITY).orElse(0) == CRITICAL,
        reason(row.number(CODE).orElse(0)),
        row.number(GROUP).orElse(0) == INPUT,
        text == null ? "" : DeviceText.clean(text, LENGTH));
  }

  /** PrtAlertCodeTC (IANA-PRINTER-MIB). */
  private static Reason reason(long code) {
    if (code < 0 || code > Integer.MAX_VALUE) {
      return Reason.PRINTER_DOWN;
    }
    return switch ((int) code) {
      case 3, 5, 501 -> Reason.PRINTER_DOOR_OPEN; // coverOpen, interlockOpen, doorOpen
      case 8 -> Reason.PRINTER_JAMMED;
      case 22 -> Reason.PRINTER_OFFLINE; // subunitOffline
      case 901 -> Reason.PRINTER_OUTPUT_TRAY_MISSING;
      case 903 -> Reason.PRINTER_OUTPUT_FULL;
      case 1101, 1102, 1103 -> Reason.PRINTER_NO_TONER; // toner, ink, ribbon empty
      case 1115 -> Reason.PRINTER_MARKER_SUPPLY_MISSING; // markerTonerCartridgeMissing
      default -> Reason.PRINTER_DOWN;
    };
  }
}
