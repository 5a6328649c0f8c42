package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
  private static final String LETTERS =
      "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";
  private static final String FOLDED =
      "aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd";

  @Test
  void everyVietnameseLetterFoldsComposedAndDecomposedInBothCases() {
    assertThat(LETTERS).hasSize(67);
    assertThat(Folding.toAscii(LETTERS)).isEqualTo(FOLDED);
    assertThat(Folding.toAscii(Normalizer.normalize(LETTERS, Normalizer.Form.NFD)))
        .isEqualTo(FOLDED);
    String capitals = "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ";
    assertThat(Folding.toAscii(capitals))
        .isEqualTo("AAAAAAAAAAAAAAAAAEEEEEEEEEEEIIIII" + "OOOOOOOOOOOOOOOOOUUUUUUUUUUUYYYYYD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          “Mất Internet” – 07:12 | "Mat Internet" - 07:12
          quầy\u00A03… | quay 3...
          ‘a’ «b» `c` | 'a' "b" 'c'
          a‑b−c—d | a-b-c-d
          ½ ≤ 5 ₫ → × | 1?2 <= 5 d -> x
          ﬁ ² № | fi 2 No
          a\u200Bb\u0007c | abc
          hỏng 🖨 rồi 中 | hong ? roi ?
          """)
  void signsBecomeWhatAPhoneShows(String text, String folded) {
    assertThat(Folding.toAscii(text)).isEqualTo(folded);
  }

  @Test
  void linesStay() {
    assertThat(Folding.toAscii("một\r\nhai\tba")).isEqualTo("mot\nhai ba");
  }

  @Test
  void aTextIsCutBetweenWordsAndKeepsItsLink() {
    assertThat(Folding.shorten("mot hai ba", 10)).isEqualTo("mot hai ba");
    assertThat(Folding.shorten("mot hai ba bon", 10)).isEqualTo("mot hai...");
    assertThat(Folding.shorten("mot hai ba bon", 9)).isEqualTo("mot...");
    assertThat(Folding.shorten("motmotmotmot", 9)).isEqualTo("motmot...");
    assertThat(Folding.shorten("mot hai ba bon nam sau https://a.b/1", 30))
        .isEqualTo("mot hai ba... https://a.b/1");
    assertThat(Folding.shorten("abc", 2)).isEqualTo("ab");
  }

  @Test
  void aTextFitsIntoSoManyMessages() {
    String words = "mot hai ba bon ".repeat(40).strip();
    assertThat(GsmText.split(words)).hasSize(4);
    for (int parts = 1; parts <= 4; parts++) {
      assertThat(GsmText.split(Folding.fit(words, parts))).hasSizeLessThanOrEqualTo(parts);
    }
    assertThat(Folding.fit(words, 4)).isEqualTo(words);
    assertThat(Folding.fit(words, 1)).endsWith(" bon mot hai...").hasSize(160);
    assertThat(GsmText.split(Folding.fit("[x] ".repeat(100), 1))).hasSize(1);
  }
}
