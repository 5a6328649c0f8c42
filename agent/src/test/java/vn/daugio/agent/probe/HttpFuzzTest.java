package vn.daugio.agent.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** Any bytes from a web server or a device are an answer within bounds, or MALFORMED. */
class HttpFuzzTest {
  static Stream<byte[]> good() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    zipped.writeBytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".getBytes(ISO_8859_1));
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(new byte[HttpReader.MOST_BODY + 100]);
    }
    return Stream.concat(
        Stream.of(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1258\r\n"
                    + "Content-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nT: u\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404 none\n\nabc",
                "HTTP/1.1 304 x\r\nContent-Length: 9\r\n\r\n")
            .map(text -> text.getBytes(ISO_8859_1)),
        Stream.of(zipped.toByteArray()));
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) throws IOException {
    try {
      HttpAnswer answer = HttpReader.read(new ByteArrayInputStream(input));
      assertThat(answer.status()).isBetween(200, 599);
      assertThat(answer.body().length()).isLessThanOrEqualTo(HttpReader.MOST_BODY);
      assertThat(answer.headers().toString().length())
          .isLessThanOrEqualTo(3 * Math.min(HttpReader.MOST_HEAD, input.length) + 2);
      HttpReader.Raw raw = HttpReader.raw(new ByteArrayInputStream(input));
      assertThat(raw.body().length).isLessThanOrEqualTo(HttpReader.MOST_BODY);
      assertThat(raw.bodyCut()).isEqualTo(answer.bodyCut());
    } catch (ProbeException e) {
      assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
    }
  }

  @Test
  void damaged() throws IOException {
    Mutations.run(5_000, 9112, good().toList(), this::read);
  }
}
