package vn.daugio.collector.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.calendar.Span;
import vn.daugio.collector.incident.Availability;
import vn.daugio.collector.office.Office;
import vn.daugio.protocol.OfficeZone;

/** Availability within opening hours of a commune's sites, by {@link Availability}. */
final class AvailabilityDesk {
  /** A month of more would hold up a reader for seconds; a commune has a handful. */
  private static final int MOST_SITES = 20;

  private static final int MOST_DAYS = 366;
  private static final int LAST_YEAR = 9999;

  private final Desk desk;

  AvailabilityDesk(Desk desk) {
    this.desk = desk;
  }

  /**
   * The sites, worst first.
   *
   * @param commune its code; null: the whole province
   * @return empty when no commune was named and the province has too many sites
   */
  Optional<List<ServiceFigures>> sites(@Nullable String commune, LocalDate from, LocalDate to) {
    Office office = desk.office();
    List<Office.Site> sites =
        commune == null
            ? office.sites()
            : office
                .commune(commune)
                .orElseThrow(() -> Failure.notFound("no commune of this code"))
                .sites();
    if (commune == null && sites.size() > MOST_SITES) {
      return Optional.empty();
    }
    Instant now = desk.now();
    Instant end = to.plusDays(1).atStartOfDay(OfficeZone.ZONE).toInstant();
    Span period =
        new Span(from.atStartOfDay(OfficeZone.ZONE).toInstant(), end.isBefore(now) ? end : now);
    return Optional.of(
        sites.stream()
            .map(site -> desk.store().read(tx -> ServiceFigures.of(tx, office, site, period)))
            .sorted(
                Comparator.comparing(ServiceFigures::all, ServiceFigures.WORST_FIRST)
                    .thenComparing(one -> one.site().id()))
            .toList());
  }

  static Availability sum(List<ServiceFigures> sites) {
    return sites.stream().map(ServiceFigures::all).reduce(Availability.NONE, Availability::plus);
  }

  /** For programs; without days this month so far. */
  AvailabilityJson json(@Nullable String commune, @Nullable String from, @Nullable String to) {
    LocalDate today = OfficeCalendar.today(desk.now());
    LocalDate first = from == null ? today.withDayOfMonth(1) : date(from);
    LocalDate last = to == null ? today : date(to);
    if (last.isBefore(first)) {
      throw Failure.of(400, "bad_date", "the last day is before the first");
    }
    if (ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
      throw Failure.of(400, "bad_date", "at most " + MOST_DAYS + " days");
    }
    List<ServiceFigures> sites =
        sites(commune, first, last)
            .orElseThrow(
                () ->
                    Failure.of(
                        400,
                        "commune_missing",
                        "of more than " + MOST_SITES + " sites a commune has to be named"));
    return new AvailabilityJson(
        commune,
        first.toString(),
        last.toString(),
        AvailabilityJson.Numbers.of(sum(sites)),
        sites.stream().map(AvailabilityJson.Site::of).toList());
  }

  private LocalDate date(String text) {
    LocalDate date = desk.date(text);
    if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
      throw Failure.of(400, "bad_date", "a year of four digits is expected");
    }
    return date;
  }
}
