package vn.daugio.agent.check.endpoint;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.HostLookup;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.ProductSignature;

/** To which management servers this machine has a connection; opens none. */
final class ManagementServers {
  /** Where the line is down, a name server would hold up the whole judgement. */
  private static final Duration AT_MOST = Duration.ofSeconds(2);

  private ManagementServers() {}

  /** The consoles {@code host:port} of these products that are connected. */
  static Set<String> connected(List<ProductSignature> products, Set<InetSocketAddress> established)
      throws InterruptedException {
    Set<String> connected = new HashSet<>();
    for (ProductSignature product : products) {
      String console = product.console();
      if (console != null && !connected.contains(console)) {
        HostPort server = HostPort.parse(console).orElse(new HostPort(console, 0));
        if (isConnected(server, established)) {
          connected.add(console);
        }
      }
    }
    return connected;
  }

  /** A name is looked up only when something is connected to such a port at all. */
  private static boolean isConnected(HostPort server, Set<InetSocketAddress> established)
      throws InterruptedException {
    List<InetAddress> candidates =
        established.stream()
            .filter(one -> one.getPort() == server.port())
            .map(InetSocketAddress::getAddress)
            .toList();
    if (candidates.isEmpty()) {
      return false;
    }
    try {
      return HostLookup.addresses(server.host(), Deadline.in(AT_MOST)).stream()
          .anyMatch(candidates::contains);
    } catch (ProbeException e) {
      // no name server answers: whether it is that server cannot be told
      return false;
    }
  }
}
