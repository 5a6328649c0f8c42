package vn.daugio.collector.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.office.Assigned;
import vn.daugio.collector.office.Office.Site;
import vn.daugio.collector.store.AgentTable;
import vn.daugio.collector.store.DeliveryLog;
import vn.daugio.collector.store.ProtectedMachine;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.collector.store.Tx;
import vn.daugio.protocol.OfficeZone;

/** The sheets of today and of days past, read from one consistent snapshot each. */
public final class Sheets {
  private final Store store;

  public Sheets(Store store) {
    this.store = store;
  }

  /** The sheet of a date; empty for a date to come. */
  public Optional<Sheet> of(Site site, LocalDate date, Instant now) {
    LocalDate today = OfficeCalendar.today(now);
    return date.isAfter(today)
        ? Optional.empty()
        : Optional.of(SheetBuilder.rows(store.read(tx -> morning(tx, site, date, now))));
  }

  /** How many lines of today's sheet are in each state; every state is there. */
  public Map<String, Long> counts(Site site, Instant now) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Light light : Light.values()) {
      counts.put(light.code(), 0L);
    }
    of(site, OfficeCalendar.today(now), now)
        .ifPresent(
            sheet -> sheet.rows().forEach(row -> counts.merge(row.light().code(), 1L, Long::sum)));
    return counts;
  }

  private static Morning morning(Tx tx, Site site, LocalDate date, Instant now) {
    boolean today = date.equals(OfficeCalendar.today(now));
    Instant end = date.plusDays(1).atStartOfDay(OfficeZone.ZONE).toInstant().minusMillis(1);
    List<AgentTable.Machine> machines = tx.agents().ofSite(site.id());
    List<String> enrolled =
        machines.stream()
            .filter(machine -> today || !machine.enrolledAt().isAfter(end))
            .map(AgentTable.Machine::code)
            .toList();
    Assigned assigned = Assigned.of(site, enrolled);
    List<SubjectRow> rows = today ? tx.states().ofSite(site.id()) : List.of();
    List<Morning.Seen> seen =
        today
            ? rows.stream().map(Morning.Seen::now).toList()
            : tx.history().asOf(site.id(), end).stream()
                .map(entry -> Morning.Seen.then(entry.subject(), entry.change()))
                .toList();
    return new Morning(
        assigned,
        date,
        seen,
        tx.reports().machinesOn(site.id(), date),
        tx.incidents().openAt(site.id(), end),
        today ? ProtectionCount.of(ProtectedMachine.of(assigned, machines, rows, now)) : null,
        today ? tx.deliveryLog().unsent(site.id(), now) : DeliveryLog.Unsent.NONE);
  }
}
