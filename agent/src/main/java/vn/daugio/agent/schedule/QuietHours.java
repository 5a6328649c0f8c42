package vn.daugio.agent.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Session;

/**
 * The time in which a line may be loaded: once a day, after the counter has closed. A machine that
 * was off then, or is new, makes up for it in the next break, and keeps to that break as long as it
 * is on in it: twice in 20 hours would be more than was allowed. Never in a session, nor in the
 * half hour before the first of a day.
 */
public final class QuietHours {
  /** On a day without sessions. */
  private static final LocalTime USUAL_CLOSING = LocalTime.of(17, 0);

  /** Half an hour, and the minute that a sample lasts at most. */
  private static final Duration BEFORE_FIRST = Duration.ofMinutes(31);

  /** What begins now has to be over when the counter opens again. */
  private static final Duration BEFORE_OTHERS = Duration.ofMinutes(2);

  /** The machines of a province shall not all begin at the stroke of the clock. */
  private static final Duration SPREAD = Duration.ofMinutes(30);

  /** What was made up for at noon is not asked again the same evening. */
  private static final Duration LEAST_APART = Duration.ofHours(20);

  private static final Duration RETRY_BLOCKED = Duration.ofMinutes(15);

  private final OpeningHours hours;
  private final Duration jitter;

  QuietHours(OpeningHours hours, double fraction) {
    this.hours = hours;
    this.jitter = Jitter.within(SPREAD, fraction);
  }

  /**
   * @param last null when the subject was never judged
   */
  public boolean isDue(Instant now, @Nullable LastRun last) {
    if (isBusy(now)) {
      return false;
    }
    if (last != null
        && last.blocked()
        && !last.at().isAfter(now)
        && last.at().plus(RETRY_BLOCKED).isAfter(now)) {
      return false;
    }
    @Nullable Instant asked = last == null ? null : last.askedAt();
    // a clock that was set back must not put it off for as long as it was wrong
    return asked == null
        || asked.isAfter(now)
        || (asked.isBefore(newestSlot(now)) && !asked.plus(LEAST_APART).isAfter(now));
  }

  /** In a session, shortly before one, or shortly after. */
  boolean isBusy(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, OfficeZone.ZONE);
    return isBusy(now, today) || isBusy(now, today.plusDays(1));
  }

  private boolean isBusy(Instant now, LocalDate day) {
    Duration before = BEFORE_FIRST;
    for (Session session : hours.on(day)) {
      Instant from = at(day, session.opens()).minus(before);
      Instant to = at(day, session.closes()).plus(jitter);
      if (!now.isBefore(from) && now.isBefore(to)) {
        return true;
      }
      before = BEFORE_OTHERS;
    }
    return false;
  }

  private Instant newestSlot(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, OfficeZone.ZONE);
    Instant slot = slot(today);
    return slot.isAfter(now) ? slot(today.minusDays(1)) : slot;
  }

  /** This machine's place on one day. */
  private Instant slot(LocalDate day) {
    LocalTime closing =
        hours.on(day).stream().map(Session::closes).max(LocalTime::compareTo).orElse(USUAL_CLOSING);
    return at(day, closing).plus(jitter);
  }

  private static Instant at(LocalDate day, LocalTime time) {
    return ZonedDateTime.of(day, time, OfficeZone.ZONE).toInstant();
  }
}
