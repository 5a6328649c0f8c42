package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.notify.Notifier.Delivery;

class ModemErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "CMS 38, RetryLater",
    "CMS 41, RetryLater",
    "CMS 42, RetryLater",
    "CMS 47, RetryLater",
    "CMS 300, RetryLater",
    "CMS 314, RetryLater",
    "CMS 331, RetryLater",
    "CMS 332, RetryLater",
    "CMS 500, RetryLater",
    "CMS 9999, RetryLater",
    "CME 14, RetryLater",
    "CME 100, RetryLater",
    "CMS 1, Permanent",
    "CMS 21, Permanent",
    "CMS 28, Permanent",
    "CMS 30, Permanent",
    "CMS 304, Permanent",
    "CMS 8, Misconfigured",
    "CMS 50, Misconfigured",
    "CMS 310, Misconfigured",
    "CMS 311, Misconfigured",
    "CMS 313, Misconfigured",
    "CMS 316, Misconfigured",
    "CMS 330, Misconfigured",
    "CME 10, Misconfigured",
    "CME 11, Misconfigured",
    "CME 12, Misconfigured",
    "CME 16, Misconfigured"
  })
  void aCodeIsACategory(String code, String category) {
    String end = "+" + code.substring(0, 3) + " ERROR: " + code.substring(4);
    Delivery delivery = ModemErrors.judge("sim", new AtDialogue.Answer(List.of(), end));
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(category);
    assertThat(delivery.toString()).contains("sim: ").contains(code);
  }

  @Test
  void wordsInsteadOfACodeAreTriedAgain() {
    assertThat(
            ModemErrors.judge(
                "sim", new AtDialogue.Answer(List.of(), "+CMS ERROR: network timeout 84912")))
        .isEqualTo(new Delivery.RetryLater("sim: the modem could not send (ERROR)", null));
    assertThat(ModemErrors.judge("sim", new AtDialogue.Answer(List.of(), "")))
        .isEqualTo(new Delivery.RetryLater("sim: the modem does not answer", null));
  }
}
