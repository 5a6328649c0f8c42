package vn.daugio.agent.check.internet;

import java.util.ArrayList;
import java.util.List;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.Network.HostAddress;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.HostPort;

/** The name servers of a line: its own, else this computer's. */
final class Resolvers {
  private static final int DNS_PORT = 53;

  private Resolvers() {}

  static List<HostAddress> of(Access.Line line, Network network) {
    if (line.resolvers().isEmpty()) {
      return network.resolvers();
    }
    List<HostAddress> resolvers = new ArrayList<>();
    for (String text : line.resolvers()) {
      HostPort hostPort =
          HostPort.parse(text)
              .orElseThrow(() -> new IllegalArgumentException("no resolver: " + text));
      resolvers.add(new HostAddress(Lines.literal(hostPort.host()), hostPort.portOr(DNS_PORT)));
    }
    return resolvers;
  }
}
