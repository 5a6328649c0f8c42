package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpReaderTest {
  private static final String CHUNKED =
      """
      HTTP/1.1 200 OK
      Transfer-Encoding: Chunked
      X: 1
      x: 2

      3;a=b
      abc
      2
      de
      0
      Trailer: t

      the next answer
      """
          .replace("\n", "\r\n");

  private static HttpAnswer read(String text) throws IOException {
    return HttpReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void bodiesOfAllThreeKinds() throws IOException {
    assertThat(read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef").body()).isEqualTo("abc");
    assertThat(read("HTTP/1.0 200\nA: b\n\nto the end").body()).isEqualTo("to the end");
    HttpAnswer chunked = read(CHUNKED);
    assertThat(chunked)
        .isEqualTo(
            new HttpAnswer(
                200,
                Map.of("transfer-encoding", List.of("Chunked"), "x", List.of("1", "2")),
                "abcde",
                false));
    assertThat(chunked.header("X")).contains("1");
  }

  @Test
  void interimAnswersAndAnswersWithoutBody() throws IOException {
    assertThat(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 304 x\r\nContent-Length: 9\r\n\r\n"))
        .isEqualTo(new HttpAnswer(304, Map.of("content-length", List.of("9")), "", false));
  }

  @Test
  void charsets() throws IOException {
    byte[] latin =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"ISO-8859-1\"\r\n\r\né"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(HttpReader.read(new ByteArrayInputStream(latin)).body()).isEqualTo("é");
    assertThat(read("HTTP/1.1 200 OK\r\nContent-Type: x; charset=none-such\r\n\r\nđăng").body())
        .isEqualTo("đăng");
  }

  @Test
  void aLongBodyIsCut() throws IOException {
    HttpAnswer answer =
        read("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n" + "x".repeat(300_000));
    assertThat(answer.bodyCut()).isTrue();
    assertThat(answer.body()).hasSize(256 * 1024);
  }

  @Test
  void aCompressedBodyThatWouldFillTheMemoryIsCut() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(new byte[10_000_000]);
    }
    HttpAnswer answer = HttpReader.read(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(answer.bodyCut()).isTrue();
    assertThat(answer.body()).hasSize(256 * 1024);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/1.1 999 x\r\n\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\n folded: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: br\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip",
        "HTTP/1.1 200 OK\r\n"
      })
  void malformed(String text) {
    assertThat(failureOf(text)).isEqualTo(ProbeFailure.MALFORMED);
  }

  @Test
  void aHeadWithoutEndAndInterimAnswersWithoutEnd() {
    assertThat(failureOf("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(20_000)))
        .isEqualTo(ProbeFailure.MALFORMED);
    assertThat(failureOf("HTTP/1.1 100 Continue\r\n\r\n".repeat(100)))
        .isEqualTo(ProbeFailure.MALFORMED);
  }

  private static ProbeFailure failureOf(String text) {
    try {
      throw new AssertionError("read: " + read(text));
    } catch (ProbeException e) {
      return e.failure();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anyBytesAreAnAnswerOrMalformed() throws IOException {
    Random random = new Random(20261123);
    byte[] seed = CHUNKED.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = seed.clone();
      for (int edits = random.nextInt(6); edits >= 0; edits--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        HttpAnswer answer =
            HttpReader.read(new ByteArrayInputStream(bytes, 0, random.nextInt(bytes.length + 1)));
        assertThat(answer.status()).isBetween(200, 599);
      } catch (ProbeException e) {
        assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
      }
    }
  }
}
