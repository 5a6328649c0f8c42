package vn.daugio.collector.notify;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** How long until the next attempt. */
final class Retries {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** What another side may ask for at most; more is taken for a mistake of its own. */
  private static final Duration MOST_ASKED = Duration.ofHours(1);

  /** Up to this share is added by chance, so that not all come back at the same moment. */
  private static final double JITTER = 0.25;

  private final DoubleSupplier chance;

  /**
   * @param chance numbers from 0 to 1, 1 excluded
   */
  Retries(DoubleSupplier chance) {
    this.chance = chance;
  }

  /**
   * Doubles from attempt to attempt, up to the longest; never shorter than the other side asked.
   *
   * @param attempts so far, from 1
   */
  Duration pause(int attempts, @Nullable Duration asked) {
    Duration pause = FIRST.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 16));
    Duration bounded = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    long jitter = (long) (bounded.toMillis() * JITTER * chance.getAsDouble());
    Duration own = bounded.plusMillis(jitter);
    if (asked == null || asked.compareTo(own) <= 0) {
      return own;
    }
    return asked.compareTo(MOST_ASKED) > 0 ? MOST_ASKED : asked;
  }
}
