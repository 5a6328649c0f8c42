package vn.daugio.agent.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @Test
  void readsBothFamilies() {
    assertThat(text("192.168.1.254")).isEqualTo("192.168.1.254");
    assertThat(text("::1")).isEqualTo("0:0:0:0:0:0:0:1");
    assertThat(text("fe80::1%1")).isEqualTo("fe80:0:0:0:0:0:0:1%1");
  }

  private static String text(String literal) {
    return Addresses.parse(literal).orElseThrow().getHostAddress();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "1",
        "1.2.3",
        "1.2.3.256",
        "1.2.3.4.5",
        ":",
        "a:b",
        "::1%",
        "1.2.3.4 "
      })
  void whatIsNoAddressIsNeverLookedUp(String text) {
    assertThat(Addresses.parse(text)).isEmpty();
  }
}
