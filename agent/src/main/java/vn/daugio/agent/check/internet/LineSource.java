package vn.daugio.agent.check.internet;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.protocol.Access;

/** Whether packets from a line's own address really leave by that line. */
final class LineSource {
  /** What the kernel does with them. */
  enum Way {
    /** They leave by the line, or nothing else was asked for. */
    OWN,
    /** They leave by another line, or it cannot be told. */
    OTHER,
    /** This computer does not have the address: unplugged, or given another one. */
    ABSENT
  }

  private final Network network;
  private final Access.Line line;
  private final Deadline deadline;

  LineSource(Network network, Access.Line line, Deadline deadline) {
    this.network = network;
    this.line = line;
    this.deadline = deadline;
  }

  /**
   * @param destination beyond the gateway, of the family of {@code source}
   */
  Way way(InetAddress destination, @Nullable InetAddress source) throws InterruptedException {
    if (source == null || destination.isLoopbackAddress()) {
      return Way.OWN;
    }
    Optional<Network.Interface> by =
        network.interfaces().stream().filter(one -> one.addresses().contains(source)).findFirst();
    if (by.isEmpty()) {
      return Way.ABSENT;
    }
    try {
      Optional<Network.Route> route = network.routes().to(destination, source, deadline);
      // without any way nothing can leave by another line: the destinations will be silent
      return route.isEmpty() || isOwn(route.get(), by.get(), destination) ? Way.OWN : Way.OTHER;
    } catch (NotPermittedException e) {
      return Way.OTHER;
    }
  }

  private boolean isOwn(Network.Route route, Network.Interface by, InetAddress destination) {
    if (!route.interfaceName().equals(by.name())) {
      return false;
    }
    Optional<InetAddress> gateway = gateway(destination);
    if (gateway.isPresent()) {
      return route.gateway().equals(gateway.get());
    }
    return !Lines.isBackup(line) || !isDefault(route, destination);
  }

  /** The configured one; of the other family nothing is configured. */
  private Optional<InetAddress> gateway(InetAddress destination) {
    return Optional.ofNullable(line.gateway())
        .map(Lines::literal)
        .filter(gateway -> Lines.isV6(gateway) == Lines.isV6(destination));
  }

  /** A second address of the interface that everything leaves by makes no second line. */
  private boolean isDefault(Network.Route route, InetAddress destination) {
    List<Network.Route> family =
        network.routes().defaults().stream()
            .filter(one -> one.gateway() instanceof Inet6Address == Lines.isV6(destination))
            .toList();
    return !family.isEmpty() && family.get(0).equals(route);
  }
}
