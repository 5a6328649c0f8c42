package vn.daugio.agent.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.CheckType;

/** How often each check type runs beside the rounds. */
public final class Cadence {
  /** After a change from or to FAIL the next look comes this soon, so that a streak is short. */
  static final Duration CONFIRM_AFTER = Duration.ofSeconds(30);

  private static final Duration LEAST = Duration.ofSeconds(10);

  private final Map<String, Long> every;

  /**
   * @param every per check code: seconds between two judgements, where they differ from the
   *     catalogue
   */
  public Cadence(Map<String, Long> every) {
    this.every = Map.copyOf(every);
  }

  /** The watch interval; empty when only the rounds or the quiet hours run this type. */
  public Optional<Duration> interval(CheckType type) {
    if (type.isOutsideHours()) {
      return Optional.empty();
    }
    @Nullable Long seconds = every.get(type.code());
    if (seconds == null || seconds <= 0) {
      return type.every();
    }
    Duration least = isFloor(type) || type.isApart() ? type.every().orElse(LEAST) : LEAST;
    Duration wanted = Duration.ofSeconds(Math.min(seconds, 366 * 86_400L));
    return Optional.of(wanted.compareTo(least) < 0 ? least : wanted);
  }

  /** Whether a round runs this type. */
  public boolean runsIn(Tick tick, CheckType type) {
    if (type.isOutsideHours()) {
      return false;
    }
    return type.isApart()
        ? tick.kind() == RoundKind.NOW
        : tick.full() || interval(type).isPresent();
  }

  /**
   * When this subject is due by its interval.
   *
   * @param last null when it was never judged
   * @return {@code now} or earlier when it is due; empty when only the rounds run it
   */
  public Optional<Instant> nextWatch(CheckType type, @Nullable LastRun last, Instant now) {
    Optional<Duration> interval = interval(type);
    if (interval.isEmpty() || last == null) {
      return interval.map(every -> now);
    }
    Duration wait = interval.get();
    if (last.changed() && !isFloor(type) && wait.compareTo(CONFIRM_AFTER) > 0) {
      wait = CONFIRM_AFTER;
    }
    // a clock that was set back must not silence the watch for as long as it was wrong
    return Optional.of(last.at().isAfter(now.plus(wait)) ? now : last.at().plus(wait));
  }

  /** Whether a subject that was blocked may be looked at again before its interval is over. */
  public boolean mayAsk(CheckType type, LastRun last, Instant now) {
    @Nullable Instant asked = last.askedAt();
    return !isFloor(type)
        || asked == null
        || asked.isAfter(now)
        || interval(type).map(wait -> !asked.plus(wait).isAfter(now)).orElse(true);
  }

  /** Other people's servers are asked no more often than their interval, whatever happened. */
  private static boolean isFloor(CheckType type) {
    return type == CheckType.SYSTEM_WEB;
  }
}
