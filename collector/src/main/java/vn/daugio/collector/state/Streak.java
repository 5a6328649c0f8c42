package vn.daugio.collector.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive observations of one kind. It is consecutive, not cumulative: the opposite kind sets
 * it back to none.
 *
 * @param count how many, saturating at {@link #MOST} so that a steady state stays an equal record
 * @param since the first of them; null when none
 */
public record Streak(int count, @Nullable Instant since) {
  public static final Streak NONE = new Streak(0, null);

  /** No threshold is larger. */
  public static final int MOST = 20;

  /** With one more of its kind. */
  public Streak next(Instant at) {
    return new Streak(Math.min(MOST, count + 1), since == null ? at : since);
  }
}
