package vn.daugio.collector.notify;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The facts that may leave the office in a message: numbers, names of systems, states. What a
 * person has typed into a device may be a name, and an address tells where to attack: both stay.
 */
final class SafeFacts {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}([.,][0-9]{1,3})?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,40}");
  private static final Pattern PRODUCT = Pattern.compile("[A-Za-z][A-Za-z0-9 .+-]{0,39}");

  /** A drive letter, or a folder of the system's own; a path below may carry a log-in name. */
  private static final Pattern DISK = Pattern.compile("[A-Za-z]:\\\\?|/(boot|home|opt|tmp|var)?");

  /** A name, which ends with letters; an IP address does not. */
  private static final Pattern HOST =
      Pattern.compile("(?=.{1,100}$)([A-Za-z0-9-]+\\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z]");

  /** ScannerStateReason of WS-Scan; a maker's own word stays. */
  private static final Pattern SCANNER_REASONS =
      listOf(
          "AttentionRequired|Calibrating|CoverOpen|InterlockOpen|InternalStorageFull|LampError"
              + "|LampWarming|MediaJam|MultipleFeedError");

  /** What makers and IPP's media-source call a tray; an administrator may have named one anew. */
  private static final Pattern TRAYS =
      listOf(
          "(?iu:(paper |input |lower |upper )?(tray|cassette|drawer|khay|khay giấy|ngăn)"
              + "([ -]?[0-9]{1,2})?|main|top|middle|bottom|side|rear|large[ -]capacity)");

  /** A supply by common words and its maker's part number, and what is left of it. */
  private static final String SUPPLY_WORD =
      "((?iu:black|cyan|magenta|yellow|color|photo|matte|gray|grey|toner|ink|cartridge|drum|unit"
          + "|waste|box|bottle|tank|container|fuser|belt|kit|mực|đen|xanh|đỏ|vàng|hộp|thải|trống)"
          + "|[A-Z]{1,3}-?[0-9]{2,5}[A-Z]{0,2})";

  private static final Pattern SUPPLIES =
      listOf(SUPPLY_WORD + "( " + SUPPLY_WORD + "){0,5}( [0-9]{1,3}%)?");

  private static final Map<String, Pattern> ALLOWED =
      Map.ofEntries(
          Map.entry("status", NUMBER),
          Map.entry("daysLeft", NUMBER),
          Map.entry("freePercent", NUMBER),
          Map.entry("freeMegabytes", NUMBER),
          Map.entry("memoryPercent", NUMBER),
          Map.entry("storagePercent", NUMBER),
          Map.entry("loadPercent", NUMBER),
          Map.entry("leasesPercent", NUMBER),
          Map.entry("clockOffset", NUMBER),
          Map.entry("queuedJobs", NUMBER),
          Map.entry("oldestJobMinutes", NUMBER),
          Map.entry("counterBefore", NUMBER),
          Map.entry("disk", DISK),
          Map.entry("host", HOST),
          Map.entry("product", PRODUCT),
          Map.entry("state", WORD),
          Map.entry("adfState", WORD),
          Map.entry("stateReasons", SCANNER_REASONS),
          Map.entry("supplies", SUPPLIES),
          Map.entry("tray", TRAYS));

  private SafeFacts() {}

  private static Pattern listOf(String one) {
    return Pattern.compile("(%1$s)(, (%1$s)){0,8}".formatted(one));
  }

  static Map<String, String> of(Map<String, String> facts) {
    Map<String, String> safe = new HashMap<>();
    facts.forEach(
        (name, value) ->
            Optional.ofNullable(ALLOWED.get(name))
                .filter(allowed -> allowed.matcher(value).matches())
                .ifPresent(allowed -> safe.put(name, value)));
    return safe;
  }
}
