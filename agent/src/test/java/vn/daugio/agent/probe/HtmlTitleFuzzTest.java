package vn.daugio.agent.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** Any page has no title or one of a line of bounded length. */
class HtmlTitleFuzzTest {
  static Stream<byte[]> good() {
    return Stream.of(
            "<!doctype html><html><head><TITLE lang=vi>Cổng &amp; trang\n\t&#x111;i&#7879;n</TITLE>",
            "<!-- <title>a</title> --><script>'<title>b</title>'</script><style>x</style>"
                + "<title >c</title><title>d</title>",
            "<svg><title>e</title></svg>",
            "<title>&nbsp;&unknown;&#0;&#xfffffF;&#55296;</title>")
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("good")
  @FuzzTest
  void of(byte[] input) {
    Optional<String> title = HtmlTitle.of(new String(input, UTF_8));
    title.ifPresent(
        text ->
            assertThat(text)
                .isNotBlank()
                .isEqualTo(text.strip())
                .hasSizeLessThanOrEqualTo(HtmlTitle.LONGEST)
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]|  "));
  }

  @Test
  void damaged() {
    Mutations.run(20_000, 5, good().toList(), this::of);
  }

  @Test
  void theGoodOnesAreRead() {
    assertThat(good().map(page -> HtmlTitle.of(new String(page, UTF_8))))
        .containsExactly(
            Optional.of("Cổng & trang điện"),
            Optional.of("c"),
            Optional.empty(),
            Optional.of("&unknown;"));
    assertThat(HtmlTitle.of("<title>" + "ab".repeat(5_000) + "</title>"))
        .hasValueSatisfying(text -> assertThat(text).hasSize(HtmlTitle.LONGEST));
    assertThat(HtmlTitle.of("<titles>x</titles><title>y")).isEmpty();
  }
}
