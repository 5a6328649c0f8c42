package vn.daugio.agent.schedule;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.daugio.protocol.Session;

/**
 * The hours of each date.
 *
 * @param week the hours of the weekdays
 * @param special dates with hours of their own; they count before {@code daysOff}
 */
record OpeningHours(
    List<Session> week, Set<LocalDate> daysOff, Map<LocalDate, List<Session>> special) {
  OpeningHours {
    week = List.copyOf(week);
    daysOff = Set.copyOf(daysOff);
    special = Map.copyOf(special);
  }

  /** By their beginning; empty: closed. */
  List<Session> on(LocalDate date) {
    List<Session> own = special.get(date);
    List<Session> sessions =
        own != null ? own : daysOff.contains(date) ? List.of() : ofWeekday(date);
    return sessions.stream().sorted(Comparator.comparing(Session::opens)).toList();
  }

  private List<Session> ofWeekday(LocalDate date) {
    return week.stream().filter(session -> session.day() == date.getDayOfWeek()).toList();
  }
}
