package vn.daugio.collector.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.state.ProtectionState;
import vn.daugio.collector.store.ProductTable.Console;
import vn.daugio.collector.store.ProductTable.ConsoleMachine;
import vn.daugio.collector.store.ProtectedMachine;

/**
 * What a vendor's console and the agents say of a commune's machines, both ways.
 *
 * @param product the id of the product
 * @param importedAt when the console's list was taken in
 * @param both how many machines are known to both
 * @param onlyHere codes of machines that the console does not know
 * @param onlyThere names that the console knows and no machine of the commune has
 * @param notRunning codes of machines that the console knows, but where the product does not run
 */
record ConsoleComparison(
    String product,
    Instant importedAt,
    int both,
    List<String> onlyHere,
    List<String> onlyThere,
    List<String> notRunning) {
  ConsoleComparison {
    onlyHere = List.copyOf(onlyHere);
    onlyThere = List.copyOf(onlyThere);
    notRunning = List.copyOf(notRunning);
  }

  /**
   * @param machines those in scope, by site
   */
  static ConsoleComparison of(Console console, Map<Office.Site, List<ProtectedMachine>> machines) {
    Map<String, String> there = new TreeMap<>();
    for (ConsoleMachine machine : console.machines()) {
      there.put(key(machine.name()), machine.name());
    }
    Map<String, String> left = new TreeMap<>(there);
    Map<String, ProtectedMachine> found = new HashMap<>();
    List<String> onlyHere = new ArrayList<>();
    machines.forEach(
        (site, ofSite) -> {
          for (ProtectedMachine machine : ofSite) {
            String key = key(name(site, machine.code()));
            if (there.containsKey(key)) {
              left.remove(key);
              found.put(machine.code(), machine);
            } else {
              onlyHere.add(machine.code());
            }
          }
        });
    return new ConsoleComparison(
        console.product(),
        console.importedAt(),
        found.size(),
        onlyHere.stream().sorted().toList(),
        List.copyOf(left.values()),
        found.values().stream()
            .filter(machine -> isWithout(machine, console.product()))
            .map(ProtectedMachine::code)
            .sorted()
            .toList());
  }

  private static String name(Office.Site site, String code) {
    return site.machine(code)
        .map(Office.PlannedMachine::computerName)
        .filter(name -> !name.isBlank())
        .orElse(code);
  }

  /** {@code DOMAIN\pc-1} and {@code PC-1.xa.gov.vn} are one name. */
  private static String key(String name) {
    String host = name.substring(name.lastIndexOf('\\') + 1).toUpperCase(Locale.ROOT);
    return host.contains(".") ? host.substring(0, host.indexOf('.')) : host;
  }

  private static boolean isWithout(ProtectedMachine machine, String product) {
    var row = machine.row();
    return machine.state() == ProtectionState.UNCOVERED
        || (row != null
            && machine.state() == ProtectionState.COVERED
            && !product.equals(row.facts().getOrDefault("productId", product)));
  }
}
