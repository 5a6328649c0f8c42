package vn.daugio.agent.check.wan;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.Assignments.values;
import static vn.daugio.agent.testing.OfficeNetwork.address;
import static vn.daugio.agent.testing.OfficeNetwork.reply;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.Routes;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.DeafPort;
import vn.daugio.agent.testing.OfficeNetwork;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Access.Destination;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * The gateway and the hosts stand on the loopback; the namespaces of the acceptance tests do not.
 */
class WanTslcdCheckTest {
  private static final String GATEWAY = "127.0.0.3";
  private static final OfficeNetwork ECHO =
      OfficeNetwork.EMPTY.answering(request -> reply(request.count(), 1, 1, 1));

  /** A network with these default routes, in which no other is known. */
  private record Routed(OfficeNetwork office, List<Route> defaults) implements Network, Routes {
    @Override
    public Routes routes() {
      return this;
    }

    @Override
    public Optional<Route> to(
        InetAddress destination, @Nullable InetAddress source, Deadline deadline) {
      return defaults.stream().findFirst();
    }

    @Override
    public Optional<InetAddress> hop(PingRequest request, int hops, Deadline deadline) {
      return Optional.empty();
    }

    @Override
    public List<Interface> interfaces() {
      return office.interfaces();
    }

    @Override
    public Optional<Route> defaultRoute() {
      return office.defaultRoute();
    }

    @Override
    public List<HostAddress> resolvers() {
      return office.resolvers();
    }

    @Override
    public List<String> timeServers() {
      return office.timeServers();
    }

    @Override
    public boolean isOnLink(InetAddress address) {
      return office.isOnLink(address);
    }

    @Override
    public PingReply ping(PingRequest request, Deadline deadline)
        throws vn.daugio.agent.os.NotPermittedException {
      return office.ping(request, deadline);
    }

    @Override
    public Neighbour neighbour(InetAddress address, Deadline deadline) {
      return office.neighbour(address, deadline);
    }
  }

  private static Network.Route by(String gateway) {
    return new Network.Route(address(gateway), "eth0");
  }

  private static Destination host(String name, String address, int port) {
    return new Destination(name, "internal", address, port);
  }

  private static Finding judge(
      Network network, Map<String, String> remembered, String gateway, Destination... hosts)
      throws Exception {
    Access.Line line =
        new Access.Line(
            gateway,
            null,
            List.of(),
            Arrays.asList(hosts),
            new Access.LineDetail("tslcd", null, null, null));
    return new WanTslcdCheck(network)
        .judge(
            Assignments.of(CheckType.WAN_TSLCD, line),
            new LastReading(Instant.EPOCH, remembered),
            Deadline.in(Duration.ofSeconds(20)));
  }

  @Test
  void aHostThatRefusesIsReached() throws Exception {
    int closed = vn.daugio.agent.testing.Peers.freePort();
    Finding finding = judge(ECHO, Map.of(), GATEWAY, host("mail", "127.0.0.5", closed));
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts()).isEmpty();
    assertThat(finding.remember()).isEqualTo(Map.of("routed", "true", "method", "icmp"));
  }

  @Test
  void someOrAllHostsAreSilent() throws Exception {
    int closed = vn.daugio.agent.testing.Peers.freePort();
    try (DeafPort deaf = DeafPort.at(address("127.0.0.42"))) {
      Destination silent = host("ioffice", "127.0.0.42", deaf.port());
      Finding some = judge(ECHO, Map.of(), GATEWAY, silent, host("mail", "127.0.0.5", closed));
      assertThat(some.outcome()).isEqualTo(Outcome.WARN);
      assertThat(some.reason()).isEqualTo(Reason.WAN_TSLCD_PARTIAL);
      assertThat(some.facts()).isEqualTo(Map.of("silent", "ioffice"));
      assertThat(values(some, "latency_seconds")).isEmpty();
      Finding all = judge(ECHO, Map.of(), GATEWAY, silent);
      assertThat(all.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(all.reason()).isEqualTo(Reason.WAN_TSLCD_UNREACHABLE);
    }
  }

  @Test
  void theGatewayAnswersToPingOrToTheNeighbourProtocol() throws Exception {
    OfficeNetwork mute = OfficeNetwork.EMPTY.answering(request -> reply(request.count()));
    assertThat(judge(mute.confirming(Network.Neighbour.PRESENT), Map.of(), GATEWAY).outcome())
        .isEqualTo(Outcome.OK);
    OfficeNetwork recent = mute.confirming(Network.Neighbour.RECENT);
    assertThat(judge(recent, Map.of(), GATEWAY).outcome()).isEqualTo(Outcome.OK);
    Finding gone = judge(recent, Map.of("method", "icmp"), GATEWAY);
    assertThat(gone.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(gone.reason()).isEqualTo(Reason.WAN_TSLCD_GATEWAY_UNREACHABLE);
    assertThat(gone.remember()).containsEntry("method", "icmp");
  }

  @Test
  void withoutARouteNothingIsAskedAndNothingKnown() throws Exception {
    Network away = new Routed(ECHO, List.of(by("192.0.2.1")));
    Finding never = judge(away, Map.of(), "192.0.2.3", host("ioffice", "192.0.2.99", 443));
    assertThat(never.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(never.reason()).isEqualTo(Reason.WAN_TSLCD_NO_ROUTE);
    assertThat(never.facts()).isEqualTo(Map.of("unrouted", "ioffice"));
    assertThat(never.remember()).isEmpty();
    Finding lost = judge(away, Map.of("routed", "true"), "192.0.2.3");
    assertThat(lost.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(lost.reason()).isEqualTo(Reason.WAN_TSLCD_ROUTE_LOST);
    assertThat(lost.remember()).isEqualTo(Map.of("routed", "true"));
    // on the way of the internet an internal address is not asked for, though the gateway is there
    Finding elsewhere = judge(away, Map.of(), GATEWAY, host("ioffice", "192.0.2.99", 443));
    assertThat(elsewhere.reason()).isEqualTo(Reason.WAN_TSLCD_NO_ROUTE);
  }

  @Test
  void twoDefaultRoutesOfOneFamily() throws Exception {
    Finding two =
        judge(new Routed(ECHO, List.of(by("192.0.2.1"), by("192.0.2.3"))), Map.of(), GATEWAY);
    assertThat(two.outcome()).isEqualTo(Outcome.WARN);
    assertThat(two.reason()).isEqualTo(Reason.WAN_TWO_DEFAULT_ROUTES);
    Network each = new Routed(ECHO, List.of(by("192.0.2.1"), by("2001:db8::1")));
    assertThat(judge(each, Map.of(), GATEWAY).outcome()).isEqualTo(Outcome.OK);
  }
}
