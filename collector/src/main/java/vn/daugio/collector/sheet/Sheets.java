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

  /**
   * How many lines of today's sheet are in each state; every state is there.
   *
   * @param machines all of the site
   * @param rows all of the site, ordered by target and check
   */
  public static Map<String, Long> counts(
      Tx tx, Site site, List<AgentTable.Machine> machines, List<SubjectRow> rows, Instant now) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Light light : Light.values()) {
      counts.put(light.code(), 0L);
    }
    SheetBuilder.rows(today(tx, site, machines, rows, now))
        .rows()
        .forEach(row -> counts.merge(row.light().code(), 1L, Long::sum));
    return counts;
  }

  private static Morning morning(Tx tx, Site site, LocalDate date, Instant now) {
    List<AgentTable.Machine> machines = tx.agents().ofSite(site.id());
    return date.equals(OfficeCalendar.today(now))
        ? today(tx, site, machines, tx.states().ofSite(site.id()), now)
        : past(tx, site, machines, date);
  }

  private static Morning today(
      Tx tx, Site site, List<AgentTable.Machine> machines, List<SubjectRow> rows, Instant now) {
    LocalDate date = OfficeCalendar.today(now);
    Assigned assigned = Assigned.of(site, machines.stream().map(AgentTable.Machine::code).toList());
    return new Morning(
        assigned,
        date,
        rows.stream().map(Morning.Seen::now).toList(),
        tx.reports().machinesOn(site.id(), date),
        tx.incidents().openAt(site.id(), end(date)),
        ProtectionCount.of(ProtectedMachine.of(assigned, machines, rows, now)),
        tx.deliveryLog().unsent(site.id(), now));
  }

  private static Morning past(Tx tx, Site site, List<AgentTable.Machine> machines, LocalDate date) {
    Instant end = end(date);
    List<String> enrolled =
        machines.stream()
            .filter(machine -> !machine.enrolledAt().isAfter(end))
            .map(AgentTable.Machine::code)
            .toList();
    return new Morning(
        Assigned.of(site, enrolled),
        date,
        tx.history().asOf(site.id(), end).stream()
            .map(entry -> Morning.Seen.then(entry.subject(), entry.change()))
            .toList(),
        tx.reports().machinesOn(site.id(), date),
        tx.incidents().openAt(site.id(), end),
        null,
        DeliveryLog.Unsent.NONE);
  }

  /** The last moment of a day. */
  private static Instant end(LocalDate date) {
    return date.plusDays(1).atStartOfDay(OfficeZone.ZONE).toInstant().minusMillis(1);
  }
}
