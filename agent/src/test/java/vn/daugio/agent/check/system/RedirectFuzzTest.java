package vn.daugio.agent.check.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.probe.Cookies;
import vn.daugio.agent.probe.HttpAnswer;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.testing.Mutations;
import vn.daugio.protocol.Access;

/** What a server asks a browser to do next adds no line to a request, whatever it writes. */
class RedirectFuzzTest {
  private static final URI FROM = URI.create("https://a.vn/x/y?z=1");

  static Stream<byte[]> locations() {
    return Stream.of(
            "https://b.vn:8443/đ?a=b#c",
            "//b.vn",
            "?q=1 2",
            "../%41/./c",
            "/\r\nHost: evil",
            "mailto:a@b",
            "http://[::1]/")
        .map(text -> text.getBytes(ISO_8859_1));
  }

  static Stream<byte[]> cookies() {
    return Stream.of("seen=1; Path=/; HttpOnly", "a=b", "=", "a=\"b\"; Expires=Mon, 1 Jan")
        .map(text -> text.getBytes(ISO_8859_1));
  }

  private static HttpAnswer answer(String header, byte[] value) {
    return new HttpAnswer(302, Map.of(header, List.of(new String(value, ISO_8859_1))), "", false);
  }

  @MethodSource("locations")
  @FuzzTest
  void location(byte[] input) {
    try {
      Redirect.target(FROM, answer("location", input))
          .ifPresent(
              target -> {
                assertThat(target.getScheme()).matches("(?i)https?");
                assertThat(target.getHost()).isNotEmpty();
                assertThat(target.toString()).doesNotContainPattern("[\\x00-\\x20]");
                assertThat(Redirect.isPermitted(FROM, target, Access.WebDetail.NONE))
                    .isIn(true, false);
              });
    } catch (ProbeException e) {
      assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
    }
  }

  @MethodSource("cookies")
  @FuzzTest
  void cookie(byte[] input) {
    Cookies cookies = new Cookies();
    cookies.keep("A.vn", answer("set-cookie", input));
    for (int i = 0; i < 30; i++) {
      cookies.keep("a.vn", answer("set-cookie", ("c" + i + "=d").getBytes(ISO_8859_1)));
    }
    assertThat(cookies.of("a.VN")).hasSizeLessThan(30_000).doesNotContainPattern("[\\x00-\\x1f]");
    assertThat(cookies.of("b.vn")).isEmpty();
  }

  @Test
  void damaged() {
    Mutations.run(20_000, 9110, locations().toList(), this::location);
    Mutations.run(5_000, 6265, cookies().toList(), this::cookie);
  }

  @Test
  void aCookieIsSentBackAsItCame() {
    Cookies cookies = new Cookies();
    cookies.keep("a.vn", answer("set-cookie", "seen=1; Path=/".getBytes(ISO_8859_1)));
    cookies.keep("a.vn", answer("set-cookie", "b=c d".getBytes(ISO_8859_1)));
    cookies.keep("a.vn", answer("set-cookie", "b=\"e\"".getBytes(ISO_8859_1)));
    assertThat(cookies.of("a.vn")).isEqualTo("seen=1; b=\"e\"");
  }
}
