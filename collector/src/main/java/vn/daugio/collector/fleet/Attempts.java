package vn.daugio.collector.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many wrong join codes were tried lately, by anybody. */
final class Attempts {
  static final int MOST = 10;
  static final Duration WINDOW = Duration.ofMinutes(1);

  private final Deque<Instant> wrong = new ArrayDeque<>();

  synchronized boolean tooMany(Instant now) {
    wrong.removeIf(at -> at.isBefore(now.minus(WINDOW)) || at.isAfter(now));
    return wrong.size() >= MOST;
  }

  synchronized void addWrong(Instant now) {
    wrong.add(now);
  }
}
