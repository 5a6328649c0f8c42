package vn.daugio.collector.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.calendar.SpecialDay;
import vn.daugio.collector.calendar.WorkingDay;
import vn.daugio.collector.office.Office;
import vn.daugio.protocol.Session;

/**
 * The dates of a site, each with its hours.
 *
 * @param site {@code commune/site}
 * @param from the first date
 * @param to the last date
 */
public record CalendarJson(String site, String from, String to, List<Day> days) {
  public CalendarJson {
    days = List.copyOf(days);
  }

  /**
   * One date.
   *
   * @param hours in order, such as {@code 07:30-11:30}; empty: closed
   * @param kind why it differs from its weekday; absent with the rest: it does not
   * @param name in Vietnamese
   * @param worksAs the weekday whose hours a make-up day has
   * @param source absent: nobody wrote it down
   * @param status official or expected
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Day(
      String date,
      List<String> hours,
      @Nullable String kind,
      @Nullable String name,
      @Nullable String worksAs,
      @Nullable String source,
      @Nullable String status) {
    public Day {
      hours = List.copyOf(hours);
    }

    static Day of(WorkingDay day) {
      String date = day.date().toString();
      List<String> hours = day.sessions().stream().map(CalendarJson::hours).toList();
      SpecialDay special = day.special();
      if (special == null) {
        return new Day(date, hours, null, null, null, null, null);
      }
      return new Day(
          date,
          hours,
          special.kind().code(),
          special.name(),
          special.worksAs() == null ? null : special.worksAs().name().toLowerCase(Locale.ROOT),
          special.source().isEmpty() ? null : special.source(),
          special.status().code());
    }
  }

  /** Both ends included. */
  static CalendarJson of(Office.Site site, LocalDate from, LocalDate to) {
    return new CalendarJson(
        site.id(),
        from.toString(),
        to.toString(),
        from.datesUntil(to.plusDays(1)).map(site.calendar()::day).map(Day::of).toList());
  }

  static String hours(Session session) {
    return session.opens() + "-" + session.closes();
  }
}
