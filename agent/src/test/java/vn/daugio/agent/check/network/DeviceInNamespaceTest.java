package vn.daugio.agent.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.testing.NetNamespace;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.WholeAgent;

/** The whole agent in an office of its own, with one device on the wire and one that is not. */
class DeviceInNamespaceTest {
  private static final String CONFIG =
      """
      site: dai-dong/tru-so
      machine: OC-Q1-01
      targets:
        - {name: lay-so, kind: device, address: "10.78.0.1"}
        - {name: man-hinh, kind: device, address: "10.78.0.1:8080"}
        - {name: loa, kind: device, address: "10.78.0.9"}
        - {name: codec, kind: device, address: "10.78.0.9:5060"}
        - {name: tra-cuu, kind: device, address: "kiosk.daugio.invalid"}
      """;

  @TempDir Path directory;

  private NetNamespace office;
  private NetNamespace device;

  @BeforeEach
  void wire() {
    Peers.need("ping");
    Peers.need("iptables");
    office = NetNamespace.create("p");
    device = NetNamespace.create("d");
    String other = device.name();
    office.run("ip", "link", "add", "lan0", "type", "veth", "peer", "name", "lan0", "netns", other);
    office.run("ip", "addr", "add", "10.78.0.2/24", "dev", "lan0");
    device.run("ip", "addr", "add", "10.78.0.1/24", "dev", "lan0");
    office.run("ip", "link", "set", "lan0", "up");
    device.run("ip", "link", "set", "lan0", "up");
  }

  @AfterEach
  void unwire() {
    office.close();
    device.close();
  }

  /** One line a device: target, outcome, reason, method. */
  private List<String> check() throws Exception {
    Path config = Files.writeString(directory.resolve("agent.yaml"), CONFIG);
    WholeAgent agent = WholeAgent.check(office, config, "device.reachable");
    assertThat(agent.exit()).as(agent.output()).isEqualTo(1);
    return agent.results("target", "outcome", "reason", "method");
  }

  @Test
  void whatAnswersWhatRefusesAndWhatIsNotThere() throws Exception {
    assertThat(check())
        .containsExactly(
            "lay-so OK - icmp",
            "man-hinh FAIL device.port_closed tcp",
            "loa FAIL device.not_answering -",
            "codec FAIL device.not_answering tcp",
            "tra-cuu UNKNOWN device.not_answering -");
  }

  @Test
  void aDeviceThatDropsEchoRequestsIsFoundByItsRefusals() throws Exception {
    device.run("iptables", "-A", "INPUT", "-p", "icmp", "-j", "DROP");
    assertThat(check()).element(0).isEqualTo("lay-so OK - tcp");
    device.run("iptables", "-A", "INPUT", "-p", "tcp", "-j", "DROP");
    assertThat(check()).element(0).isEqualTo("lay-so FAIL device.not_answering -");
  }
}
