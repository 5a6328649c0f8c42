package vn.daugio.acceptance.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import vn.daugio.acceptance.discovery.Link;
import vn.daugio.acceptance.process.Child;
import vn.daugio.acceptance.process.Tree;
import vn.daugio.agent.discover.Cidr;
import vn.daugio.agent.discover.Permission;
import vn.daugio.agent.discover.SnmpSweep;
import vn.daugio.agent.os.LocalMachines;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.SnmpValue;

/**
 * Discovery's SNMP sweep of the 254 addresses of a link beside {@code fping -a -r0 -i1} of the
 * same, in network namespaces of their own. Twenty addresses have an SNMP agent, ten more have
 * none, nobody has the others. The sweep is the first of its process; the whole command, which also
 * waits for announcements and asks whom it found, is a figure without a goal.
 */
public final class Sweep {
  private static final int AGENTS = 20;
  private static final int OTHERS = 10;
  private static final int FIRST = 101;
  private static final int ROUNDS = 5;

  private Sweep() {}

  /** Makes one sweep of the network in its argument; prints milliseconds and how many answered. */
  public static void main(String[] args) throws InterruptedException {
    Permission permission = new Permission(List.of(Cidr.parse(args[0]).orElseThrow()), List.of());
    try (SnmpClient snmp = new SnmpClient()) {
      long start = System.nanoTime();
      Map<InetAddress, Map<String, SnmpValue>> answered =
          new SnmpSweep(snmp, LocalMachines.detect().network()).sweep(permission);
      System.out.println((System.nanoTime() - start) / 1_000_000 + " " + answered.size());
    }
  }

  static List<String> measure(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("snmpd.conf"), "rocommunity public\n");
    try (Link link = new Link("ds")) {
      IntStream.range(FIRST, FIRST + AGENTS + OTHERS).forEach(link::give);
      try (Child snmpd = Child.start(folder.resolve("snmpd.log"), snmpd(folder, link))) {
        snmpd.await(
            "SNMP agent", java.time.Duration.ofSeconds(30), () -> sweep(link).agents() == AGENTS);
        List<Double> ours = new ArrayList<>();
        List<Double> peer = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
          ours.add(confirmed(sweep(link)));
          link.forget();
          peer.add(fping(link));
          link.forget();
          whole.add(Timed.run(link.onThePc(discover())).wallSeconds());
          link.forget();
        }
        return List.of(
            Bench.atMost("sweep_254_addresses_vs_fping", median(ours), median(peer), 2),
            Bench.figure("discover_254_addresses_vs_fping", median(whole), median(peer)));
      }
    }
  }

  private static List<String> snmpd(Path folder, Link link) {
    String listening =
        IntStream.range(FIRST, FIRST + AGENTS)
            .mapToObj(host -> "udp:" + Link.address(host) + ":161")
            .reduce((a, b) -> a + " " + b)
            .orElseThrow();
    String start =
        "SNMP_PERSISTENT_DIR=%s MIBS= exec snmpd -f -Lf %s -C -c %s %s"
            .formatted(
                folder, folder.resolve("snmpd.out"), folder.resolve("snmpd.conf"), listening);
    return link.onTheDevice(List.of("sh", "-c", start));
  }

  private record One(double seconds, int agents) {}

  private static One sweep(Link link) {
    String[] said =
        Child.run(
                link.onThePc(
                    List.of(
                        "java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sweep.class.getName(),
                        Link.NETWORK)))
            .split(" ", -1);
    return new One(Double.parseDouble(said[0]) / 1000, Integer.parseInt(said[1]));
  }

  /** A sweep that is quick because it found nothing is none. */
  private static double confirmed(One sweep) {
    if (sweep.agents() != AGENTS) {
      throw new IllegalStateException(sweep.agents() + " agents were found");
    }
    return sweep.seconds();
  }

  private static double fping(Link link) {
    return Timed.run(link.onThePc(List.of("fping", "-a", "-r0", "-i1", "-g", Link.NETWORK)))
        .wallSeconds();
  }

  private static List<String> discover() {
    return List.of(Tree.agent(), "discover", "--network", Link.NETWORK);
  }

  private static double median(List<Double> seconds) {
    return seconds.stream().sorted().toList().get(seconds.size() / 2);
  }
}
