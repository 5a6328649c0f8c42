package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GsmTextTest {
  @ParameterizedTest
  @CsvSource({
    "a, 0, 1",
    "a, 1, 1",
    "a, 160, 1",
    "a, 161, 2",
    "a, 306, 2",
    "a, 307, 3",
    "a, 459, 3",
    "[, 80, 1",
    "[, 81, 2",
    "[, 152, 2",
    "[, 153, 3",
    "€, 80, 1",
    "à, 160, 1",
    "ạ, 70, 1",
    "ạ, 71, 2",
    "ạ, 134, 2",
    "ạ, 135, 3",
    "ạ, 201, 3",
    "🖨, 35, 1",
    "🖨, 36, 2",
    "🖨, 66, 2",
    "🖨, 67, 3"
  })
  void soManyMessagesAreCharged(String character, int times, int messages) {
    String text = character.repeat(times);
    List<String> parts = GsmText.split(text);
    assertThat(parts).hasSize(messages);
    assertThat(String.join("", parts)).isEqualTo(text);
  }

  @Test
  void anEscapedCharacterIsNotTornApart() {
    String text = "a".repeat(152) + "[" + "b".repeat(20);
    assertThat(GsmText.split(text)).containsExactly("a".repeat(152), "[" + "b".repeat(20));
  }

  @Test
  void aPairOfSurrogatesIsNotTornApart() {
    String text = "ạ".repeat(66) + "🖨" + "b".repeat(20);
    assertThat(GsmText.split(text)).containsExactly("ạ".repeat(66), "🖨" + "b".repeat(20));
  }

  @Test
  void septetsAreThoseOfTheTable() {
    assertThat(GsmText.septets("@_ 1Aaàé€[\n"))
        .containsExactly(0, 0x11, 0x20, 0x31, 0x41, 0x61, 0x7F, 5, 0x1B, 0x65, 0x1B, 0x3C, 0x0A);
    assertThat(GsmText.isGsm("\uFFFF")).isFalse();
    assertThat(GsmText.isGsm("`")).isFalse();
    assertThat(GsmText.isGsm("Mat Internet ~ {7}")).isTrue();
    assertThat(GsmText.isGsm("Mất")).isFalse();
  }

  @Test
  void allThatFoldingMakesIsOfTheAlphabet() {
    StringBuilder all = new StringBuilder();
    for (int c = 1; c < 0x3000; c++) {
      all.append((char) c);
    }
    assertThat(GsmText.isGsm(Folding.toAscii(all.toString()))).isTrue();
  }
}
