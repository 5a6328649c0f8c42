package vn.daugio.agent.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** Whatever stands before a sample: never more is read of it than was allowed. */
class HttpSampleFuzzTest {
  private static final int MOST = 1_000_000;

  static Stream<byte[]> good() {
    return Stream.of(
            "206 x|Content-Length: 1000000|Content-Range: bytes 0-999999/3000000",
            "206 x|Content-Length: 400000|Content-Range: bytes 0-399999/*",
            "200 OK|Content-Type: application/octet-stream|Content-Length: 400000",
            "100 Continue||HTTP/1.1 200 OK|Content-Length: 999999")
        .map(text -> "HTTP/1.1 " + text.replace("|", "\r\n") + "\r\n\r\n")
        .map(text -> text.getBytes(ISO_8859_1));
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) throws IOException {
    try {
      HttpReader.Head head = HttpReader.head(new ByteArrayInputStream(input));
      long length = HttpSample.length(head, MOST);
      assertThat(length).isBetween((long) HttpSample.LEAST, (long) MOST);
      assertThat(head.status()).isIn(200, 206);
      assertThat(head.headers().get("content-length")).hasSize(1);
    } catch (ProbeException e) {
      assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
    }
  }

  @Test
  void theGoodOnesAreGood() throws IOException {
    for (byte[] input : good().toList()) {
      HttpReader.Head head = HttpReader.head(new ByteArrayInputStream(input));
      assertThat(HttpSample.length(head, MOST)).isIn(List.of(1_000_000L, 400_000L, 999_999L));
    }
  }

  @Test
  void damaged() throws IOException {
    Mutations.run(5_000, 9110, good().toList(), this::read);
  }
}
