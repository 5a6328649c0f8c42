package vn.daugio.agent.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** Any bytes are a response to our call with a status of SIP, or none. */
class SipFuzzTest {
  static Stream<byte[]> good() {
    return Stream.of(
            "SIP/2.0 200 OK\r\nVia: x\r\nCall-ID: abc\r\nCSeq: 1 OPTIONS\r\n\r\nv=0",
            "SIP/2.0 404 Not Found\r\ni : abc\r\ncseq:1  OPTIONS",
            "SIP/2.0 100\r\nCall-ID: abc\r\nCSeq: 1 OPTIONS\r\n")
        .map(text -> text.getBytes(UTF_8));
  }

  private static OptionalInt status(String text) {
    return SipReader.status(List.of(text.split("\r?\n", SipReader.MOST_LINES)), "abc");
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) {
    OptionalInt status = status(new String(input, UTF_8));
    status.ifPresent(code -> assertThat(code).isBetween(100, 699));
  }

  @Test
  void damaged() {
    Mutations.run(20_000, 3261, good().toList(), this::read);
  }

  @Test
  void onlyAResponseToThisCallCounts() {
    assertThat(good().map(one -> status(new String(one, UTF_8))))
        .containsExactly(OptionalInt.of(200), OptionalInt.of(404), OptionalInt.of(100));
    assertThat(status("SIP/2.0 200 OK\r\nCall-ID: abd\r\nCSeq: 1 OPTIONS\r\n")).isEmpty();
    assertThat(status("SIP/2.0 200 OK\r\nCall-ID: abc\r\nCSeq: 1 INVITE\r\n")).isEmpty();
    assertThat(status("SIP/2.0 200 OK\r\n\r\nCall-ID: abc\r\nCSeq: 1 OPTIONS\r\n")).isEmpty();
    assertThat(status("OPTIONS sip:a SIP/2.0\r\nCall-ID: abc\r\nCSeq: 1 OPTIONS\r\n")).isEmpty();
    assertThat(status("")).isEmpty();
  }
}
