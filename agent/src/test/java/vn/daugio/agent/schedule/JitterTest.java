package vn.daugio.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JitterTest {
  private static final int MACHINES = 200_000;

  @Test
  void twoHundredThousandMachinesSpreadEvenlyOverTheSeconds() {
    int[] perSecond = new int[20 * 60];
    for (int i = 0; i < MACHINES; i++) {
      String site = "xa-%04d/tru-so".formatted(i / 50);
      double fraction = Jitter.fraction(site, "OC-Q%d-%02d".formatted(i % 5, i % 50));
      perSecond[(int) Jitter.within(Duration.ofMinutes(20), fraction).toSeconds()]++;
    }
    double expected = MACHINES / (double) perSecond.length;
    double chiSquare =
        Arrays.stream(perSecond).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    // 1199 degrees of freedom: mean 1199, standard deviation 49; five of them is far out
    assertThat(chiSquare).isBetween(1199 - 5 * 49.0, 1199 + 5 * 49.0);
    assertThat(Arrays.stream(perSecond).max().orElseThrow()).isLessThan(260);
  }

  @Test
  void theSlotOfAMachineNeverMoves() {
    assertThat(Jitter.fraction("dai-dong/tru-so", "OC-Q1-01"))
        .isEqualTo(Jitter.fraction("dai-dong/tru-so", "OC-Q1-01"))
        .isNotEqualTo(Jitter.fraction("dai-dong/tru-so", "OC-Q1-02"));
  }

  @Test
  void aSlotLiesBeforeTheEndOfItsSpan() {
    assertThat(Jitter.within(Duration.ofMinutes(5), Math.nextDown(1.0)))
        .isEqualTo(Duration.ofMillis(299_999));
    assertThat(Jitter.within(Duration.ofMinutes(5), 0)).isEqualTo(Duration.ZERO);
  }
}
