package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Times are in milliseconds from the beginning. */
class RateMeterTest {
  private static final int BYTES = 25_000;

  private static long at(long millis) {
    return Duration.ofMillis(millis).toNanos() + 7;
  }

  @Test
  void theFirstQuarterDoesNotCount() {
    RateMeter meter = new RateMeter(100_000, at(0));
    // what a buffer on the way takes at once, then a steady 25 kB every 100 ms
    for (long millis : new long[] {1, 100, 200, 300}) {
      meter.passed(BYTES, at(millis));
    }
    Transfer transfer = meter.over(0);
    assertThat(transfer.passed()).isEqualTo(100_000);
    assertThat(transfer.counted()).isEqualTo(75_000);
    assertThat(transfer.time()).isEqualTo(Duration.ofMillis(299));
    assertThat(transfer.rate()).isBetween(250_836.0, 250_837.0);
  }

  @Test
  void onASlowLineOneSecondIsEnoughOfAStart() {
    RateMeter meter = new RateMeter(1_000_000, at(0));
    for (long millis = 500; millis <= 3_000; millis += 500) {
      meter.passed(BYTES, at(millis));
    }
    Transfer transfer = meter.over(0);
    assertThat(transfer.counted()).isEqualTo(4 * BYTES);
    assertThat(transfer.time()).isEqualTo(Duration.ofSeconds(2));
    assertThat(transfer.rate()).isEqualTo(50_000);
  }

  @Test
  void whatABufferTookIsNoProofOfTheLine() {
    RateMeter meter = new RateMeter(100_000, at(0));
    for (long millis : new long[] {1, 2, 3, 4}) {
      meter.passed(BYTES, at(millis));
    }
    Transfer transfer = meter.over(50_000);
    assertThat(transfer.rate()).isEqualTo(25e6);
    assertThat(transfer.atLeast()).isBetween(8.33e6, 8.34e6);
    assertThat(new Transfer(100, 100, Duration.ofSeconds(1), 500).atLeast()).isZero();
  }

  @Test
  void nothingOrOneBurstHasNoRate() {
    assertThat(new RateMeter(100, at(0)).over(0))
        .isEqualTo(new Transfer(0, 0, Duration.ZERO, 0))
        .extracting(Transfer::rate, Transfer::atLeast)
        .containsExactly(0.0, 0.0);
    RateMeter burst = new RateMeter(100, at(0));
    burst.passed(100, at(3));
    assertThat(burst.over(0)).isEqualTo(new Transfer(100, 0, Duration.ZERO, 0));
  }
}
