package vn.daugio.agent.os.windows;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Routes;

/**
 * The ways of a Windows system, which follows the strong host model (RFC 1122 section 3.3.4.2): a
 * packet leaves by the interface that has its source address. It was not run on Windows.
 */
final class WindowsRoutes implements Routes {
  private final Supplier<WindowsFacts> facts;
  private final Network network;

  WindowsRoutes(Supplier<WindowsFacts> facts, Network network) {
    this.facts = facts;
    this.network = network;
  }

  private List<WindowsFacts.Gate> gates() {
    var told = facts.get().viaRoutes();
    return told == null ? List.of() : told;
  }

  @Override
  public List<Network.Route> defaults() {
    return gates().stream()
        .filter(gate -> bits(gate) == 0)
        .flatMap(gate -> route(gate).stream())
        .toList();
  }

  private static Optional<Network.Route> route(WindowsFacts.Gate gate) {
    String gateway = gate.gateway();
    String name = gate.interfaceName();
    return gateway == null || name == null
        ? Optional.empty()
        : Addresses.parse(gateway).map(it -> new Network.Route(it, name));
  }

  /** Length of the prefix; -1 where none is told. */
  private static int bits(WindowsFacts.Gate gate) {
    String prefix = gate.prefix();
    return prefix != null && prefix.matches("[^/]+/\\d{1,3}")
        ? Integer.parseInt(prefix.substring(prefix.indexOf('/') + 1))
        : -1;
  }

  @Override
  public Optional<Network.Route> to(
      InetAddress destination, @Nullable InetAddress source, Deadline deadline)
      throws NotPermittedException {
    if (network.isOnLink(destination)) {
      throw new NotPermittedException("routes: not told for the own link");
    }
    Optional<String> by =
        source == null
            ? Optional.empty()
            : network.interfaces().stream()
                .filter(one -> one.addresses().contains(source))
                .map(Network.Interface::name)
                .findFirst();
    if (source != null && by.isEmpty()) {
      return Optional.empty();
    }
    return gates().stream()
        .filter(gate -> gate.prefix() != null && WindowsNetwork.covers(gate.prefix(), destination))
        .filter(gate -> by.isEmpty() || by.get().equals(gate.interfaceName()))
        .sorted(Comparator.comparingInt(WindowsRoutes::bits).reversed())
        .flatMap(gate -> route(gate).stream())
        .findFirst();
  }

  @Override
  public Optional<InetAddress> hop(Network.PingRequest request, int hops, Deadline deadline) {
    return Optional.empty();
  }
}
