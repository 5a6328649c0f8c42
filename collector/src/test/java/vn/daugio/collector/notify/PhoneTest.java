package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0912345678",
        "84912345678",
        "+84912345678",
        "0084912345678",
        "+84 (912) 345-678",
        "0912.345.678"
      })
  void aNumberIsOneHoweverItIsWritten(String written) {
    Phone phone = Phone.parse(written).orElseThrow();
    assertThat(phone.international()).isEqualTo("84912345678");
    assertThat(phone.local()).isEqualTo("0912345678");
    assertThat(phone.toString()).isEqualTo("Phone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "113", "912345678", "00912345678", "+85620123456", "091234567x", "0", "84"})
  void whatIsNoneIsNone(String written) {
    assertThat(Phone.parse(written)).isEmpty();
  }

  @Test
  void aFixedLineOfTheOfficeIsANumber() {
    assertThat(Phone.parse("0238 3844 123").orElseThrow().international())
        .isEqualTo("842383844123");
  }
}
