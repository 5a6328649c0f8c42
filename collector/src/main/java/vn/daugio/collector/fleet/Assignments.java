package vn.daugio.collector.fleet;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.ProductTable;
import vn.daugio.protocol.Demands;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.ProductCatalogue;

/** Who checks what. */
final class Assignments {
  private Assignments() {}

  /** What one machine has to do; the shared targets are the prober's. */
  static PlanDocument of(
      ProductTable products,
      Function<ProductTable, Optional<ProductCatalogue>> catalogue,
      Office.Site site,
      String machine,
      LocalDate today) {
    LocalDate newYear = today.withDayOfYear(1);
    Optional<Office.PlannedMachine> planned = site.machine(machine);
    boolean prober = planned.map(Office.PlannedMachine::prober).orElse(false);
    List<String> devices = planned.map(Office.PlannedMachine::requires).orElse(List.of());
    return new PlanDocument(
        site.id(),
        machine,
        prober,
        prober ? site.targets() : List.of(),
        site.calendar().table(today),
        List.copyOf(site.calendar().daysOff(newYear, newYear.plusYears(2)).keySet()),
        site.settings().limits(),
        site.settings().every(),
        site.settings().ntp(),
        new Demands(
            site.settings().products(),
            devices,
            catalogue.apply(products).orElse(null),
            products
                .inventory(site.id(), machine)
                .filter(inventory -> inventory.receivedAt() == null)
                .map(ProductTable.Inventory::request)
                .orElse(null)));
  }

  /** For a machine whose site was taken out of the plan: nothing but itself. */
  static PlanDocument nothing(String site, String machine) {
    return new PlanDocument(
        site,
        machine,
        false,
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        List.of(),
        Demands.NONE);
  }
}
