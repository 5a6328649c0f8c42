package vn.daugio.agent.check.printer;

import java.util.EnumSet;
import java.util.Set;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * The bits of hrPrinterDetectedErrorState (RFC 2790, extended by RFC 3805 section 2.2.13.2), in
 * their order: the first is the high bit of the first octet.
 */
enum DetectedError {
  LOW_PAPER(Outcome.WARN, Reason.PRINTER_LOW_PAPER),
  NO_PAPER(Outcome.FAIL, Reason.PRINTER_NO_PAPER),
  LOW_TONER(Outcome.WARN, Reason.PRINTER_LOW_TONER),
  NO_TONER(Outcome.FAIL, Reason.PRINTER_NO_TONER),
  DOOR_OPEN(Outcome.FAIL, Reason.PRINTER_DOOR_OPEN),
  JAMMED(Outcome.FAIL, Reason.PRINTER_JAMMED),
  OFFLINE(Outcome.FAIL, Reason.PRINTER_OFFLINE),
  SERVICE_REQUESTED(Outcome.WARN, Reason.PRINTER_SERVICE_REQUESTED),
  INPUT_TRAY_MISSING(Outcome.FAIL, Reason.PRINTER_INPUT_TRAY_MISSING),
  OUTPUT_TRAY_MISSING(Outcome.FAIL, Reason.PRINTER_OUTPUT_TRAY_MISSING),
  MARKER_SUPPLY_MISSING(Outcome.FAIL, Reason.PRINTER_MARKER_SUPPLY_MISSING),
  OUTPUT_NEAR_FULL(Outcome.WARN, Reason.PRINTER_OUTPUT_NEAR_FULL),
  OUTPUT_FULL(Outcome.FAIL, Reason.PRINTER_OUTPUT_FULL),
  INPUT_TRAY_EMPTY(Outcome.WARN, Reason.PRINTER_INPUT_TRAY_EMPTY),
  OVERDUE_PREVENT_MAINT(Outcome.WARN, Reason.PRINTER_OVERDUE_PREVENT_MAINT);

  private final Outcome outcome;
  private final Reason reason;

  DetectedError(Outcome outcome, Reason reason) {
    this.outcome = outcome;
    this.reason = reason;
  }

  Outcome outcome() {
    return outcome;
  }

  Reason reason() {
    return reason;
  }

  /** Any length is allowed: missing octets are zero, bits beyond the defined ones are ignored. */
  static Set<DetectedError> of(byte[] octets) {
    Set<DetectedError> set = EnumSet.noneOf(DetectedError.class);
    DetectedError[] inOrder = values();
    for (int bit = 0; bit < inOrder.length && bit / 8 < octets.length; bit++) {
      if ((octets[bit / 8] & (0x80 >> (bit % 8))) != 0) {
        set.add(inOrder[bit]);
      }
    }
    return set;
  }
}
