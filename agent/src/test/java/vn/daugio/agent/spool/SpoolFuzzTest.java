package vn.daugio.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** Any file in the spool is a report as it was written, or is known to be damaged. */
class SpoolFuzzTest {
  private static final int HEADER = 20;

  static Stream<byte[]> good() {
    return Stream.of(SpoolEntry.pack(0, "{}"), SpoolEntry.pack(7, "{\"a\":\"Mực\"}".repeat(40)));
  }

  @MethodSource("good")
  @FuzzTest
  void unpack(byte[] input) throws IOException {
    try {
      SpoolEntry entry = SpoolEntry.unpack(input);
      assertThat(entry.gzip().length).isEqualTo(input.length - HEADER);
      // a checksum over it was right, so that only what we wrote comes here
      assertThat(entry.json()).isNotNull();
    } catch (SpoolEntry.CorruptEntryException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  /** A payload that is no gzip, as if its checksum were right by chance. */
  @MethodSource("good")
  @FuzzTest
  void payload(byte[] input) {
    try {
      assertThat(new SpoolEntry(0, input).json().length())
          .isLessThanOrEqualTo(Math.max(1, input.length) * 1100);
    } catch (IOException e) {
      assertThat(e).isNotNull();
    }
  }

  @Test
  void damaged() {
    Mutations.run(
        20_000,
        64,
        good().toList(),
        input -> {
          unpack(input);
          payload(input);
        });
  }
}
