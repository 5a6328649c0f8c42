package vn.daugio.collector.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.incident.Notice;
import vn.daugio.protocol.Language;

class SyslogLineTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:13:05.123456Z");
  private static final String DATA =
      "[daugio@32473 key=\"daugio-12-opened\" severity=\"high\" incident=\"12\""
          + " cause=\"main-line\" site=\"dai-dong/tru-so\" target=\"duong-chinh\""
          + " check=\"internet.link\" reason=\"internet.unreachable\"]";

  private static String line(SyslogLine.Body body, Letter letter, int most) {
    return new String(
        new SyslogLine(16, "giam-sat", 32473, body, Language.VI).of(letter, NOW, most), UTF_8);
  }

  @Test
  void aLetterIsOneLineWithItsDataAndItsText() {
    assertThat(line(SyslogLine.Body.PLAIN, TestLetters.opened(), 8192))
        .isEqualTo(
            "<131>1 2026-11-23T00:13:05.123Z giam-sat daugio - opened "
                + DATA
                + " \uFEFFSự cố: Đường truyền Internet tại Trụ sở, Xã Đại Đồng."
                + " https://collector.example/incidents/12");
  }

  @Test
  void aRecoveryAndATestAreInformation() {
    assertThat(line(SyslogLine.Body.PLAIN, TestLetters.recovered(), 8192))
        .startsWith("<134>1 ")
        .contains(" daugio - recovered [");
    assertThat(line(SyslogLine.Body.PLAIN, TestLetters.test(), 8192))
        .startsWith("<134>1 ")
        .contains(" - test [daugio@32473 key=\"daugio-test-7\" severity=\"high\"] ");
  }

  @Test
  void anEventOfCef() {
    assertThat(line(SyslogLine.Body.CEF, TestLetters.opened(), 8192))
        .isEqualTo(
            "<131>1 2026-11-23T00:13:05.123Z giam-sat daugio - opened "
                + DATA
                + " CEF:0|Dau Gio|daugio-collector|1|internet.unreachable|"
                + TestLetters.SUBJECT
                + "|8|act=opened externalId=12 cat=main-line start=1795392720000"
                + " cs1Label=commune cs1=dai-dong cs2Label=site cs2=dai-dong/tru-so"
                + " cs3Label=target cs3=duong-chinh cs4Label=check cs4=internet.link"
                + " cs5Label=key cs5=daugio-12-opened"
                + " request=https://collector.example/incidents/12"
                + " msg="
                + TestLetters.TEXT);
    assertThat(line(SyslogLine.Body.CEF, TestLetters.recovered(), 8192))
        .contains("|1|act=recovered ", " end=1795397400000 ");
  }

  @Test
  void nothingInASubjectBeginsAFieldOrALine() {
    Letter letter =
        TestLetters.with(
            "k\"]\\",
            "opened",
            "a|b\\c=d\r\ne",
            List.of(NotifierContract.message(Notice.Kind.OPENED)));
    assertThat(line(SyslogLine.Body.CEF, letter, 8192))
        .contains("|a\\|b\\\\c=d e|8|")
        .contains("[daugio@32473 key=\"k\\\"\\]\\\\\" ")
        .doesNotContain("\n", "\r");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a|b=c\\d ; a|b\\=c\\\\d",
        "a%nb%rc ; a\\nb\\nc",
        "a%r%nb ; a\\nb",
        "a%tb ; a b",
      })
  void anExtensionEscapesAsTheFormatSays(String value, String escaped) {
    String raw = value.replace("%n", "\n").replace("%r", "\r").replace("%t", "\t");
    assertThat(Cef.extension(raw)).isEqualTo(escaped);
  }

  @ParameterizedTest
  @CsvSource({"PLAIN", "CEF"})
  void aLongTextIsShortenedToWhatIsTakenAndStaysUtf8(SyslogLine.Body body) {
    Letter letter =
        new Letter(
            "k",
            "opened",
            vn.daugio.collector.incident.Severity.CRITICAL,
            java.util.Map.of(
                Language.VI, new Letter.Words("ộ".repeat(900), "Đường ".repeat(900), "x")),
            List.of(),
            "https://collector.example/incidents/12");
    byte[] bytes = new SyslogLine(0, "-", 1, body, Language.VI).of(letter, NOW, 1232);
    assertThat(bytes).hasSizeLessThanOrEqualTo(1232).hasSizeGreaterThan(700);
    assertThat(new String(bytes, UTF_8))
        .startsWith("<2>1 ")
        .contains("https://collector.example/incidents/12")
        .doesNotContain("\uFFFD");
  }
}
