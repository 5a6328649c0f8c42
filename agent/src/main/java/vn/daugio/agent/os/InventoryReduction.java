package vn.daugio.agent.os;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.InventoryReport;
import vn.daugio.protocol.InventoryReport.Entry;
import vn.daugio.protocol.Trace;

/** What leaves this computer of an inventory, whatever the system said. */
final class InventoryReduction {
  /** Windows makes a service for each session of a user: the name of its template and a number. */
  private static final Pattern OF_SESSION = Pattern.compile(".*_[0-9a-f]{4,8}");

  private static final List<String> HOMES = List.of("\\users\\", "/home/", "/root/");

  private InventoryReduction() {}

  static List<Entry> of(List<Entry> entries) {
    Set<Entry> seen = new HashSet<>();
    return entries.stream()
        .map(InventoryReduction::clean)
        .filter(entry -> !entry.name().isEmpty() && !isPersonal(entry))
        .filter(seen::add)
        .limit(InventoryReport.MOST_ENTRIES)
        .toList();
  }

  private static Entry clean(Entry entry) {
    String publisher = line(entry.publisher());
    String version = line(entry.version());
    return new Entry(
        entry.kind(),
        line(entry.name()),
        // an address of mail is a person's more often than not
        publisher.isEmpty() || publisher.contains("@") ? null : publisher,
        version.isEmpty() ? null : version,
        entry.running());
  }

  private static boolean isPersonal(Entry entry) {
    String all =
        (entry.name() + " " + entry.publisher() + " " + entry.version()).toLowerCase(Locale.ROOT);
    boolean isOfSession =
        entry.kind().equals(Trace.Kind.SERVICE.code())
            && OF_SESSION.matcher(entry.name()).matches();
    return isOfSession || HOMES.stream().anyMatch(all::contains);
  }

  private static String line(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String clean = text.replaceAll("\\p{Cc}+", " ").strip();
    int end = Math.min(clean.length(), InventoryReport.LONGEST);
    if (end < clean.length() && Character.isHighSurrogate(clean.charAt(end - 1))) {
      end--;
    }
    return clean.substring(0, end).strip();
  }
}
