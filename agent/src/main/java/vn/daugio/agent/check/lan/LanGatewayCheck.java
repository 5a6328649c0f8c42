package vn.daugio.agent.check.lan;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
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
import vn.daugio.agent.os.Network.PingReply;
import vn.daugio.agent.os.Network.PingRequest;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.TcpConnect;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.Reason;

/**
 * Whether the gateway answers: to ping, or, where it drops echo requests, to the neighbour protocol
 * that it cannot do without.
 */
public final class LanGatewayCheck implements Check {
  private static final String GATEWAY = "gateway";
  private static final String METHOD = "method";
  private static final String ARP = "arp";
  private static final String ICMP = "icmp";
  private static final int COUNT = 5;

  /** Of a gateway's own page; only to wake the neighbour protocol where ping is not permitted. */
  private static final int PAGE_PORT = 80;

  private final Network network;

  public LanGatewayCheck(Network network) {
    this.network = network;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(CheckType.LAN_GATEWAY);
    Optional<InetAddress> known = gateway(assignment, last);
    if (known.isEmpty()) {
      return finding.fail(Reason.LAN_NO_GATEWAY).build();
    }
    InetAddress gateway = known.get();
    finding.remember(GATEWAY, gateway.getHostAddress());
    try {
      PingReply reply = network.ping(new PingRequest(gateway, null, COUNT), deadline);
      if (!reply.roundTrips().isEmpty()) {
        answered(reply, assignment.limit("loss-warn-above"), finding);
      } else if (isThere(gateway, last, deadline)) {
        byNeighbour(finding);
      } else {
        finding.measure("gateway_loss_ratio", 1);
        finding.fail(Reason.LAN_GATEWAY_UNREACHABLE);
        // what it used to answer to, for when it comes back
        finding.remember(METHOD, last.values().get(METHOD));
      }
    } catch (NotPermittedException e) {
      withoutPing(gateway, last, deadline, finding);
    }
    boolean same = gateway.getHostAddress().equals(last.values().get(GATEWAY));
    GatewayMac.judge(network.mac(gateway, deadline), same ? last.values() : Map.of(), finding);
    return finding.build();
  }

  /**
   * A recent entry of a gateway that used to answer pings proves only that it was there before the
   * pings; of one that never does, it is all there is.
   */
  private boolean isThere(InetAddress gateway, LastReading last, Deadline deadline)
      throws InterruptedException {
    return switch (network.neighbour(gateway, deadline)) {
      case PRESENT -> true;
      case RECENT -> !ICMP.equals(last.values().get(METHOD));
      case ABSENT -> false;
    };
  }

  private static void byNeighbour(Finding.Builder finding) {
    finding.fact(METHOD, ARP);
    finding.remember(METHOD, ARP);
  }

  private Optional<InetAddress> gateway(Assignment assignment, LastReading last) {
    @Nullable String address = assignment.target().address();
    if (address != null) {
      Optional<InetAddress> named =
          HostPort.parse(address).flatMap(hostPort -> Addresses.parse(hostPort.host()));
      if (named.isEmpty()) {
        throw new IllegalArgumentException("a gateway needs an IP address: " + address);
      }
      return named;
    }
    Optional<InetAddress> routed = network.defaultRoute().map(Network.Route::gateway);
    return routed.isPresent()
        ? routed
        : Optional.ofNullable(last.values().get(GATEWAY)).flatMap(Addresses::parse);
  }

  private static void answered(PingReply reply, double lossAbove, Finding.Builder finding) {
    List<Duration> sorted = reply.roundTrips().stream().sorted().toList();
    double loss = 1.0 - (double) sorted.size() / reply.sent();
    finding.fact(METHOD, ICMP);
    finding.remember(METHOD, ICMP);
    finding.measure("gateway_loss_ratio", loss);
    finding.measure("gateway_latency_seconds", sorted.get((sorted.size() - 1) / 2).toNanos() / 1e9);
    if (loss > lossAbove) {
      finding.warn(Reason.LAN_GATEWAY_LOSS);
    }
  }

  /** Without ping an answer proves that it is there; silence proves nothing. */
  private void withoutPing(
      InetAddress gateway, LastReading last, Deadline deadline, Finding.Builder finding)
      throws InterruptedException {
    Deadline step = Deadline.in(deadline.atMost(Duration.ofSeconds(1)));
    boolean open;
    try {
      TcpConnect.time(new InetSocketAddress(gateway, PAGE_PORT), null, step);
      open = true;
    } catch (ProbeException e) {
      open = e.failure() == ProbeFailure.REFUSED;
    }
    if (open) {
      finding.fact(METHOD, "tcp");
    } else if (isThere(gateway, last, deadline)) {
      byNeighbour(finding);
    } else {
      finding.unknown(Reason.NOT_PERMITTED);
    }
  }
}
