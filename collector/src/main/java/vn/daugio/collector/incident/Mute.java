package vn.daugio.collector.incident;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.state.Subject;

/**
 * A person's wish that nothing is told about something until a moment.
 *
 * @param id a number, from 1
 * @param site {@code commune/site}
 * @param target null: all of the site
 * @param check null: all of the target
 * @param until exclusive; at most {@link #LONGEST} after {@code from}
 * @param why for people
 * @param owner the code of the role that answers for it
 * @param author the role that muted
 */
public record Mute(
    long id,
    String site,
    @Nullable String target,
    @Nullable String check,
    Instant from,
    Instant until,
    String why,
    String owner,
    String author) {
  /** Whoever wants longer has to think of it again. */
  public static final Duration LONGEST = Duration.ofDays(7);

  boolean covers(Subject subject, Instant now) {
    return site.equals(subject.site())
        && (target == null || target.equals(subject.target()))
        && (check == null || check.equals(subject.check()))
        && !now.isBefore(from)
        && now.isBefore(until);
  }
}
