package vn.daugio.agent.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How much the time of a way there and back varies. */
public final class Jitter {
  private Jitter() {}

  /**
   * Mean difference of consecutive round trips in seconds (RFC 3550 section 6.4.1, unsmoothed);
   * empty for fewer than two.
   */
  public static Optional<Double> of(List<Duration> roundTrips) {
    if (roundTrips.size() < 2) {
      return Optional.empty();
    }
    double sum = 0;
    for (int i = 1; i < roundTrips.size(); i++) {
      sum += Math.abs(seconds(roundTrips.get(i)) - seconds(roundTrips.get(i - 1)));
    }
    return Optional.of(sum / (roundTrips.size() - 1));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
