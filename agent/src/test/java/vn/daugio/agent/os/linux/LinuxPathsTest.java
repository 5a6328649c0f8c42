package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.OfficeNetwork.address;

import org.junit.jupiter.api.Test;
import vn.daugio.agent.os.Network.Route;

/** What iproute2 6.1 and iputils 20221126 print. */
class LinuxPathsTest {
  @Test
  void theWayOfAPacket() {
    assertThat(
            LinuxPaths.parse(
                "1.1.1.1 from 192.168.1.11 via 192.168.1.2 dev eth0 table 100 uid 0 \\    cache \n",
                address("1.1.1.1")))
        .contains(new Route(address("192.168.1.2"), "eth0"));
    assertThat(
            LinuxPaths.parse(
                "192.168.1.7 dev eth0 src 192.168.1.10 uid 0 \\    cache \n",
                address("192.168.1.7")))
        .contains(new Route(address("192.168.1.7"), "eth0"));
    assertThat(
            LinuxPaths.parse(
                "2606:4700:4700::1111 from :: via fe80::1 dev eth0 proto ra src 2001:db8::2"
                    + " metric 1024 hoplimit 64 pref medium\n",
                address("2606:4700:4700::1111")))
        .contains(new Route(address("fe80::1"), "eth0"));
    assertThat(
            LinuxPaths.parse(
                "1.1.1.1 from 10.0.0.2 via inet6 fe80::9 dev wan0 \\    cache \n",
                address("1.1.1.1")))
        .contains(new Route(address("fe80::9"), "wan0"));
  }

  @Test
  void noWay() {
    assertThat(LinuxPaths.parse("", address("1.1.1.1"))).isEmpty();
    assertThat(
            LinuxPaths.parse(
                "unreachable 2001:db8::1 dev lo table unspec proto kernel\n",
                address("2001:db8::1")))
        .isEmpty();
  }

  @Test
  void whoSaysThatAPacketTravelledFarEnough() {
    assertThat(
            LinuxPaths.exceeded(
                """
                PING 1.1.1.1 (1.1.1.1) 56(84) bytes of data.
                From 100.64.0.1 icmp_seq=1 Time to live exceeded

                --- 1.1.1.1 ping statistics ---
                1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms
                """))
        .contains(address("100.64.0.1"));
    assertThat(
            LinuxPaths.exceeded(
                "From 2001:db8:1::1 icmp_seq=1 Time exceeded: Hop limit exceeded\n"))
        .contains(address("2001:db8:1::1"));
    assertThat(LinuxPaths.exceeded("From 192.168.1.10 icmp_seq=1 Destination Host Unreachable\n"))
        .isEmpty();
    assertThat(LinuxPaths.exceeded("64 bytes from 1.1.1.1: icmp_seq=1 ttl=61 time=1.1 ms\n"))
        .isEmpty();
  }
}
