package vn.daugio.agent.os.linux;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Routes;
import vn.daugio.agent.os.SmallFiles;

/** The network of a Linux system, from {@code /sys/class/net}, {@code /proc/net} and /etc. */
public final class LinuxNetwork implements Network {
  private static final int IFF_UP = 0x1;
  private static final int IFF_LOOPBACK = 0x8;
  private static final long BYTES_PER_MEGABIT = 125_000;

  private final Path root;
  private final Function<String, List<InetAddress>> addresses;
  private final LinuxRoutes routes;
  private final LinuxServers servers;
  private final LinuxWires wires;
  private final LinuxPing ping;
  private final LinuxNeighbours neighbours;
  private final LinuxPaths paths;
  private final LinuxArping arping;

  public LinuxNetwork() {
    this(
        Path.of("/"),
        LinuxNetwork::systemAddresses,
        List.of(firstOf("/usr/bin/ping", "/bin/ping")),
        List.of(firstOf("/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip")));
  }

  /**
   * @param root where {@code sys}, {@code proc}, {@code etc} and {@code run} stand
   * @param addresses the addresses of an interface by its name
   * @param ping how to start ping
   * @param ip how to start ip (iproute2)
   */
  public LinuxNetwork(
      Path root,
      Function<String, List<InetAddress>> addresses,
      List<String> ping,
      List<String> ip) {
    this.root = root;
    this.addresses = addresses;
    this.routes = new LinuxRoutes(root);
    this.servers = new LinuxServers(root);
    this.wires = new LinuxWires(root);
    this.ping = new LinuxPing(ping);
    this.neighbours = new LinuxNeighbours(ip);
    this.paths = new LinuxPaths(ip, ping, routes::defaults);
    this.arping = new LinuxArping(root, List.of(firstOf("/usr/bin/arping", "/usr/sbin/arping")));
  }

  @Override
  public List<Interface> interfaces() {
    List<Interface> found = new ArrayList<>();
    for (Path entry : SmallFiles.entries(root.resolve("sys/class/net"), "*")) {
      String name = entry.getFileName().toString();
      int flags = flags(entry);
      if ((flags & IFF_LOOPBACK) == 0 && Files.isDirectory(entry)) {
        found.add(
            new Interface(
                name,
                Files.exists(entry.resolve("device")),
                Files.exists(entry.resolve("wireless")) || Files.exists(entry.resolve("phy80211")),
                (flags & IFF_UP) != 0,
                SmallFiles.number(entry.resolve("carrier")).orElse(0L) == 1,
                addresses.apply(name).stream().filter(a -> !a.isLinkLocalAddress()).toList(),
                Math.max(0, SmallFiles.number(entry.resolve("speed")).orElse(0L))
                    * BYTES_PER_MEGABIT));
      }
    }
    return found;
  }

  private static int flags(Path entry) {
    return SmallFiles.line(entry.resolve("flags"))
        .filter(text -> text.matches("0x[0-9a-fA-F]{1,7}"))
        .map(text -> Integer.parseInt(text.substring(2), 16))
        .orElse(0);
  }

  @Override
  public Optional<Route> defaultRoute() {
    return routes.defaultRoute();
  }

  @Override
  public Routes routes() {
    return paths;
  }

  @Override
  public List<HostAddress> resolvers() {
    return servers.resolvers();
  }

  @Override
  public List<String> timeServers() {
    return servers.timeServers();
  }

  @Override
  public boolean isOnLink(InetAddress address) {
    return address.isLoopbackAddress() || address.isLinkLocalAddress() || routes.isOnLink(address);
  }

  @Override
  public PingReply ping(PingRequest request, Deadline deadline)
      throws NotPermittedException, InterruptedException {
    return ping.ping(request, deadline);
  }

  @Override
  public Neighbour neighbour(InetAddress address, Deadline deadline) throws InterruptedException {
    return neighbours.ask(address, deadline);
  }

  @Override
  public List<Station> neighbours(Deadline deadline) throws InterruptedException {
    return neighbours.all(deadline);
  }

  @Override
  public Optional<String> mac(InetAddress address, Deadline deadline) {
    return wires.mac(address);
  }

  @Override
  public Optional<Wire> wire(String interfaceName) {
    return wires.wire(interfaceName);
  }

  @Override
  public AddressUse addressUse(String interfaceName, InetAddress address, Deadline deadline)
      throws InterruptedException {
    return arping.ask(interfaceName, address, deadline);
  }

  private static List<InetAddress> systemAddresses(String name) {
    try {
      NetworkInterface known = NetworkInterface.getByName(name);
      return known == null ? List.of() : known.inetAddresses().toList();
    } catch (SocketException e) {
      // an interface that vanished between the listing and this call has no addresses
      return List.of();
    }
  }

  private static String firstOf(String... programs) {
    for (String program : programs) {
      if (Files.isExecutable(Path.of(program))) {
        return program;
      }
    }
    return programs[0];
  }
}
