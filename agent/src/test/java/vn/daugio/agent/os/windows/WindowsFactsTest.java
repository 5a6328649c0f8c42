package vn.daugio.agent.os.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.daugio.agent.testing.OfficeNetwork.address;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.os.Computer.Disk;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network.AddressUse;
import vn.daugio.agent.os.Network.HostAddress;
import vn.daugio.agent.os.Network.Interface;
import vn.daugio.agent.os.Network.Route;

/** On an output made after the documentation of the classes that the script asks. */
class WindowsFactsTest {
  private static final WindowsFacts FACTS =
      PowerShell.parse(
          """
          {"interfaces":[{"name":"Ethernet","physical":true,"wireless":false,"enabled":true,
          "carrier":true,"bitsPerSecond":1000000000,"addresses":["fe80::1%7","192.168.1.10","192.168.1.11"],"duplicates":["192.168.1.11"]}],
          "gateway":"192.168.1.1","gatewayInterface":"Ethernet",
          "onLink":["192.168.1.0/24","fe80::/64","bad"],
          "resolvers":["192.168.1.1","fec0:0:0:ffff::1"],
          "timeServers":"time.windows.com,0x9 192.168.1.5,0x8",
          "disks":[{"name":"C:","totalBytes":1000,"freeBytes":250}],
          "memoryTotal":8000,"memoryFree":2000,"bootedAt":"2026-11-22T23:00:00Z",
          "upSeconds":3600,"rebootPending":false,"newer":1}
          """,
          WindowsFacts.class);

  @Test
  void network() {
    WindowsNetwork network = new WindowsNetwork(() -> FACTS);
    assertThat(network.interfaces())
        .containsExactly(
            new Interface(
                "Ethernet",
                true,
                false,
                true,
                true,
                List.of(address("192.168.1.10"), address("192.168.1.11")),
                125_000_000));
    assertThat(network.defaultRoute()).contains(new Route(address("192.168.1.1"), "Ethernet"));
    assertThat(network.resolvers()).containsExactly(new HostAddress(address("192.168.1.1"), 53));
    assertThat(network.timeServers()).containsExactly("time.windows.com", "192.168.1.5");
    assertThat(network.isOnLink(address("192.168.1.77"))).isTrue();
    assertThat(network.isOnLink(address("192.168.2.77"))).isFalse();
  }

  @Test
  void anAddressThatWindowsFoundElsewhere() {
    WindowsNetwork network = new WindowsNetwork(() -> FACTS);
    Deadline soon = Deadline.in(Duration.ofSeconds(1));
    assertThat(network.addressUse("Ethernet", address("192.168.1.11"), soon))
        .isEqualTo(AddressUse.TAKEN);
    assertThat(network.addressUse("Ethernet", address("192.168.1.10"), soon))
        .isEqualTo(AddressUse.OURS);
    assertThat(network.addressUse("Wi-Fi", address("192.168.1.10"), soon))
        .isEqualTo(AddressUse.NOT_TOLD);
  }

  @Test
  void computer() {
    WindowsComputer computer = new WindowsComputer(() -> FACTS);
    assertThat(computer.disks()).containsExactly(new Disk("C:", 1000, 250));
    assertThat(computer.memoryAvailableRatio()).contains(0.25);
    assertThat(computer.uptime()).contains(Duration.ofHours(1));
    assertThat(computer.rebootPending()).contains(false);
    assertThat(computer.loadRatio()).isEmpty();
    assertThat(computer.bootId()).contains("2026-11-22T23:00:00Z");
  }

  @Test
  void whatTheScriptCouldNotReadIsEmpty() {
    WindowsFacts nothing = PowerShell.parse("{\"gateway\":\"\"}", WindowsFacts.class);
    assertThat(new WindowsNetwork(() -> nothing).interfaces()).isEmpty();
    assertThat(new WindowsNetwork(() -> nothing).defaultRoute()).isEmpty();
    assertThat(new WindowsComputer(() -> nothing).memoryAvailableRatio()).isEmpty();
    assertThatThrownBy(() -> PowerShell.parse("Access denied", WindowsFacts.class))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void neighboursWithoutMulticastAndBroadcast() {
    String output =
        """

        Interface: 192.168.1.10 --- 0x7
          Internet Address      Physical Address      Type
          192.168.1.1           00-1B-A9-12-34-56     dynamic
          192.168.1.255         ff-ff-ff-ff-ff-ff     static
          224.0.0.251           01-00-5e-00-00-fb     static
        """;
    assertThat(WindowsNetwork.stations(output))
        .extracting(Object::toString)
        .containsExactly("Station[address=/192.168.1.1, mac=00:1b:a9:12:34:56]");
  }
}
