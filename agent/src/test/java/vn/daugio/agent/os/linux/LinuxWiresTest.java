package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.OfficeNetwork.address;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.Network.Wire;
import vn.daugio.agent.testing.NetNamespace;
import vn.daugio.agent.testing.Peers;

/** Files as the kernel writes them, and the kernel itself, in two namespaces with a wire. */
class LinuxWiresTest {
  @TempDir Path root;

  @Test
  void countersAndDuplex() throws Exception {
    Path eth0 = root.resolve("sys/class/net/eth0");
    Files.createDirectories(eth0.resolve("statistics"));
    Files.writeString(eth0.resolve("duplex"), "half\n");
    Files.writeString(eth0.resolve("statistics/rx_packets"), "70\n");
    Files.writeString(eth0.resolve("statistics/tx_packets"), "30\n");
    Files.writeString(eth0.resolve("statistics/rx_errors"), "2\n");
    Files.writeString(eth0.resolve("statistics/tx_errors"), "x\n");
    assertThat(new LinuxWires(root).wire("eth0")).contains(new Wire(true, 100, 2, false));
    assertThat(new LinuxWires(root).wire("eth1")).isEmpty();
  }

  /** The kernel's own, in a namespace. */
  private static final class Kernel implements AutoCloseable {
    private final NetNamespace office = NetNamespace.create("w");
    private final NetNamespace router = NetNamespace.create("x");
    private final Process inside;

    Kernel() throws Exception {
      String other = router.name();
      office.run(
          "ip", "link", "add", "lan0", "type", "veth", "peer", "name", "lan0", "netns", other);
      router.run("ip", "link", "set", "lan0", "up");
      office.run("ip", "link", "set", "lan0", "up");
      inside = new ProcessBuilder(office.inside("sleep", "600")).start();
    }

    @Override
    public void close() {
      inside.destroy();
      office.close();
      router.close();
    }
  }

  private Kernel kernel;

  @BeforeEach
  void wire() throws Exception {
    Peers.need("ping");
    kernel = new Kernel();
    // /proc/net is the reader's own namespace; this one is that of a process inside the office
    Files.createDirectories(root.resolve("proc"));
    await(() -> Files.exists(Path.of("/proc/" + kernel.inside.pid() + "/net/arp")));
  }

  @AfterEach
  void unwire() {
    kernel.close();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(50_000_000);
    }
  }

  private LinuxWires wires() throws Exception {
    // not before the child has moved into its namespace
    await(() -> text().contains("lan0"));
    return new LinuxWires(root);
  }

  private String text() {
    try {
      Path proc = root.resolve("proc/net");
      if (!Files.exists(proc)) {
        Files.createSymbolicLink(proc, Path.of("/proc/" + kernel.inside.pid() + "/net"));
      }
      return Files.readString(proc.resolve("dev"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void theMacOfANeighbourAndItsChange() throws Exception {
    kernel.office.run("ip", "addr", "add", "10.76.0.2/24", "dev", "lan0");
    kernel.router.run("ip", "link", "set", "lan0", "address", "02:00:00:00:00:01");
    kernel.router.run("ip", "addr", "add", "10.76.0.1/24", "dev", "lan0");
    LinuxWires wires = wires();
    assertThat(wires.mac(address("10.76.0.1"))).isEmpty();
    kernel.office.run("ping", "-c", "1", "-W", "5", "10.76.0.1");
    assertThat(wires.mac(address("10.76.0.1"))).contains("02:00:00:00:00:01");
    kernel.router.run("ip", "link", "set", "lan0", "address", "02:00:00:00:00:02");
    kernel.office.run("ip", "neigh", "flush", "all");
    kernel.office.run("ping", "-c", "1", "-W", "5", "10.76.0.1");
    assertThat(wires.mac(address("10.76.0.1"))).contains("02:00:00:00:00:02");
    assertThat(wires.mac(address("10.76.0.9"))).isEmpty();
  }

  @Test
  void anAddressOfTwoMachines() throws Exception {
    Files.createDirectories(root.resolve("sys/class/net/lan0/statistics"));
    LinuxWires wires = wires();
    assertThat(wires.wire("lan0")).contains(new Wire(false, 0, 0, false));
    kernel.router.run("ip", "addr", "add", "fd00:76::1/64", "dev", "lan0", "nodad");
    kernel.office.run("ip", "addr", "add", "fd00:76::1/64", "dev", "lan0");
    await(() -> wires.wire("lan0").orElseThrow().conflict());
    assertThat(wires.wire("lan0")).contains(new Wire(false, 0, 0, true));
  }
}
