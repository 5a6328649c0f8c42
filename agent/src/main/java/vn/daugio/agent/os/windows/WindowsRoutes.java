package vn.daugio.agent.os.windows;

import java.net.InetAddress;
import java.util.ArrayList;
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

  @Override
  public List<Network.Route> defaults() {
    List<WindowsFacts.Gate> gates = new ArrayList<>();
    var told = facts.get().defaultRoutes();
    if (told != null) {
      gates.addAll(told);
    }
    List<Network.Route> routes = new ArrayList<>();
    for (WindowsFacts.Gate gate : gates) {
      @Nullable String gateway = gate.gateway();
      @Nullable String name = gate.interfaceName();
      if (gateway != null && name != null) {
        Addresses.parse(gateway).ifPresent(it -> routes.add(new Network.Route(it, name)));
      }
    }
    return List.copyOf(routes);
  }

  /** Only default routes are known; a more specific one through a gateway is not told. */
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
    return defaults().stream()
        .filter(route -> route.gateway().getClass() == destination.getClass())
        .filter(route -> by.isEmpty() || by.get().equals(route.interfaceName()))
        .findFirst();
  }

  @Override
  public Optional<InetAddress> hop(Network.PingRequest request, int hops, Deadline deadline) {
    return Optional.empty();
  }
}
