package vn.daugio.collector.fleet;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.calendar.WorkingDay;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.ProductTable;
import vn.daugio.protocol.Demands;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.ProductCatalogue;
import vn.daugio.protocol.Session;
import vn.daugio.protocol.SpecialHours;

/** Who checks what. */
final class Assignments {
  /** An agent that cannot ask for weeks still knows the make-up days. */
  private static final int DAYS_AHEAD = 60;

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
                .orElse(null)),
        specialDays(site.calendar(), today));
  }

  /** What the weekday's hours and the days off do not tell; from yesterday, which agents judge. */
  static List<SpecialHours> specialDays(OfficeCalendar calendar, LocalDate today) {
    List<Session> week = calendar.table(today);
    return today
        .minusDays(1)
        .datesUntil(today.plusDays(DAYS_AHEAD + 1))
        .map(calendar::day)
        .filter(day -> !day.sessions().equals(told(week, day)))
        .map(day -> new SpecialHours(day.date(), day.sessions()))
        .toList();
  }

  private static List<Session> told(List<Session> week, WorkingDay day) {
    return day.offName() != null
        ? List.of()
        : week.stream()
            .filter(session -> session.day() == day.date().getDayOfWeek())
            .sorted(Comparator.comparing(Session::opens))
            .toList();
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
        Demands.NONE,
        List.of());
  }
}
