package vn.daugio.collector.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The promise that what is down works again within 24 hours, by the clock on the wall: nights and
 * days off count. It runs from the first failed observation to the first good one of the confirmed
 * recovery. Pure.
 *
 * @param openedAt the first failed observation
 * @param recoveredAt the first good observation of the confirmed recovery; null: still down
 * @param now what the clock says; without meaning once it is recovered
 */
public record RecoveryClock(Instant openedAt, @Nullable Instant recoveredAt, Instant now) {
  /** What the office has promised. */
  public static final Duration PROMISED = Duration.ofHours(24);

  /** How far the promise is used up, in order; each begins at its share of the 24 hours. */
  public enum Stage {
    RUNNING(0),
    HALF(50),
    LATE(80),
    OVERDUE(100);

    private final int percent;

    Stage(int percent) {
      this.percent = percent;
    }

    /** Where it begins, in per cent of the 24 hours. */
    public int percent() {
      return percent;
    }

    /** As programs read it: running, 50, 80, overdue. */
    public String code() {
      return this == HALF || this == LATE
          ? Integer.toString(percent)
          : name().toLowerCase(Locale.ROOT);
    }
  }

  public static RecoveryClock of(Incident incident, Instant now) {
    return new RecoveryClock(incident.openedAt(), incident.recoveredAt(), now);
  }

  /** How long it was, or has been, down; never negative. */
  public Duration used() {
    Instant end = recoveredAt == null ? now : recoveredAt;
    Duration used = Duration.between(openedAt, end);
    return used.isNegative() ? Duration.ZERO : used;
  }

  /** The used share of the 24 hours; 1 is all of it, more is too late. */
  public double share() {
    return (double) used().toMillis() / PROMISED.toMillis();
  }

  /** What is left of the 24 hours; zero when nothing is. */
  public Duration left() {
    Duration left = PROMISED.minus(used());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The last moment of a recovery in time. */
  public Instant dueAt() {
    return at(Stage.OVERDUE);
  }

  /** When a stage begins, if nothing recovers before. */
  public Instant at(Stage stage) {
    return openedAt.plus(PROMISED.multipliedBy(stage.percent()).dividedBy(100));
  }

  /** The stage of now, or the one in which it was recovered. */
  public Stage stage() {
    Instant end = openedAt.plus(used());
    if (isBreached() || (recoveredAt == null && !end.isBefore(dueAt()))) {
      return Stage.OVERDUE;
    }
    if (end.isBefore(at(Stage.HALF))) {
      return Stage.RUNNING;
    }
    return end.isBefore(at(Stage.LATE)) ? Stage.HALF : Stage.LATE;
  }

  /** Whether the promise is broken: exactly 24 hours keep it. */
  public boolean isBreached() {
    return used().compareTo(PROMISED) > 0;
  }
}
