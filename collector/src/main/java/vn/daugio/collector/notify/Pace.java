package vn.daugio.collector.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many letters in any minute. */
final class Pace {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int most;
  private final Deque<Instant> sent = new ArrayDeque<>();

  /**
   * @param most letters a minute; 0: no limit
   */
  Pace(int most) {
    this.most = most;
  }

  synchronized boolean isFree(Instant now) {
    // a clock that was set back must not hold letters until it has caught up
    sent.removeIf(at -> !at.isAfter(now.minus(MINUTE)) || at.isAfter(now));
    return most == 0 || sent.size() < most;
  }

  synchronized void used(Instant now) {
    if (most > 0) {
      sent.addLast(now);
    }
  }
}
