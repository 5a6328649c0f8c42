package vn.daugio.agent.uplink;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Waits longer after each failure, and never as long as everybody else. For one thread. */
final class Backoff {
  static final Duration FIRST = Duration.ofSeconds(2);
  static final Duration MOST = Duration.ofMinutes(5);

  private final DoubleSupplier random;
  private int failures;

  /**
   * @param random uniform in [0, 1)
   */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /** The wait after one more failure: between half of the doubled time and all of it. */
  Duration failed() {
    long full = Math.min(MOST.toMillis(), FIRST.toMillis() << Math.min(failures, 20));
    failures++;
    return Duration.ofMillis(full / 2 + (long) (full / 2.0 * random.getAsDouble()));
  }

  void succeeded() {
    failures = 0;
  }
}
