package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.OfficeNetwork.address;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network.Neighbour;
import vn.daugio.agent.os.Network.PingReply;
import vn.daugio.agent.os.Network.PingRequest;
import vn.daugio.agent.testing.NetNamespace;
import vn.daugio.agent.testing.Peers;

/** The platform's own ping and neighbour table, between two namespaces with a wire. */
class LinuxNamespaceTest {
  private NetNamespace office;
  private NetNamespace router;
  private LinuxNetwork network;

  @BeforeEach
  void wire() {
    Peers.need("ping");
    Peers.need("iptables");
    office = NetNamespace.create("o");
    router = NetNamespace.create("r");
    office.run(
        "ip",
        "link",
        "add",
        "lan0",
        "type",
        "veth",
        "peer",
        "name",
        "lan0",
        "netns",
        router.name());
    office.run("ip", "addr", "add", "10.77.0.2/24", "dev", "lan0");
    router.run("ip", "addr", "add", "10.77.0.1/24", "dev", "lan0");
    office.run("ip", "link", "set", "lan0", "up");
    router.run("ip", "link", "set", "lan0", "up");
    network =
        new LinuxNetwork(
            Path.of("/"), name -> List.of(), office.inside("ping"), office.inside("ip"));
  }

  @AfterEach
  void unwire() {
    office.close();
    router.close();
  }

  private PingReply ping(String to, int count) throws Exception {
    return network.ping(
        new PingRequest(address(to), address("10.77.0.2"), count),
        Deadline.in(Duration.ofSeconds(20)));
  }

  private Neighbour neighbour(String who) throws Exception {
    return network.neighbour(address(who), Deadline.in(Duration.ofSeconds(15)));
  }

  @Test
  void anEverySecondPacketIsLost() throws Exception {
    router.run(
        "iptables",
        "-A",
        "INPUT",
        "-p",
        "icmp",
        "-m",
        "statistic",
        "--mode",
        "nth",
        "--every",
        "2",
        "--packet",
        "0",
        "-j",
        "DROP");
    PingReply reply = ping("10.77.0.1", 6);
    assertThat(reply.sent()).isEqualTo(6);
    assertThat(reply.roundTrips()).hasSize(3);
  }

  @Test
  void aRouterThatDropsEchoRequestsIsANeighbour() throws Exception {
    router.run("iptables", "-A", "INPUT", "-p", "icmp", "-j", "DROP");
    assertThat(ping("10.77.0.1", 2)).isEqualTo(new PingReply(2, List.of()));
    // found before the first ping, more than a second ago
    assertThat(neighbour("10.77.0.1")).isEqualTo(Neighbour.RECENT);
  }

  @Test
  void aRouterThatIsGoneIsNone() throws Exception {
    assertThat(ping("10.77.0.9", 2)).isEqualTo(new PingReply(2, List.of()));
    assertThat(neighbour("10.77.0.9")).isEqualTo(Neighbour.ABSENT);
  }

  @Test
  void aRouterThatWasThereAMomentAgoIsNotPresent() throws Exception {
    assertThat(ping("10.77.0.1", 1).roundTrips()).hasSize(1);
    router.run("ip", "addr", "del", "10.77.0.1/24", "dev", "lan0");
    assertThat(ping("10.77.0.1", 8).roundTrips()).isEmpty();
    assertThat(neighbour("10.77.0.1")).isEqualTo(Neighbour.RECENT);
  }

  @Test
  void whatTheTableDoubtsIsAskedAgain() throws Exception {
    assertThat(ping("10.77.0.1", 1).roundTrips()).hasSize(1);
    router.run("iptables", "-A", "INPUT", "-p", "icmp", "-j", "DROP");
    office.run("ip", "neigh", "change", "10.77.0.1", "dev", "lan0", "nud", "stale");
    assertThat(ping("10.77.0.1", 1).roundTrips()).isEmpty();
    assertThat(neighbour("10.77.0.1")).isEqualTo(Neighbour.PRESENT);
    router.run("ip", "addr", "del", "10.77.0.1/24", "dev", "lan0");
    office.run("ip", "neigh", "change", "10.77.0.1", "dev", "lan0", "nud", "stale");
    assertThat(ping("10.77.0.1", 1).roundTrips()).isEmpty();
    assertThat(neighbour("10.77.0.1")).isEqualTo(Neighbour.ABSENT);
  }

  @Test
  void withoutARouteEverythingIsLost() throws Exception {
    PingRequest request = new PingRequest(address("192.0.2.1"), null, 3);
    assertThat(network.ping(request, Deadline.in(Duration.ofSeconds(10))))
        .isEqualTo(new PingReply(3, List.of()));
  }
}
