package vn.daugio.protocol;

import io.avaje.jsonb.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * A date whose opening hours are not those of its weekday.
 *
 * @param date in Vietnam's time
 * @param sessions all the hours of this date, in order; their {@code day} is the date's own
 *     weekday; empty: closed
 */
@Json
public record SpecialHours(LocalDate date, List<Session> sessions) {
  public SpecialHours {
    Objects.requireNonNull(date, "date");
    sessions = List.copyOf(sessions);
  }
}
