package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.OfficeNetwork.address;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.Network.HostAddress;
import vn.daugio.agent.os.Network.Interface;
import vn.daugio.agent.os.Network.Route;

class LinuxNetworkTest {
  @TempDir Path root;

  private LinuxNetwork network() {
    return new LinuxNetwork(
        root,
        name ->
            name.equals("eth0")
                ? List.of(address("192.168.1.10"), address("fe80::1"), address("169.254.3.4"))
                : List.of(),
        List.of("/nonexistent/ping"),
        List.of("/nonexistent/ip"));
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void interfacesWithTheirCable() throws IOException {
    file("sys/class/net/lo/flags", "0x9\n");
    file("sys/class/net/eth0/flags", "0x1003\n");
    file("sys/class/net/eth0/carrier", "1\n");
    file("sys/class/net/eth0/speed", "1000\n");
    file("sys/class/net/eth0/device/vendor", "0x8086\n");
    file("sys/class/net/wlan0/flags", "0x1002\n");
    file("sys/class/net/wlan0/wireless/x", "");
    file("sys/class/net/wlan0/device/vendor", "0x8086\n");
    file("sys/class/net/br0/flags", "0x1003\n");
    file("sys/class/net/br0/carrier", "0\n");
    file("sys/class/net/br0/speed", "-1\n");
    assertThat(network().interfaces())
        .containsExactly(
            new Interface("br0", false, false, true, false, List.of(), 0),
            new Interface(
                "eth0", true, false, true, true, List.of(address("192.168.1.10")), 125_000_000),
            new Interface("wlan0", true, true, false, false, List.of(), 0));
  }

  @Test
  void theRouteWithTheLowestMetric() throws IOException {
    file(
        "proc/net/route",
        """
        Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
        wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
        eth0\t00000000\tFE01A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0
        eth1\t00000000\t0200000A\t0002\t0\t0\t1\t00000000\t0\t0\t0
        eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0
        eth0\t0002A8C0\tFD01A8C0\t0003\t0\t0\t100\t00FFFFFF\t0\t0\t0
        garbage\tZZ\tZZ
        """);
    assertThat(network().defaultRoute()).contains(new Route(address("192.168.1.254"), "eth0"));
    assertThat(network().isOnLink(address("192.168.1.77"))).isTrue();
    assertThat(network().isOnLink(address("192.168.2.77"))).isFalse();
    assertThat(network().isOnLink(address("192.0.2.1"))).isFalse();
    assertThat(network().isOnLink(address("127.0.0.1"))).isTrue();
  }

  @Test
  void ipv6WhereThereIsNoIpv4() throws IOException {
    file(
        "proc/net/ipv6_route",
        """
        fd000000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth0
        00000000000000000000000000000000 00 00000000000000000000000000000000 00 fd000000000000000000000000000001 00000400 00000002 00000000 00000003     eth0
        00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo
        """);
    assertThat(network().defaultRoute()).contains(new Route(address("fd00::1"), "eth0"));
    assertThat(network().isOnLink(address("fd00::77"))).isTrue();
    assertThat(network().isOnLink(address("2001:db8::1"))).isFalse();
  }

  @Test
  void noFilesNoFacts() {
    assertThat(network().interfaces()).isEmpty();
    assertThat(network().defaultRoute()).isEmpty();
    assertThat(network().resolvers()).isEmpty();
    assertThat(network().timeServers()).isEmpty();
  }

  @Test
  void resolversBehindTheStub() throws IOException {
    file("etc/resolv.conf", "search xa.local\nnameserver 127.0.0.53\noptions edns0\n");
    assertThat(network().resolvers()).containsExactly(new HostAddress(address("127.0.0.53"), 53));
    file(
        "run/systemd/resolve/resolv.conf",
        "nameserver 192.168.1.1\nnameserver not-an-address\nnameserver fd00::1\n");
    assertThat(network().resolvers())
        .containsExactly(
            new HostAddress(address("192.168.1.1"), 53), new HostAddress(address("fd00::1"), 53));
  }

  @Test
  void aResolverOfOnesOwnOnLoopbackIsKept() throws IOException {
    file("etc/resolv.conf", "nameserver 127.0.0.1\n");
    file("run/systemd/resolve/resolv.conf", "nameserver 192.168.1.1\n");
    assertThat(network().resolvers()).containsExactly(new HostAddress(address("127.0.0.1"), 53));
  }

  @Test
  void timeServersOfTheThreeServices() throws IOException {
    file("etc/systemd/timesyncd.conf", "[Time]\n#NTP=commented.example\nNTP=a.vn  b.vn\n");
    file("etc/systemd/timesyncd.conf.d/x.conf", "[Time]\nFallbackNTP=c.vn\n");
    file("etc/chrony/chrony.conf", "pool d.vn iburst maxsources 4\nserver e.vn port 1123\n");
    file("run/chrony-dhcp/eth0.sources", "server 192.168.1.1 iburst\n");
    file("etc/ntp.conf", "server 127.127.1.0\nserver d.vn\nrestrict default\nserver $(x)\n");
    assertThat(network().timeServers())
        .containsExactly("a.vn", "b.vn", "c.vn", "d.vn", "e.vn:1123", "192.168.1.1");
  }
}
