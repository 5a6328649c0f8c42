package vn.daugio.agent.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.OfficeNetwork.address;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "192.168.1.0/24, 192.168.1.0/24, 254",
    "192.168.1.77/24, 192.168.1.0/24, 254",
    "10.0.0.0/22, 10.0.0.0/22, 1022",
    "10.0.0.8/30, 10.0.0.8/30, 2",
    "10.0.0.8/31, 10.0.0.8/31, 2",
    "10.0.0.8/32, 10.0.0.8/32, 1",
    "1.2.3.4/0, 0.0.0.0/0, 4294967294",
  })
  void isReadAndCounted(String text, String whole, long size) {
    Cidr cidr = Cidr.parse(text).orElseThrow();
    assertThat(cidr).hasToString(whole);
    assertThat(cidr.size()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.0", "10.0.0.0/33", "10.0.0/8", "fe80::/64", "a/24", "300.0.0.0/8"})
  void whatIsNone(String text) {
    assertThat(Cidr.parse(text)).isEmpty();
  }

  @Test
  void hostsAreWithoutTheNetworkAndItsBroadcast() {
    Cidr cidr = Cidr.parse("192.0.2.4/30").orElseThrow();
    assertThat(cidr.hosts()).containsExactly(address("192.0.2.5"), address("192.0.2.6"));
    assertThat(cidr.contains(address("192.0.2.7"))).isTrue();
    assertThat(cidr.contains(address("192.0.2.8"))).isFalse();
    assertThat(cidr.contains(address("::1"))).isFalse();
  }

  @Test
  void marksAreStrongerThanPermission() {
    Cidr all = Cidr.parse("192.0.2.0/29").orElseThrow();
    KnownNetwork secret =
        new KnownNetwork(Cidr.parse("192.0.2.0/30").orElseThrow(), KnownNetwork.Mark.CIPHER, null);
    KnownNetwork open = new KnownNetwork(all, null, "noi-bo");
    Permission permission = new Permission(List.of(all), List.of(secret, open));
    assertThat(permission.hosts())
        .containsExactly(address("192.0.2.4"), address("192.0.2.5"), address("192.0.2.6"));
    assertThat(permission.allows(address("192.0.2.2"))).isFalse();
    assertThat(permission.allows(address("192.0.2.5"))).isTrue();
    assertThat(permission.allows(address("192.0.2.9"))).isFalse();
    assertThat(permission.community(address("192.0.2.5"))).isEqualTo("noi-bo");
    assertThat(permission.community(address("192.0.3.5"))).isEqualTo("public");
    assertThat(new Permission(List.of(secret.cidr()), List.of(secret)).leavesNothing()).isTrue();
  }
}
