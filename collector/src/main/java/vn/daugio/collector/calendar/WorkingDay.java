package vn.daugio.collector.calendar;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Session;

/**
 * One date of a site and why it is off or working.
 *
 * @param special what makes it differ from its weekday; null: nothing
 * @param sessions the opening hours in order, without overlap; empty: closed
 */
public record WorkingDay(LocalDate date, @Nullable SpecialDay special, List<Session> sessions) {
  public WorkingDay {
    sessions = List.copyOf(sessions);
  }

  public boolean isWorking() {
    return !sessions.isEmpty();
  }

  /** Why it is off, for people; null on a working day and on a plain rest day. */
  public @Nullable String offName() {
    return special != null && special.kind().isOff() && !isWorking() ? special.name() : null;
  }
}
