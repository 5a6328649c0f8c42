package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.OfficeNetwork.address;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.Command;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network.AddressUse;
import vn.daugio.agent.testing.NetNamespace;
import vn.daugio.agent.testing.Peers;

/** iputils' arping between namespaces on one bridge, and what it says where it cannot ask. */
class LinuxArpingTest {
  @TempDir Path root;

  private AddressUse ask(NetNamespace where, String name, String address) throws Exception {
    return new LinuxArping(root, where.inside(Peers.need("arping")))
        .ask(name, address(address), Deadline.in(Duration.ofSeconds(20)));
  }

  private static void plug(NetNamespace who, NetNamespace bridge, String port, String address) {
    who.run(
        "ip", "link", "add", "lan0", "type", "veth", "peer", "name", port, "netns", bridge.name());
    who.run("ip", "addr", "add", address, "dev", "lan0");
    who.run("ip", "link", "set", "lan0", "up");
    bridge.run("ip", "link", "set", port, "master", "br0");
    bridge.run("ip", "link", "set", port, "up");
  }

  @Test
  void anAddressOfTwoMachinesOnOneBridge() throws Exception {
    Peers.need("arping");
    try (NetNamespace bridge = NetNamespace.create("b");
        NetNamespace ours = NetNamespace.create("a");
        NetNamespace other = NetNamespace.create("c")) {
      bridge.run("ip", "link", "add", "br0", "type", "bridge");
      bridge.run("ip", "link", "set", "br0", "up");
      plug(ours, bridge, "port1", "10.75.0.2/24");
      plug(other, bridge, "port2", "10.75.0.3/24");
      assertThat(ask(ours, "lan0", "10.75.0.2")).isEqualTo(AddressUse.OURS);
      other.run("ip", "link", "set", "lan0", "address", "02:00:00:00:00:0b");
      other.run("ip", "addr", "add", "10.75.0.2/24", "dev", "lan0");
      assertThat(ask(ours, "lan0", "10.75.0.2")).isEqualTo(AddressUse.TAKEN);
      assertThat(ask(ours, "none0", "10.75.0.2")).isEqualTo(AddressUse.NOT_TOLD);
      // the second interface of this computer on the same link
      Path second = Files.createDirectories(root.resolve("sys/class/net/lan1"));
      Files.writeString(second.resolve("address"), "02:00:00:00:00:0B\n");
      assertThat(ask(ours, "lan0", "10.75.0.2")).isEqualTo(AddressUse.OURS);
    }
  }

  @Test
  void whereItCannotAsk() throws Exception {
    assertThat(
            new LinuxArping(root, List.of("/nowhere/arping"))
                .ask("lan0", address("10.75.0.2"), Deadline.in(Duration.ofSeconds(1))))
        .isEqualTo(AddressUse.NO_TOOL);
    assertThat(read("", "arping: socket: Operation not permitted\n"))
        .isEqualTo(AddressUse.NOT_PERMITTED);
    assertThat(read("", "Interface \"tun0\" is not ARPable\n")).isEqualTo(AddressUse.NOT_TOLD);
    // the other program of this name
    assertThat(read("ARPING 10.75.0.2\nTimeout\n", "")).isEqualTo(AddressUse.NO_TOOL);
    assertThat(read("", "arping: invalid option -- 'D'\n")).isEqualTo(AddressUse.NO_TOOL);
  }

  private static AddressUse read(String out, String err) {
    return LinuxArping.read(new Command.Result(2, out, err, false), Set.of());
  }
}
