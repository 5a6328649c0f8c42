package vn.daugio.collector.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.daugio.protocol.Language;
import vn.daugio.protocol.Wording;

class TextsTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
  private final Texts vi = Texts.in(Language.VI);
  private final Texts en = Texts.in(Language.EN);

  @Test
  void bothLanguagesHaveTheSameKeysAndPlaceholders() {
    Properties vietnamese = Wording.load(Texts.class, "messages_vi.properties");
    Properties english = Wording.load(Texts.class, "messages_en.properties");
    Set<String> keys = new TreeSet<>(vietnamese.stringPropertyNames());
    keys.addAll(english.stringPropertyNames());
    List<String> missing =
        keys.stream()
            .filter(
                key ->
                    !placeholders(vietnamese.getProperty(key, "{missing}"))
                            .equals(placeholders(english.getProperty(key, "{missing}")))
                        || english.getProperty(key, "").isBlank()
                        || vietnamese.getProperty(key, "").isBlank())
            .map(
                key ->
                    key + ": vi=" + vietnamese.getProperty(key) + " en=" + english.getProperty(key))
            .toList();
    assertThat(missing).as("texts that are missing or differ in placeholders").isEmpty();
    assertThat(keys).hasSizeGreaterThan(80);
  }

  private static Set<String> placeholders(String text) {
    return Pattern.compile("\\{[^}]*\\}")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  @Test
  void datesAndTimesAreWrittenAsInTheOffice() {
    Instant morning = Instant.parse("2026-11-23T00:30:00Z");
    assertThat(vi.day(MONDAY)).isEqualTo("Thứ Hai, ngày 23/11/2026");
    assertThat(en.day(MONDAY)).isEqualTo("Monday, 23/11/2026");
    assertThat(vi.time(morning, MONDAY)).isEqualTo("07:30");
    assertThat(vi.time(morning, MONDAY.plusDays(1))).isEqualTo("23/11/2026 07:30");
    assertThat(vi.timeInSentence(morning, MONDAY)).isEqualTo("07 giờ 30");
    assertThat(vi.timeInSentence(morning, MONDAY.plusDays(1)))
        .isEqualTo("07 giờ 30 ngày 23/11/2026");
    assertThat(en.timeInSentence(morning, MONDAY)).isEqualTo("07:30");
  }

  @Test
  void numbersHaveADecimalCommaInVietnamese() {
    assertThat(vi.number(12.34, 1)).isEqualTo("12,3");
    assertThat(en.number(12.34, 1)).isEqualTo("12.3");
    assertThat(vi.number(100.0, 1)).isEqualTo("100");
    assertThat(vi.number(-0.04, 1)).isEqualTo("0");
    assertThat(vi.whole(1_215_232)).isEqualTo("1.215.232");
    assertThat(en.whole(1_215_232)).isEqualTo("1,215,232");
    assertThat(vi.whole(999)).isEqualTo("999");
  }

  @Test
  void durationsAreWords() {
    assertThat(vi.duration(Duration.ofSeconds(59))).isEqualTo("chưa đến 1 phút");
    assertThat(vi.duration(Duration.ofMinutes(59))).isEqualTo("59 phút");
    assertThat(vi.duration(Duration.ofMinutes(60))).isEqualTo("1 giờ");
    assertThat(vi.duration(Duration.ofMinutes(125))).isEqualTo("2 giờ 5 phút");
    assertThat(vi.duration(Duration.ofHours(51))).isEqualTo("2 ngày 3 giờ");
    assertThat(en.duration(Duration.ofHours(-1))).isEqualTo("less than a minute");
  }

  @Test
  void anUnknownKeyIsAMistakeOfOurs() {
    assertThatThrownBy(() -> vi.get("no.such", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no text no.such in VI");
  }
}
