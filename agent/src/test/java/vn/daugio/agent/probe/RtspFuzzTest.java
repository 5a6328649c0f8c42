package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** Any first line is a status code or unreadable. */
class RtspFuzzTest {
  static Stream<byte[]> good() {
    return Stream.of("RTSP/1.0 200 OK", "RTSP/2.0 401", "RTSP/1.0 503 Service Unavailable")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) {
    String line = new String(input, StandardCharsets.UTF_8);
    try {
      assertThat(RtspOptions.status(line)).isBetween(100, 599);
      assertThat(line).startsWith("RTSP/");
    } catch (ProbeException e) {
      assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
    }
  }

  @Test
  void damaged() {
    Mutations.run(20_000, 2326, good().toList(), this::read);
  }
}
