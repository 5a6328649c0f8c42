package vn.daugio.agent.os.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.daugio.agent.os.Inventory;
import vn.daugio.protocol.InventoryReport;
import vn.daugio.protocol.InventoryReport.Entry;
import vn.daugio.protocol.Trace.Kind;

/**
 * Services of systemd and packages of dpkg, without libraries, fonts and the like, which identify
 * no product. A package's maintainer is a person as often as a company: it is not told.
 */
public final class LinuxInventory implements Inventory {
  private final Path root;

  public LinuxInventory() {
    this(Path.of("/"));
  }

  /**
   * @param root what stands for {@code /}
   */
  public LinuxInventory(Path root) {
    this.root = root;
  }

  @Override
  public InventoryReport report(long request) {
    List<Entry> entries = new ArrayList<>();
    Set<Kind> unreadable = EnumSet.noneOf(Kind.class);
    LinuxUnits units = new LinuxUnits(root);
    for (String unit : units.services()) {
      entries.add(new Entry(Kind.UNIT.code(), unit, null, null, units.runs(unit).orElse(null)));
    }
    if (Files.isDirectory(root.resolve("var/lib/dpkg"))) {
      Optional<List<LinuxPackages.Installed>> packages = new LinuxPackages(root).installed();
      if (packages.isEmpty()) {
        unreadable.add(Kind.PACKAGE);
      }
      packages.stream()
          .flatMap(List::stream)
          .filter(LinuxPackages.Installed::isProduct)
          .map(one -> new Entry(Kind.PACKAGE.code(), one.name(), null, one.version(), null))
          .forEach(entries::add);
    }
    return Inventory.reduced(request, entries, unreadable);
  }
}
