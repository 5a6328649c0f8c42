package vn.daugio.agent.check.lan;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.DhcpOffers;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;

/**
 * Whether only the configured server gives out addresses. A second one, usually a Wi-Fi router
 * plugged in the wrong way, leads some machines astray, others not. On a machine whose account may
 * not use the port of DHCP clients it cannot be told.
 */
public final class LanDhcpCheck implements Check {
  /** A server that sees first whether an address is free takes one to three seconds. */
  private static final Duration LISTEN = Duration.ofSeconds(5);

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline) {
    Access.@Nullable Dhcp dhcp = assignment.target().access(Access.Dhcp.class);
    if (dhcp == null) {
      throw new IllegalArgumentException("planned without a DHCP server");
    }
    InetAddress allowed = Addresses.parse(dhcp.server()).orElseThrow();
    Finding.Builder finding = Finding.of(CheckType.LAN_DHCP);
    Set<InetAddress> servers;
    try {
      servers = DhcpOffers.servers(allowed, Deadline.in(deadline.atMost(LISTEN)));
    } catch (NotPermittedException e) {
      return finding.unknown(Reason.NOT_PERMITTED).build();
    }
    finding.fact("dhcpServers", Integer.toString(servers.size()));
    if (!servers.contains(allowed)) {
      finding.warn(Reason.LAN_DHCP_SILENT);
    }
    if (servers.stream().anyMatch(server -> !server.equals(allowed))) {
      finding.fail(Reason.LAN_DHCP_SECOND);
    }
    return finding.build();
  }
}
