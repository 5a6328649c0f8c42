package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** Any lines are variables within bounds, or a failure with its kind. */
class NutFuzzTest {
  static Stream<byte[]> good() {
    return Stream.of(
            "BEGIN LIST VAR a\nVAR a ups.status \"OL\"\nVAR a ups.load \"2\\\"8\\\\\"\nEND LIST VAR a",
            "ERR DATA-STALE",
            "ERR UNKNOWN-UPS")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) {
    NutReader reader = new NutReader("a");
    try {
      for (String line : new String(input, StandardCharsets.UTF_8).split("\n", -1)) {
        if (!reader.take(line)) {
          break;
        }
      }
    } catch (ProbeException e) {
      assertThat(String.valueOf(e.getMessage())).startsWith("nut: ").hasSizeLessThan(60);
    }
    assertThat(reader.variables()).hasSizeLessThanOrEqualTo(500);
  }

  @Test
  void damaged() {
    Mutations.run(20_000, 9271, good().toList(), this::read);
  }
}
