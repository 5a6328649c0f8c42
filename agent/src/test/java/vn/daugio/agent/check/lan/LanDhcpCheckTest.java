package vn.daugio.agent.check.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.NetNamespace;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.WholeAgent;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;

/** The whole agent on a link with two real DHCP servers, in namespaces of the test's own. */
class LanDhcpCheckTest {
  private static final Pattern VERDICT =
      Pattern.compile("\"outcome\":\"(\\w+)\"(?:,\"reason\":\"([a-z_.]+)\")?");

  @TempDir Path directory;

  private final List<Process> servers = new ArrayList<>();
  private NetNamespace office;
  private NetNamespace router;
  private NetNamespace guest;

  @BeforeEach
  void wire() {
    Peers.need("dnsmasq");
    office = NetNamespace.create("f");
    router = NetNamespace.create("g");
    guest = NetNamespace.create("h");
    router.run("ip", "link", "add", "br0", "type", "bridge");
    for (NetNamespace one : List.of(office, guest)) {
      String port = one.equals(office) ? "p0" : "p1";
      one.run(
          "ip",
          "link",
          "add",
          "lan0",
          "type",
          "veth",
          "peer",
          "name",
          port,
          "netns",
          router.name());
      one.run("ip", "link", "set", "lan0", "up");
      router.run("ip", "link", "set", port, "master", "br0", "up");
    }
    router.run("ip", "link", "set", "br0", "up");
    router.run("ip", "addr", "add", "10.75.0.1/24", "dev", "br0");
    office.run("ip", "addr", "add", "10.75.0.2/24", "dev", "lan0");
    guest.run("ip", "addr", "add", "10.75.0.9/24", "dev", "lan0");
  }

  @AfterEach
  void unwire() throws InterruptedException {
    for (Process server : servers) {
      server.destroy();
      assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    for (NetNamespace one : List.of(office, router, guest)) {
      one.close();
    }
  }

  private Process serve(NetNamespace where, String device) throws Exception {
    Path log = directory.resolve(where.name() + ".log");
    Process server =
        new ProcessBuilder(
                where.inside(
                    "dnsmasq",
                    "--no-daemon",
                    "--conf-file=/dev/null",
                    "--port=0",
                    "--user=root",
                    "--no-ping",
                    "--interface=" + device,
                    "--bind-interfaces",
                    "--dhcp-authoritative",
                    "--dhcp-leasefile=" + directory.resolve(where.name() + ".leases"),
                    "--dhcp-range=10.75.0.100,10.75.0.110,1h"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    servers.add(server);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!Files.readString(log).contains("sockets bound exclusively")) {
      assertThat(server.waitFor(20, TimeUnit.MILLISECONDS)).as(Files.readString(log)).isFalse();
      assertThat(System.nanoTime()).isLessThan(end);
    }
    return server;
  }

  private String check(String... as) throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("agent.yaml"),
            """
            site: dai-dong/tru-so
            machine: OC-Q1-01
            targets:
              - {name: modem, kind: gateway, address: "10.75.0.1", dhcp: "10.75.0.1"}
            """);
    String output = WholeAgent.check(office, config, "lan.dhcp", as).output();
    Matcher verdict = VERDICT.matcher(output);
    assertThat(verdict.find()).as(output).isTrue();
    return verdict.group(1) + " " + verdict.group(2);
  }

  @Test
  void theOfficesServerAloneASecondOneAndNone() throws Exception {
    Process own = serve(router, "br0");
    assertThat(check()).isEqualTo("OK null");
    serve(guest, "lan0");
    assertThat(check()).isEqualTo("FAIL lan.dhcp_second");
    own.destroy();
    assertThat(own.waitFor(10, TimeUnit.SECONDS)).isTrue();
    servers.get(1).destroy();
    assertThat(servers.get(1).waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(check()).isEqualTo("WARN lan.dhcp_silent");
    // nobody took an address
    assertThat(Files.readString(directory.resolve(router.name() + ".leases")))
        .doesNotContain("10.75");
  }

  @Test
  void withoutTheRightsItCannotBeTold() throws Exception {
    String setpriv = Peers.need("setpriv");
    assertThat(check(setpriv, "--bounding-set=-net_bind_service", "--inh-caps=-all"))
        .isEqualTo("UNKNOWN not_permitted");
  }

  @Test
  void onLoopbackNothingIsAsked() {
    assertThatThrownBy(
            () ->
                new LanDhcpCheck()
                    .judge(
                        Assignments.of(CheckType.LAN_DHCP, new Access.Dhcp("127.0.0.1")),
                        LastReading.NONE,
                        Deadline.in(Duration.ofSeconds(1))))
        .isInstanceOf(ProbeException.class)
        .hasMessage("dhcp: not on a link");
  }
}
