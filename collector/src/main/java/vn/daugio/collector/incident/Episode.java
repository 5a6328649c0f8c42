package vn.daugio.collector.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One outage of one subject, as the observations tell it.
 *
 * @param openedAt the first bad observation
 * @param openingSeenAt the observation that confirmed it
 * @param recoveredAt the first good observation of the confirmed recovery; null: not over
 * @param recoverySeenAt the observation that confirmed the recovery; null: not over
 * @param flappingSince the observation that showed that it comes and goes; null: it does not
 * @param reopened how often it came back soon after a recovery
 */
public record Episode(
    Instant openedAt,
    Instant openingSeenAt,
    @Nullable Instant recoveredAt,
    @Nullable Instant recoverySeenAt,
    @Nullable Instant flappingSince,
    int reopened) {

  /** One that has begun and was confirmed by an observation at a moment. */
  public static Episode begun(Instant at, Instant seenAt) {
    return new Episode(at, seenAt, null, null, null, 0);
  }

  public boolean isOpen() {
    return recoveredAt == null;
  }

  /** It is over. */
  public Episode recovered(Instant at, Instant seenAt) {
    return new Episode(openedAt, openingSeenAt, at, seenAt, null, reopened);
  }

  Episode reopened(@Nullable Instant flapping) {
    return new Episode(openedAt, openingSeenAt, null, null, flapping, reopened + 1);
  }

  /** It began at another moment than was thought. */
  public Episode from(Instant at) {
    return new Episode(at, openingSeenAt, recoveredAt, recoverySeenAt, flappingSince, reopened);
  }

  Episode flapping(@Nullable Instant since) {
    return new Episode(openedAt, openingSeenAt, recoveredAt, recoverySeenAt, since, reopened);
  }
}
