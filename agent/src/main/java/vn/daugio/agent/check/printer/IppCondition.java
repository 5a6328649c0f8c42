package vn.daugio.agent.check.printer;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * One value of printer-state-reasons (RFC 8011 section 5.4.12, PWG 5100.9) and what it stands for.
 * The suffixes {@code -report}, {@code -warning} and {@code -error} are severities of one keyword:
 *
 * <ul>
 *   <li>As an error, or without suffix, it has the outcome of the same bit of
 *       hrPrinterDetectedErrorState.
 *   <li>As a warning or a report it does not stop the printer: WARN, with the same reason. What is
 *       reported while a printer idles (CUPS' own printer program reports an empty tray so) stops
 *       the first job.
 *   <li>A keyword that nobody here knows is {@code printer.warning}; as a mere report it is
 *       nothing.
 * </ul>
 *
 * @param keyword without its suffix
 * @param severity how it was meant
 * @param meaning empty for {@code none}, and for what is no trouble
 */
record IppCondition(String keyword, Severity severity, Optional<Meaning> meaning) {
  private static final Map<String, Meaning> KNOWN =
      Map.ofEntries(
          Map.entry("media-empty", fail(Reason.PRINTER_NO_PAPER)),
          Map.entry("media-needed", fail(Reason.PRINTER_NO_PAPER)),
          Map.entry("input-manual-input-request", fail(Reason.PRINTER_NO_PAPER)),
          Map.entry("media-low", warn(Reason.PRINTER_LOW_PAPER)),
          Map.entry("toner-empty", fail(Reason.PRINTER_NO_TONER)),
          Map.entry("marker-supply-empty", fail(Reason.PRINTER_NO_TONER)),
          Map.entry("toner-low", warn(Reason.PRINTER_LOW_TONER)),
          Map.entry("marker-supply-low", warn(Reason.PRINTER_LOW_TONER)),
          Map.entry("marker-supply-missing", fail(Reason.PRINTER_MARKER_SUPPLY_MISSING)),
          Map.entry("marker-waste-full", fail(Reason.PRINTER_SUPPLY_EMPTY)),
          Map.entry("marker-waste-almost-full", warn(Reason.PRINTER_SUPPLY_LOW)),
          Map.entry("cover-open", fail(Reason.PRINTER_DOOR_OPEN)),
          Map.entry("door-open", fail(Reason.PRINTER_DOOR_OPEN)),
          Map.entry("interlock-open", fail(Reason.PRINTER_DOOR_OPEN)),
          Map.entry("media-jam", fail(Reason.PRINTER_JAMMED)),
          Map.entry("offline", fail(Reason.PRINTER_OFFLINE)),
          Map.entry("shutdown", fail(Reason.PRINTER_OFFLINE)),
          Map.entry("power-down", fail(Reason.PRINTER_OFFLINE)),
          Map.entry("timed-out", fail(Reason.PRINTER_OFFLINE)),
          Map.entry("stopped-partly", warn(Reason.PRINTER_OFFLINE)),
          // a queue says so while it tries; how long it has, tells the age of the job
          Map.entry("connecting-to-device", warn(Reason.PRINTER_OFFLINE)),
          Map.entry("input-tray-missing", fail(Reason.PRINTER_INPUT_TRAY_MISSING)),
          Map.entry("output-tray-missing", fail(Reason.PRINTER_OUTPUT_TRAY_MISSING)),
          Map.entry("output-area-full", fail(Reason.PRINTER_OUTPUT_FULL)),
          Map.entry("output-area-almost-full", warn(Reason.PRINTER_OUTPUT_NEAR_FULL)),
          Map.entry("fuser-over-temp", warn(Reason.PRINTER_SERVICE_REQUESTED)),
          Map.entry("fuser-under-temp", warn(Reason.PRINTER_SERVICE_REQUESTED)),
          Map.entry("opc-near-eol", warn(Reason.PRINTER_SERVICE_REQUESTED)),
          Map.entry("opc-life-over", warn(Reason.PRINTER_SERVICE_REQUESTED)),
          Map.entry("developer-low", warn(Reason.PRINTER_SERVICE_REQUESTED)),
          Map.entry("developer-empty", warn(Reason.PRINTER_SERVICE_REQUESTED)),
          Map.entry("spool-area-full", warn(Reason.PRINTER_WARNING)),
          Map.entry("paused", fail(Reason.PRINTER_QUEUE_STOPPED)),
          Map.entry("moving-to-paused", fail(Reason.PRINTER_QUEUE_STOPPED)),
          // an operator took it out of service (RFC 3998): no way of sleeping
          Map.entry("deactivated", fail(Reason.PRINTER_QUEUE_STOPPED)),
          Map.entry("deleting", fail(Reason.PRINTER_QUEUE_STOPPED)));

  /** Words of a printer that is well: it sleeps, warms up, or says something of its set-up. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "none|hibernate|suspend|sleep|standby|testing|resuming|power-up"
              + "|identify-printer-requested|configuration-change|wifi-not-configured|cups-.*");

  /** The many single supplies and paths of PWG 5100.9 that share an ending. */
  private static final Pattern EMPTY_MARKER =
      Pattern.compile("marker-(toner|ink|print-ribbon)(-cartridge)?-empty");

  private static final Pattern LOW_MARKER =
      Pattern.compile("marker-(toner|ink|print-ribbon)(-cartridge)?-almost-empty");
  private static final Pattern MISSING_MARKER =
      Pattern.compile("marker-(toner|ink|print-ribbon|opc|developer)(-cartridge)?-missing");
  private static final Pattern OPEN = Pattern.compile("[a-z-]*(cover|door|interlock)-open");
  private static final Pattern JAM = Pattern.compile("[a-z-]*-jam");

  private static final int KEYWORD_LENGTH = 60;
  private static final Pattern SUFFIX = Pattern.compile("(.+)-(report|warning|error)");

  enum Severity {
    /** Also what has no suffix. */
    ERROR,
    WARNING,
    REPORT
  }

  /**
   * @param outcome of the error
   * @param ofQueue known to the queue alone, and not to the device behind it
   */
  record Meaning(Outcome outcome, Reason reason, boolean ofQueue) {}

  static IppCondition of(String word) {
    String clean = DeviceText.clean(word, KEYWORD_LENGTH);
    var suffixed = SUFFIX.matcher(clean);
    String keyword = clean;
    Severity severity = Severity.ERROR;
    if (suffixed.matches()) {
      keyword = suffixed.group(1);
      severity =
          switch (suffixed.group(2)) {
            case "report" -> Severity.REPORT;
            case "warning" -> Severity.WARNING;
            default -> Severity.ERROR;
          };
    }
    return new IppCondition(keyword, severity, meaning(keyword, severity));
  }

  /** As an error when the printer has stopped: then something of it is the cause. */
  Optional<Meaning> meaning(boolean stopped) {
    return stopped && severity != Severity.ERROR ? known(keyword).or(() -> meaning) : meaning;
  }

  private static Optional<Meaning> meaning(String keyword, Severity severity) {
    if (keyword.isEmpty() || HARMLESS.matcher(keyword).matches()) {
      return Optional.empty();
    }
    Optional<Meaning> known = known(keyword);
    if (known.isEmpty()) {
      return severity == Severity.REPORT
          ? Optional.empty()
          : Optional.of(warn(Reason.PRINTER_WARNING));
    }
    return severity == Severity.ERROR
        ? known
        : known.map(one -> new Meaning(Outcome.WARN, one.reason(), one.ofQueue()));
  }

  private static Optional<Meaning> known(String keyword) {
    if (KNOWN.containsKey(keyword)) {
      return Optional.ofNullable(KNOWN.get(keyword));
    }
    if (EMPTY_MARKER.matcher(keyword).matches()) {
      return Optional.of(fail(Reason.PRINTER_NO_TONER));
    }
    if (LOW_MARKER.matcher(keyword).matches()) {
      return Optional.of(warn(Reason.PRINTER_LOW_TONER));
    }
    if (MISSING_MARKER.matcher(keyword).matches()) {
      return Optional.of(fail(Reason.PRINTER_MARKER_SUPPLY_MISSING));
    }
    if (OPEN.matcher(keyword).matches()) {
      return Optional.of(fail(Reason.PRINTER_DOOR_OPEN));
    }
    return JAM.matcher(keyword).matches()
        ? Optional.of(fail(Reason.PRINTER_JAMMED))
        : Optional.empty();
  }

  private static Meaning fail(Reason reason) {
    return new Meaning(Outcome.FAIL, reason, reason == Reason.PRINTER_QUEUE_STOPPED);
  }

  private static Meaning warn(Reason reason) {
    return new Meaning(Outcome.WARN, reason, false);
  }
}
