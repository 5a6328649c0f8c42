package vn.daugio.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is installed on a machine, reduced to what can identify a product: the body of {@code POST
 * /api/v1/inventories}. Sent once when it is asked for. Nothing of it belongs to a person: no home,
 * no entry of one user.
 *
 * @param request the number of the request that it answers
 * @param entries at most {@link #MOST_ENTRIES}
 * @param unreadable kinds of entries that this agent may not read: codes of {@link Trace.Kind}
 */
@Json
public record InventoryReport(long request, List<Entry> entries, List<String> unreadable) {
  public static final int MOST_ENTRIES = 2000;

  /** The longest name, version or publisher, in characters. */
  public static final int LONGEST = ProductRules.LONGEST;

  public InventoryReport {
    entries = entries == null ? List.of() : List.copyOf(entries);
    unreadable = unreadable == null ? List.of() : List.copyOf(unreadable);
  }

  /**
   * One thing that is installed.
   *
   * @param kind the code of a {@link Trace.Kind}: service, uninstall, minifilter, package, unit
   * @param name as a trace of that kind names it
   * @param publisher of an uninstall entry; of a service the organisation that signed its program
   * @param version null where none is told
   * @param running of services and units; null where it is not told
   */
  @Json
  public record Entry(
      String kind,
      String name,
      @Nullable String publisher,
      @Nullable String version,
      @Nullable Boolean running) {}

  /** Whether it keeps to its bounds. */
  public boolean isSound() {
    return entries.size() <= MOST_ENTRIES
        && entries.stream().allMatch(InventoryReport::isSound)
        && unreadable.stream().allMatch(kind -> Trace.Kind.ofCode(kind).isPresent());
  }

  private static boolean isSound(Entry entry) {
    return entry.kind() != null
        && Trace.Kind.ofCode(entry.kind()).isPresent()
        && isLine(entry.name())
        && !entry.name().isBlank()
        && (entry.publisher() == null || isLine(entry.publisher()))
        && (entry.version() == null || isLine(entry.version()));
  }

  private static boolean isLine(@Nullable String text) {
    return text != null && ProductRules.isLine(text);
  }
}
