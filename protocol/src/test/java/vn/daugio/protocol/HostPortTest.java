package vn.daugio.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
  @ParameterizedTest
  @CsvSource({
    "192.168.1.2,         192.168.1.2,   0",
    "192.168.1.2:1161,    192.168.1.2,   1161",
    "printer.local:9100,  printer.local, 9100",
    "[::1]:161,           ::1,           161",
    "[fe80::1%eth0]:161,  fe80::1%eth0,  161",
    "fe80::1,             fe80::1,       0",
    "[2001:db8::5],       2001:db8::5,   0",
    "may_in-1,            may_in-1,      0",
  })
  void reads(String text, String host, int port) {
    assertThat(HostPort.parse(text)).contains(new HostPort(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "host:",
        "host:0",
        "host:65536",
        "host:99999",
        "[::1",
        "[abc]:1",
        "1:2:3",
        ":::::",
        "http://x",
        "a/b",
        "::1:x",
        "[1.2.3.4]:5",
        "300.1.1.1",
        "192.168.1",
        "192.168.1.2.3:80",
        "1.2.3.4."
      })
  void refuses(String text) {
    assertThat(HostPort.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.1.2,     true",
    "255.255.255.255, true",
    "fe80::1,         true",
    "[::1],           true",
    "192.168.1.2:80,  false",
    "256.1.1.1,       false",
    "router,          false",
    "not an ip,       false",
  })
  void tellsAnAddressFromAName(String text, boolean expected) {
    assertThat(HostPort.isAddress(text)).isEqualTo(expected);
  }

  @Test
  void aTextMadeToBacktrackIsRefusedAtOnce() {
    assertThat(HostPort.parse(":".repeat(50_000) + "x")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,       true",
    "127.3.2.1,       true",
    "LocalHost,       true",
    "::1,             true",
    "0:0:0:0:0:0:0:1, true",
    "127.example.vn,  false",
    "128.0.0.1,       false",
    "fe80::1,         false",
    "printer,         false",
  })
  void knowsLoopback(String host, boolean loopback) {
    assertThat(new HostPort(host, 0).isLoopback()).isEqualTo(loopback);
  }

  @Test
  void aMissingPortHasADefault() {
    assertThat(new HostPort("a", 0).portOr(161)).isEqualTo(161);
    assertThat(new HostPort("a", 5).portOr(161)).isEqualTo(5);
  }
}
