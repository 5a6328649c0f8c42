package vn.daugio.agent.os.windows;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Inventory;
import vn.daugio.protocol.InventoryReport;
import vn.daugio.protocol.InventoryReport.Entry;
import vn.daugio.protocol.Trace.Kind;

/** What is installed on a Windows system; it was not run on Windows. */
final class WindowsInventory implements Inventory {
  private static final Map<String, Kind> KINDS =
      Map.of("services", Kind.SERVICE, "uninstall", Kind.UNINSTALL, "minifilters", Kind.MINIFILTER);

  private final Supplier<InventoryFacts> facts;

  WindowsInventory(Supplier<InventoryFacts> facts) {
    this.facts = facts;
  }

  @Override
  public InventoryReport report(long request) {
    InventoryFacts now;
    try {
      now = facts.get();
    } catch (UncheckedIOException e) {
      return Inventory.reduced(request, List.of(), EnumSet.copyOf(KINDS.values()));
    }
    List<Entry> entries = new ArrayList<>();
    add(entries, Kind.SERVICE, now.services());
    add(entries, Kind.UNINSTALL, now.uninstall());
    add(entries, Kind.MINIFILTER, now.minifilters());
    Set<Kind> unreadable = EnumSet.noneOf(Kind.class);
    @Nullable List<String> denied = now.denied();
    if (denied != null) {
      denied.stream()
          .filter(Objects::nonNull)
          .map(KINDS::get)
          .filter(Objects::nonNull)
          .forEach(unreadable::add);
    }
    return Inventory.reduced(request, entries, unreadable);
  }

  private static void add(
      List<Entry> entries, Kind kind, @Nullable List<InventoryFacts.Thing> things) {
    if (things == null) {
      return;
    }
    for (InventoryFacts.Thing one : things) {
      if (one != null && one.name() != null) {
        entries.add(
            new Entry(kind.code(), one.name(), one.publisher(), one.version(), one.running()));
      }
    }
  }
}
