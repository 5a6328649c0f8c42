package vn.daugio.agent.check.meeting;

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

/** The whole agent and a meeting host with a line between them that loses packets. */
class MeetingInNamespaceTest {
  @TempDir Path directory;

  private NetNamespace office;
  private NetNamespace far;

  @BeforeEach
  void wire() {
    Peers.need("iptables");
    office = NetNamespace.create("m");
    far = NetNamespace.create("h");
    office.run(
        "ip", "link", "add", "lan0", "type", "veth", "peer", "name", "lan0", "netns", far.name());
    office.run("ip", "addr", "add", "10.79.0.2/24", "dev", "lan0");
    far.run("ip", "addr", "add", "10.79.0.1/24", "dev", "lan0");
    office.run("ip", "link", "set", "lan0", "up");
    far.run("ip", "link", "set", "lan0", "up");
  }

  @AfterEach
  void unwire() {
    office.close();
    far.close();
  }

  private String check(int exit) throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("agent.yaml"),
            """
            site: dai-dong/tru-so
            machine: OC-Q1-01
            targets:
              - {name: hop, kind: meeting, host: "tcp://10.79.0.1:8443"}
            """);
    WholeAgent agent = WholeAgent.check(office, config, "meeting.readiness");
    String output = agent.output();
    assertThat(agent.exit()).as(output).isEqualTo(exit);
    return output;
  }

  @Test
  void lossIsSeenInTheConnectionsThatDoNotOpen() throws Exception {
    List<String> command =
        far.inside(Peers.need("socat"), "TCP4-LISTEN:8443,fork,reuseaddr,backlog=128", "EXEC:true");
    Process host = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      far.run(
          "sh", "-c", "for i in $(seq 100); do ss -ltn | grep -q :8443 && exit 0; done; exit 1");
      // every tenth of the connections does not arrive
      far.run(
          ("iptables -A INPUT -p tcp --syn --dport 8443"
                  + " -m statistic --mode nth --every 10 --packet 9 -j DROP")
              .split(" "));
      assertThat(check(0))
          .contains("\"outcome\":\"WARN\"")
          .contains("\"reason\":\"meeting.loss_high\"");

      far.run("iptables", "-F", "INPUT");
      far.run(
          ("iptables -A INPUT -p tcp --syn --dport 8443"
                  + " -m statistic --mode nth --every 3 --packet 1 -j DROP")
              .split(" "));
      assertThat(check(1))
          .contains("\"outcome\":\"FAIL\"")
          .contains("\"reason\":\"meeting.loss_high\"");
    } finally {
      host.descendants().forEach(ProcessHandle::destroy);
      host.destroy();
    }
  }
}
