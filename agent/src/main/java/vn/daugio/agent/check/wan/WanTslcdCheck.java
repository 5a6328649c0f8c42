package vn.daugio.agent.check.wan;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.TcpConnect;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;

/**
 * The dedicated State data network (TSLCD): its gateway, and the internal hosts that were typed in.
 * Only what has a way through that gateway is asked, so that no internal address is ever asked for
 * on the internet, and nothing is searched for.
 */
public final class WanTslcdCheck implements Check {
  private static final String METHOD = "method";
  private static final String ICMP = "icmp";
  private static final String ROUTED = "routed";
  private static final int PINGS = 3;
  private static final int MOST_HOSTS = 6;
  private static final Duration PER_HOST = Duration.ofSeconds(2);

  private final Network network;

  public WanTslcdCheck(Network network) {
    this.network = network;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Access.@Nullable Line line = assignment.target().access(Access.Line.class);
    if (line == null || line.gateway() == null) {
      throw new IllegalArgumentException("the State network needs its gateway");
    }
    InetAddress gateway = literal(line.gateway());
    Finding.Builder finding = Finding.of(CheckType.WAN_TSLCD);
    defaultRoutes(finding);
    List<Access.Destination> hosts = new ArrayList<>();
    List<String> unrouted = new ArrayList<>();
    for (Access.Destination host : line.destinations().stream().limit(MOST_HOSTS).toList()) {
      boolean routed = isRouted(literal(host.address()), gateway, deadline);
      if (routed) {
        hosts.add(host);
      } else {
        unrouted.add(host.name());
      }
    }
    finding.fact("unrouted", String.join(", ", unrouted));
    boolean routed =
        network.isOnLink(gateway) && (hosts.size() > 0 || line.destinations().isEmpty());
    boolean before = "true".equals(last.values().get(ROUTED));
    finding.remember(ROUTED, routed || before ? "true" : null);
    if (!routed) {
      return (before
              ? finding.fail(Reason.WAN_TSLCD_ROUTE_LOST)
              : finding.unknown(Reason.WAN_TSLCD_NO_ROUTE))
          .build();
    }
    if (isSilent(gateway, last, finding, deadline)) {
      return finding.fail(Reason.WAN_TSLCD_GATEWAY_UNREACHABLE).build();
    }
    hosts(hosts, finding, deadline);
    return finding.build();
  }

  /** One computer on two networks at once is a bridge between them. */
  private void defaultRoutes(Finding.Builder finding) {
    for (boolean v6 : new boolean[] {false, true}) {
      long ways =
          network.routes().defaults().stream()
              .map(Network.Route::gateway)
              .filter(gateway -> gateway instanceof Inet6Address == v6)
              .distinct()
              .count();
      if (ways > 1) {
        finding.warn(Reason.WAN_TWO_DEFAULT_ROUTES);
      }
    }
  }

  private boolean isRouted(InetAddress host, InetAddress gateway, Deadline deadline)
      throws InterruptedException {
    if (network.isOnLink(host)) {
      return true;
    }
    try {
      Optional<Network.Route> way = network.routes().to(host, null, deadline);
      return way.filter(route -> route.gateway().equals(gateway)).isPresent();
    } catch (NotPermittedException e) {
      return false;
    }
  }

  /** Silent to ping and unknown to the neighbour protocol that it cannot do without. */
  private boolean isSilent(
      InetAddress gateway, LastReading last, Finding.Builder finding, Deadline deadline)
      throws InterruptedException {
    @Nullable String before = last.values().get(METHOD);
    finding.remember(METHOD, before);
    try {
      Network.PingRequest request = new Network.PingRequest(gateway, null, PINGS);
      if (!network.ping(request, deadline).roundTrips().isEmpty()) {
        finding.remember(METHOD, ICMP);
        return false;
      }
    } catch (NotPermittedException e) {
      before = null;
    }
    return switch (network.neighbour(gateway, deadline)) {
      case PRESENT -> false;
      // of one that used to answer pings the entry proves only that it was there before them
      case RECENT -> ICMP.equals(before);
      case ABSENT -> true;
    };
  }

  private static void hosts(
      List<Access.Destination> hosts, Finding.Builder finding, Deadline deadline) {
    List<String> silent = new ArrayList<>();
    for (Access.Destination host : hosts) {
      InetSocketAddress peer = new InetSocketAddress(literal(host.address()), host.port());
      try {
        Duration took = TcpConnect.time(peer, null, Deadline.in(deadline.atMost(PER_HOST)));
        finding.measure(
            "latency_seconds", took.toNanos() / 1e9, Map.of("destination", host.name()));
      } catch (ProbeException e) {
        // a host that refuses is reached; whether its service runs is a question of the system
        if (e.failure() != ProbeFailure.REFUSED) {
          silent.add(host.name());
        }
      }
    }
    finding.fact("silent", String.join(", ", silent));
    if (!silent.isEmpty()) {
      if (silent.size() == hosts.size()) {
        finding.fail(Reason.WAN_TSLCD_UNREACHABLE);
      } else {
        finding.warn(Reason.WAN_TSLCD_PARTIAL);
      }
    }
  }

  private static InetAddress literal(String text) {
    return Addresses.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("an IP address is expected: " + text));
  }
}
