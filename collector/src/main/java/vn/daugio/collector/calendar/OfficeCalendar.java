package vn.daugio.collector.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Session;

/**
 * The opening hours of one site.
 *
 * @param sessions the weekday table; a weekday without session is a rest day
 * @param daysOff dates on which the counter stays closed, with their names
 */
public record OfficeCalendar(List<Session> sessions, SortedMap<LocalDate, String> daysOff) {
  public OfficeCalendar {
    sessions = List.copyOf(sessions);
    daysOff = new TreeMap<>(daysOff);
  }

  public static LocalDate today(Instant now) {
    return now.atZone(OfficeZone.ZONE).toLocalDate();
  }

  /** The opening hours of a date, in order; empty on a day off. */
  public List<Session> sessionsOn(LocalDate date) {
    if (daysOff.containsKey(date)) {
      return List.of();
    }
    return sessions.stream()
        .filter(session -> session.day() == date.getDayOfWeek())
        .sorted(Comparator.comparing(Session::opens))
        .toList();
  }

  public boolean isWorkingDay(LocalDate date) {
    return !sessionsOn(date).isEmpty();
  }

  /** When the counter opens for the first time on a date; empty on a day off. */
  public Optional<Instant> firstOpening(LocalDate date) {
    return sessionsOn(date).stream()
        .findFirst()
        .map(session -> date.atTime(session.opens()).atZone(OfficeZone.ZONE).toInstant());
  }
}
