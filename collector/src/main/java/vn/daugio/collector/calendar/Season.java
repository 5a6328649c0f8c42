package vn.daugio.collector.calendar;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import vn.daugio.protocol.Session;

/**
 * Opening hours of a part of every year.
 *
 * @param from the first day
 * @param to the last day, included; before {@code from} when the season goes over New Year
 * @param sessions the weekday table; a weekday without session is a rest day
 */
public record Season(MonthDay from, MonthDay to, List<Session> sessions) {
  public Season {
    sessions = List.copyOf(sessions);
  }

  public static Season wholeYear(List<Session> sessions) {
    return new Season(MonthDay.of(1, 1), MonthDay.of(12, 31), sessions);
  }

  public boolean includes(LocalDate date) {
    return includes(MonthDay.from(date));
  }

  public boolean includes(MonthDay day) {
    boolean started = !day.isBefore(from);
    boolean going = !day.isAfter(to);
    return from.isAfter(to) ? started || going : started && going;
  }
}
