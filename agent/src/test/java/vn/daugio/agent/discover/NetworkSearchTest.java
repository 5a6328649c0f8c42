package vn.daugio.agent.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.DeviceSearch.Found;
import vn.daugio.agent.check.DeviceSearch.State;
import vn.daugio.agent.os.LocalMachines;
import vn.daugio.agent.testing.IppPrinters;
import vn.daugio.agent.testing.NetNamespace;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.WholeAgent;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/**
 * The daily look around: a real printer on loopback, a real SNMP agent that changes its address.
 */
class NetworkSearchTest {
  private static final String CONFIG =
      """
      site: dai-dong/tru-so
      machine: OC-Q1-01
      targets:
        - {name: gateway, kind: gateway, address: "10.66.0.1",
           discover: {networks: ["%s"], never: ["10.66.0.64/26"]}}
        - {name: router, kind: router, address: "10.66.0.31", mac: "%s", snmp: {version: 2c, community: public}}
      """;

  @TempDir Path directory;

  private static List<Found> search(List<Target> listed, String... never) throws Exception {
    return new NetworkSearch(LocalMachines.detect().network(), List.of())
        .search(new Access.Discover(List.of("127.0.0.0/28"), List.of(never)), listed)
        .orElse(List.of());
  }

  @Test
  void aPrinterIsNewUntilItIsListed() throws Exception {
    try (IppPrinters printers = IppPrinters.prepare(directory)) {
      Peers.Peer printer = printers.printer("lookaround", "-M", "Acme", "-m", "Daily");
      List<Found> found =
          search(List.of()).stream().filter(one -> "Acme Daily".equals(one.model())).toList();
      assertThat(found).hasSize(1);
      assertThat(found.get(0).state()).isEqualTo(State.NEW);
      assertThat(found.get(0).kind()).isEqualTo(TargetKind.PRINTER);
      assertThat(found.get(0).address()).isEqualTo("127.0.0.1");
      Target listed =
          new Target(
              "may-in-q1",
              TargetKind.PRINTER,
              null,
              null,
              List.of(new Access.Ipp("ipp://127.0.0.1:" + printer.port() + "/ipp/print")));
      assertThat(search(List.of(listed)))
          .filteredOn(one -> "Acme Daily".equals(one.model()))
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.state()).isEqualTo(State.KNOWN);
                assertThat(one.name()).isEqualTo("may-in-q1");
              });
    }
  }

  @Test
  void whatMustNeverBeLookedAtIsNot() throws Exception {
    NetworkSearch search = new NetworkSearch(LocalMachines.detect().network(), List.of());
    List<String> here = List.of("127.0.0.0/28");
    assertThat(search.search(new Access.Discover(here, List.of("0.0.0.0/0")), List.of())).isEmpty();
    KnownNetwork marked =
        new KnownNetwork(Cidr.parse("127.0.0.0/8").orElseThrow(), KnownNetwork.Mark.TSLCD, null);
    assertThat(
            new NetworkSearch(LocalMachines.detect().network(), List.of(marked))
                .search(new Access.Discover(here, List.of()), List.of()))
        .isEmpty();
    // of a plan that this version would not have accepted
    assertThat(search.search(new Access.Discover(List.of("0.0.0.0/0", "x"), List.of()), List.of()))
        .isEmpty();
  }

  /** The whole agent; a router in a namespace of its own, which a MAC address tells. */
  @Test
  void aDeviceAtAnotherAddressIsRecognised() throws Exception {
    String snmpd = Peers.need("snmpd");
    try (NetNamespace pc = NetNamespace.create("y");
        NetNamespace box = NetNamespace.create("z")) {
      pc.run(
          "ip", "link", "add", "lan0", "type", "veth", "peer", "name", "lan0", "netns", box.name());
      box.run("ip", "link", "set", "lan0", "address", "02:00:00:00:00:66");
      pc.run("ip", "addr", "add", "10.66.0.10/24", "dev", "lan0");
      box.run("ip", "addr", "add", "10.66.0.20/24", "dev", "lan0");
      pc.run("ip", "link", "set", "lan0", "up");
      box.run("ip", "link", "set", "lan0", "up");
      Process agent = snmpd(box, snmpd);
      try {
        assertThat(check(pc, "10.66.0.0/24"))
            .isEqualTo(
                "WARN lan.device_moved router (router, Acme hEX, 10.66.0.20, was 10.66.0.31)");
        box.run("ip", "addr", "add", "10.66.0.70/24", "dev", "lan0");
        box.run("ip", "addr", "del", "10.66.0.20/24", "dev", "lan0");
        pc.run("ip", "neigh", "flush", "all");
        assertThat(check(pc, "10.66.0.0/24")).isEqualTo("OK - -");
        assertThat(check(pc, "10.66.0.64/28")).isEqualTo("UNKNOWN not_permitted -");
      } finally {
        agent.destroy();
      }
    }
  }

  private Process snmpd(NetNamespace box, String program) throws Exception {
    Path settings =
        Files.writeString(
            directory.resolve("snmpd.conf"),
            "rocommunity public\nsysdescr Acme hEX\nsysobjectid 1.3.6.1.4.1.14988.1\n");
    Path log = directory.resolve("snmpd.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                box.inside(program, "-f", "-Le", "-C", "-c", settings.toString(), "udp:161"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("SNMP_PERSISTENT_DIR", directory.toString());
    builder.environment().put("MIBS", "");
    Process process = builder.start();
    long end = System.nanoTime() + 20_000_000_000L;
    while (!Files.readString(log).contains("NET-SNMP")) {
      assertThat(process.isAlive() && System.nanoTime() < end).as(Files.readString(log)).isTrue();
      Thread.onSpinWait();
    }
    return process;
  }

  private String check(NetNamespace pc, String network) throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("agent.yaml"), CONFIG.formatted(network, "02:00:00:00:00:66"));
    WholeAgent agent = WholeAgent.check(pc, config, "lan.devices");
    assertThat(agent.exit()).as(agent.output()).isZero();
    List<String> results = agent.results("outcome", "reason", "moved1");
    assertThat(results).hasSize(1);
    return results.get(0);
  }
}
