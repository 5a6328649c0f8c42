package vn.daugio.agent.os;

import java.time.Duration;

/** A point on the monotonic clock by which something has to be over; clock jumps do not move it. */
public final class Deadline {
  private final long endNanos;

  private Deadline(long endNanos) {
    this.endNanos = endNanos;
  }

  public static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** The time left; never negative. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  /**
   * The time left, at most {@code most}: the timeout of one step. Never zero, which means forever.
   */
  public Duration atMost(Duration most) {
    Duration left = remaining();
    Duration step = left.compareTo(most) < 0 ? left : most;
    return step.toMillis() < 1 ? Duration.ofMillis(1) : step;
  }

  public boolean isOver() {
    return remaining().isZero();
  }
}
