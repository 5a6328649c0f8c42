package vn.daugio.agent.check.printer;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.printer.InputTray.Paper;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * A printer's own words about itself to a finding.
 *
 * <p>hrPrinterDetectedErrorState decides (RFC 2790; all of its octets). Beside it:
 *
 * <ul>
 *   <li>inputTrayEmpty is no alarm when only by-pass trays are empty and another tray has paper.
 *   <li>A tray that is empty and that the device itself calls critical counts although the error
 *       state has no bit, unless it is a by-pass tray.
 *   <li>An output bin that is full and that the device itself calls critical warns without a bit.
 *   <li>An open cover without the bit warns while the printer runs, else it fails.
 *   <li>A critical alert without any bit fails where neither hrDeviceStatus nor hrPrinterStatus
 *       says how it is; RFC 3805 section 2.2.13.2 derives both from the alerts, so that a printer
 *       which runs has only left such a row behind. Alerts of input trays never decide: the trays
 *       themselves do.
 *   <li>hrDeviceStatus down without any bit fails (RFC 3805 section 2.2.13.2: a critical alert, or
 *       off line). A printer that sleeps is running with hrPrinterStatus other, and is well.
 *   <li>hrDeviceStatus warning or testing without any bit warns, unless an empty by-pass tray is
 *       there to explain it.
 *   <li>Without an error state, a device status or a printer status nothing was said: UNKNOWN.
 * </ul>
 */
final class StatusJudgement {
  private static final int DEVICE_UNKNOWN = 1;
  private static final int DEVICE_RUNNING = 2;
  private static final int DEVICE_WARNING = 3;
  private static final int DEVICE_TESTING = 4;
  private static final int DEVICE_DOWN = 5;
  private static final int PRINTER_IDLE = 3;
  private static final int PRINTER_WARMUP = 5;

  private static final List<String> DEVICE_STATUS =
      List.of("unknown", "running", "warning", "testing", "down");
  private static final List<String> PRINTER_STATUS =
      List.of("other", "unknown", "idle", "printing", "warmup");

  private StatusJudgement() {}

  static Finding judge(Finding.Builder finding, StatusReading reading) {
    Set<DetectedError> errors = reading.errors();
    int device = (int) reading.deviceStatus().orElse(0);
    boolean byPassOnly = InputTray.onlyByPassEmpty(reading.trays());
    facts(finding, reading);
    InputTray.facts(finding, reading.trays());
    for (DetectedError error : errors) {
      if (error != DetectedError.INPUT_TRAY_EMPTY || !byPassOnly) {
        finding.notice(error.outcome(), error.reason());
      }
    }
    if (!errors.contains(DetectedError.NO_PAPER)
        && reading.trays().stream()
            .anyMatch(tray -> !tray.byPass() && tray.paper() == Paper.EMPTY_AND_MISSED)) {
      finding.warn(Reason.PRINTER_INPUT_TRAY_EMPTY);
    }
    bins(finding, reading, errors);
    covers(finding, reading, errors, device);
    boolean harmlessOnly =
        errors.isEmpty() || (byPassOnly && errors.equals(Set.of(DetectedError.INPUT_TRAY_EMPTY)));
    if (device == DEVICE_DOWN && harmlessOnly) {
      finding.fail(Reason.PRINTER_DOWN);
    } else if ((device == DEVICE_WARNING || device == DEVICE_TESTING)
        && errors.isEmpty()
        && !byPassOnly) {
      finding.warn(Reason.PRINTER_WARNING);
    } else if (harmlessOnly && !saysHowItIs(reading, device) && criticalAlerts(finding, reading)) {
      return finding.build();
    } else if (errors.isEmpty() && !saidAnything(reading, device)) {
      finding.unknown(Reason.PRINTER_UNREADABLE);
    }
    return finding.build();
  }

  private static void bins(
      Finding.Builder finding, StatusReading reading, Set<DetectedError> errors) {
    if (!errors.contains(DetectedError.OUTPUT_FULL)
        && reading.bins().stream().anyMatch(OutputBin::full)) {
      finding.warn(Reason.PRINTER_OUTPUT_FULL);
    }
  }

  private static void covers(
      Finding.Builder finding, StatusReading reading, Set<DetectedError> errors, int device) {
    if (!errors.contains(DetectedError.DOOR_OPEN)
        && reading.covers().stream().anyMatch(PrinterCover::open)) {
      finding.notice(
          device == DEVICE_RUNNING ? Outcome.WARN : Outcome.FAIL, Reason.PRINTER_DOOR_OPEN);
    }
  }

  private static boolean criticalAlerts(Finding.Builder finding, StatusReading reading) {
    boolean any = false;
    for (PrinterAlert alert : reading.alerts()) {
      if (alert.critical() && !alert.ofInput()) {
        finding.fail(alert.reason());
        any = true;
      }
    }
    return any;
  }

  private static boolean saysHowItIs(StatusReading reading, int device) {
    long printer = reading.printerStatus().orElse(0);
    return (device > DEVICE_UNKNOWN && device <= DEVICE_DOWN)
        || (printer >= PRINTER_IDLE && printer <= PRINTER_WARMUP);
  }

  private static boolean saidAnything(StatusReading reading, int device) {
    return saysHowItIs(reading, device)
        || (reading.errorOctets().length > 0 && device != DEVICE_UNKNOWN);
  }

  private static void facts(Finding.Builder finding, StatusReading reading) {
    finding
        .fact("model", reading.model())
        .fact("serial", reading.serial())
        .fact("deviceStatus", word(DEVICE_STATUS, reading.deviceStatus()))
        .fact("printerStatus", word(PRINTER_STATUS, reading.printerStatus()))
        .fact(
            "outputFull",
            reading.bins().stream()
                .filter(OutputBin::full)
                .map(OutputBin::name)
                .collect(Collectors.joining(", ")))
        .fact(
            "coverOpen",
            reading.covers().stream()
                .filter(PrinterCover::open)
                .map(PrinterCover::name)
                .collect(Collectors.joining(", ")))
        .fact("alerts", String.join(", ", reading.alertTexts()));
    if (reading.errorOctets().length > 0 && reading.errorOctets().length <= 16) {
      finding.fact(
          "errorState", HexFormat.of().formatHex(reading.errorOctets()).toUpperCase(Locale.ROOT));
    }
  }

  private static @Nullable String word(List<String> words, OptionalLong number) {
    long value = number.orElse(0);
    return value >= 1 && value <= words.size() ? words.get((int) value - 1) : null;
  }
}
