package vn.daugio.agent.check.ipv6;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.DataFile;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.DnsLookup;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.TcpConnect;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;

/**
 * How far this computer is on the way to IPv6: a global address, a default route, a name that is
 * found, a connection. Where none of it was begun nothing is wrong: the steps are 0 and counted.
 * Begun and not working is a WARN, as programs try IPv6 first and wait for it.
 */
public final class Ipv6ReadinessCheck implements Check {
  private static final Duration PER_QUESTION = Duration.ofSeconds(2);
  private static final int HTTPS = 443;

  private final Network network;

  public Ipv6ReadinessCheck(Network network) {
    this.network = network;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline) {
    Finding.Builder finding = Finding.of(CheckType.IPV6_READINESS);
    boolean address =
        network.interfaces().stream()
            .flatMap(one -> one.addresses().stream())
            .anyMatch(Ipv6ReadinessCheck::isGlobal);
    boolean route =
        network.routes().defaults().stream().anyMatch(one -> one.gateway() instanceof Inet6Address);
    step("address", address, finding);
    step("route", route, finding);
    if (!address && !route) {
      return finding.fact("ipv6", "absent").build();
    }
    if (!address) {
      return finding.warn(Reason.IPV6_NO_ADDRESS).build();
    }
    if (!route) {
      return finding.warn(Reason.IPV6_NO_ROUTE).build();
    }
    boolean lookup = isFound(deadline);
    boolean connection = isConnected(deadline);
    step("lookup", lookup, finding);
    step("connection", connection, finding);
    if (!connection) {
      finding.warn(Reason.IPV6_NO_CONNECTION);
    }
    if (!lookup) {
      finding.warn(Reason.IPV6_NO_LOOKUP);
    }
    if (connection && lookup) {
      finding.fact("ipv6", "ready");
    }
    return finding.build();
  }

  private static void step(String name, boolean taken, Finding.Builder finding) {
    finding.measure("readiness_ratio", taken ? 1 : 0, Map.of("step", name));
  }

  /** 2000::/3, all that is given out (RFC 4291 section 2.4, IANA). */
  static boolean isGlobal(InetAddress address) {
    return address instanceof Inet6Address && (address.getAddress()[0] & 0xe0) == 0x20;
  }

  private boolean isFound(Deadline deadline) {
    List<String> names = DataFile.lines(Ipv6ReadinessCheck.class, "names.txt");
    for (Network.HostAddress resolver : network.resolvers().stream().limit(2).toList()) {
      for (String name : names) {
        try {
          DnsLookup.Question question = new DnsLookup.Question(name, null, true);
          Deadline step = Deadline.in(deadline.atMost(PER_QUESTION));
          if (!DnsLookup.lookup(resolver, question, step).addresses().isEmpty()) {
            return true;
          }
        } catch (ProbeException e) {
          // whether the resolver works is judged elsewhere; another may answer
        }
      }
    }
    return false;
  }

  private static boolean isConnected(Deadline deadline) {
    for (String host : DataFile.lines(Ipv6ReadinessCheck.class, "hosts.txt")) {
      try {
        InetSocketAddress peer = new InetSocketAddress(Addresses.parse(host).orElseThrow(), HTTPS);
        TcpConnect.time(peer, null, Deadline.in(deadline.atMost(PER_QUESTION)));
        return true;
      } catch (ProbeException e) {
        if (e.failure() == ProbeFailure.REFUSED) {
          // the host itself said no: the way there and back works
          return true;
        }
      }
    }
    return false;
  }
}
