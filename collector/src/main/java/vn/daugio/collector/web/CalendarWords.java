package vn.daugio.collector.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.daugio.collector.calendar.DayStatus;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.calendar.Season;
import vn.daugio.collector.calendar.SpecialDay;
import vn.daugio.collector.calendar.WorkingDay;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Session;

/**
 * A site's hours and its coming special days in words.
 *
 * @param season when the weekly hours hold
 * @param week one for each weekday
 * @param span the dates that were looked at
 * @param days those of the span that differ from their weekday
 */
record CalendarWords(String season, List<Weekday> week, String span, List<Row> days) {
  /** Today and the dates after it that people are shown. */
  static final int DAYS = 60;

  private static final DateTimeFormatter DAY_AND_MONTH = DateTimeFormatter.ofPattern("dd/MM");

  CalendarWords {
    week = List.copyOf(week);
    days = List.copyOf(days);
  }

  /** One weekday and its hours, or that it is a rest day. */
  public record Weekday(String name, String hours) {}

  /**
   * One special day.
   *
   * @param hours or that the counter is closed
   * @param detail kind, status, source
   * @param expected whether a notice may still say else
   */
  public record Row(String date, String hours, String name, String detail, boolean expected) {}

  static CalendarWords of(OfficeCalendar calendar, LocalDate today, Texts texts) {
    LocalDate last = today.plusDays(DAYS - 1L);
    return new CalendarWords(
        season(calendar, today, texts),
        Arrays.stream(DayOfWeek.values())
            .map(day -> weekday(calendar.table(today), day, texts))
            .toList(),
        texts.get("calendar.span", Map.of("from", texts.date(today), "to", texts.date(last))),
        today
            .datesUntil(last.plusDays(1))
            .filter(
                date -> calendar.day(date).special() != null || calendar.extra().containsKey(date))
            .map(date -> row(calendar.day(date), texts))
            .toList());
  }

  private static String season(OfficeCalendar calendar, LocalDate today, Texts texts) {
    return calendar.seasons().stream()
        .filter(season -> season.includes(today))
        .findFirst()
        .filter(season -> !isWholeYear(season))
        .map(
            season ->
                texts.get(
                    "calendar.season",
                    Map.of(
                        "from",
                        DAY_AND_MONTH.format(season.from()),
                        "to",
                        DAY_AND_MONTH.format(season.to()))))
        .orElseGet(() -> texts.get("calendar.all-year"));
  }

  private static boolean isWholeYear(Season season) {
    return season.from().equals(MonthDay.of(1, 1)) && season.to().equals(MonthDay.of(12, 31));
  }

  private static Weekday weekday(List<Session> table, DayOfWeek day, Texts texts) {
    return new Weekday(
        texts.get("weekday." + day.getValue()),
        hours(
            table.stream()
                .filter(session -> session.day() == day)
                .sorted(Comparator.comparing(Session::opens))
                .toList(),
            texts));
  }

  private static String hours(List<Session> sessions, Texts texts) {
    return sessions.isEmpty()
        ? texts.get("calendar.closed")
        : sessions.stream().map(CalendarJson::hours).collect(Collectors.joining(", "));
  }

  private static Row row(WorkingDay day, Texts texts) {
    String date = texts.day(day.date());
    String hours = hours(day.sessions(), texts);
    SpecialDay special = day.special();
    if (special == null) {
      return new Row(date, hours, texts.get("calendar.extra"), "", false);
    }
    List<String> detail = new ArrayList<>();
    detail.add(texts.get("calendar.kind." + special.kind().code()));
    if (special.worksAs() != null) {
      detail.add(
          texts.get(
              "calendar.works-as",
              Map.of("weekday", texts.get("weekday." + special.worksAs().getValue()))));
    }
    detail.add(texts.get("calendar.status." + special.status().code()));
    if (!special.source().isEmpty()) {
      detail.add(special.source());
    }
    return new Row(
        date,
        hours,
        special.name(),
        String.join(" · ", detail),
        special.status() == DayStatus.EXPECTED);
  }
}
