package vn.daugio.collector.web;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.sheet.Sheet;
import vn.daugio.collector.sheet.Sheets;
import vn.daugio.collector.store.Store;

/** What every resource here looks up, with the answers for what is not there. */
final class Desk {
  private final Store store;
  private final Supplier<Office> office;
  private final InstantSource clock;
  private final Sheets sheets;

  Desk(Store store, Supplier<Office> office, InstantSource clock) {
    this.store = store;
    this.office = office;
    this.clock = clock;
    this.sheets = new Sheets(store);
  }

  Store store() {
    return store;
  }

  Office office() {
    return office.get();
  }

  Instant now() {
    return clock.instant();
  }

  /** The site of an id; without one the first. */
  Office.Site site(@Nullable String id) {
    return id == null || id.isBlank()
        ? office().sites().stream()
            .findFirst()
            .orElseThrow(() -> Failure.notFound("the plan has no site"))
        : office().site(id).orElseThrow(() -> Failure.notFound("no site of this id"));
  }

  String communeName(Office.Site site) {
    return office().commune(site.commune()).map(Office.Commune::name).orElse(site.commune());
  }

  /** A date as {@code 2026-11-23}; without one today. */
  LocalDate date(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return OfficeCalendar.today(now());
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Failure.of(400, "bad_date", "a date like 2026-11-23 is expected");
    }
  }

  Sheet sheet(Office.Site site, LocalDate date) {
    return sheets
        .of(site, date, now())
        .orElseThrow(() -> Failure.notFound("there is no sheet of a day to come"));
  }

  /** The open incidents of a site, oldest first. */
  List<Incident> openIncidents(Office.Site site) {
    return store.read(tx -> tx.incidents().openAt(site.id(), now()));
  }

  Incident incident(long id) {
    return store
        .read(tx -> tx.incidents().find(id))
        .orElseThrow(() -> Failure.notFound("no incident of this number"));
  }
}
