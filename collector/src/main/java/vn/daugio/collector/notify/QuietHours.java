package vn.daugio.collector.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.incident.Severity;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Session;

/**
 * When people may be called. From half an hour before a counter opens until it closes for the day
 * everything is told at once, also at noon; at other times only what is severe enough. Pure.
 *
 * @param from the lowest severity for which people are called at any hour
 */
record QuietHours(Severity from) {
  /** As long before opening as the early round. */
  private static final Duration EARLY = Duration.ofMinutes(30);

  /** Longer than any holiday; a calendar without a day in it holds nothing back. */
  private static final int MOST_DAYS = 30;

  /** When a notice that is due may be told. */
  Instant next(OfficeCalendar calendar, Severity severity, Instant due) {
    if (severity.compareTo(from) >= 0) {
      return due;
    }
    LocalDate today = OfficeCalendar.today(due);
    for (int i = 0; i <= MOST_DAYS; i++) {
      LocalDate day = today.plusDays(i);
      Optional<Instant> opens = calendar.firstOpening(day);
      if (opens.isPresent() && due.isBefore(closes(calendar.sessionsOn(day), day))) {
        Instant early = opens.get().minus(EARLY);
        return due.isBefore(early) ? early : due;
      }
    }
    return due;
  }

  private static Instant closes(List<Session> sessions, LocalDate day) {
    Session last = sessions.get(sessions.size() - 1);
    return day.atTime(last.closes()).atZone(OfficeZone.ZONE).toInstant();
  }
}
