package vn.daugio.acceptance.discovery;

import java.util.ArrayList;
import java.util.List;
import vn.daugio.acceptance.process.Child;

/**
 * An office PC and a device on one cable, each in a network namespace of its own, without a way
 * out: 192.0.2.10/24 and whatever addresses the device is given. Needs root.
 */
public final class Link implements AutoCloseable {
  /** The network of the cable; one for documentation (RFC 5737). */
  public static final String NETWORK = "192.0.2.0/24";

  private final String pc;
  private final String device;

  public Link(String name) {
    this.pc = name + ProcessHandle.current().pid() + "p";
    this.device = name + ProcessHandle.current().pid() + "d";
    run("ip", "netns", "add", pc);
    try {
      run("ip", "netns", "add", device);
      run(
          "ip", "-n", pc, "link", "add", "lan0", "type", "veth", "peer", "name", "lan0", "netns",
          device);
      for (String one : List.of(pc, device)) {
        run("ip", "-n", one, "link", "set", "lo", "up");
        run("ip", "-n", one, "link", "set", "lan0", "up");
      }
      run("ip", "-n", pc, "addr", "add", "192.0.2.10/24", "dev", "lan0");
      // else the first address takes all others with it
      Child.run(in(device, List.of("sysctl", "-w", "net.ipv4.conf.all.promote_secondaries=1")));
    } catch (IllegalStateException e) {
      close();
      throw e;
    }
  }

  /** Gives the device one more address, {@code 192.0.2.host}. */
  public void give(int host) {
    run("ip", "-n", device, "addr", "add", address(host) + "/24", "dev", "lan0");
  }

  /** Takes an address from the device; the PC forgets that it knew it. */
  public void take(int host) {
    run("ip", "-n", device, "addr", "del", address(host) + "/24", "dev", "lan0");
    forget();
  }

  /** Empties the PC's table of neighbours. */
  public void forget() {
    run("ip", "-n", pc, "neigh", "flush", "all");
  }

  public static String address(int host) {
    return "192.0.2." + host;
  }

  /** A command line that runs on the PC. */
  public List<String> onThePc(List<String> command) {
    return in(pc, command);
  }

  /** A command line that runs on the device. */
  public List<String> onTheDevice(List<String> command) {
    return in(device, command);
  }

  private static List<String> in(String namespace, List<String> command) {
    List<String> line = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    line.addAll(command);
    return line;
  }

  private static void run(String... command) {
    Child.run(List.of(command));
  }

  @Override
  public void close() {
    for (String one : List.of(pc, device)) {
      if (java.nio.file.Files.exists(java.nio.file.Path.of("/run/netns/" + one))) {
        run("ip", "netns", "del", one);
      }
    }
  }
}
