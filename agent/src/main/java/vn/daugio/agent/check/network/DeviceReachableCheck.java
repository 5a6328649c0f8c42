package vn.daugio.agent.check.network;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.Network.PingReply;
import vn.daugio.agent.os.Network.PingRequest;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.HostLookup;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.TcpConnect;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.Reason;

/**
 * {@code device.reachable}: whether a queue-ticket machine, a display, a loudspeaker or a meeting
 * codec is there. A port in its address has to accept connections; without one the device answers
 * ping (RFC 792) or, where it drops echo requests, shows any sign of life on TCP. So does a switch,
 * router, UPS or server; where it is asked over SNMP, the port in its address is that of SNMP.
 */
public final class DeviceReachableCheck implements Check {
  private static final String METHOD = "method";
  private static final String ICMP = "icmp";
  private static final String TCP = "tcp";
  private static final int COUNT = 3;

  /** Long enough for the first SYN to be lost and sent again after 1 s (RFC 6298 §2). */
  private static final Duration PORT_TIMEOUT = Duration.ofSeconds(3);

  private static final Duration SIGN_TIMEOUT = Duration.ofSeconds(1);

  /** Of web pages, printers and cameras: the ports that small devices most often serve. */
  private static final List<Integer> USUAL_PORTS = List.of(80, 443, 9100, 554);

  private final Network network;
  private final List<Integer> usualPorts;

  public DeviceReachableCheck(Network network) {
    this(network, USUAL_PORTS);
  }

  DeviceReachableCheck(Network network, List<Integer> usualPorts) {
    this.network = network;
    this.usualPorts = List.copyOf(usualPorts);
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    Optional<HostPort> device =
        Optional.ofNullable(assignment.target().address()).flatMap(HostPort::parse);
    if (device.isEmpty()) {
      return finding.unknown(Reason.NOT_SUPPORTED).build();
    }
    InetAddress address = address(device.get().host(), deadline);
    if (device.get().port() > 0 && assignment.target().access(Access.Snmp.class) == null) {
      port(new InetSocketAddress(address, device.get().port()), deadline, finding);
    } else {
      host(address, deadline, finding);
    }
    return finding.build();
  }

  /** A name that cannot be found says nothing about the device: the runner makes it UNKNOWN. */
  private static InetAddress address(String host, Deadline deadline) throws InterruptedException {
    return HostLookup.addresses(host, deadline).stream()
        .findFirst()
        .orElseThrow(
            () -> new ProbeException(ProbeFailure.UNREACHABLE, "the host name is not known"));
  }

  private static void port(InetSocketAddress peer, Deadline deadline, Finding.Builder finding) {
    finding.fact(METHOD, TCP);
    try {
      Deadline step = Deadline.in(deadline.atMost(PORT_TIMEOUT));
      latency(TcpConnect.time(peer, null, step), finding);
    } catch (ProbeException e) {
      finding.fail(
          e.failure() == ProbeFailure.REFUSED
              ? Reason.DEVICE_PORT_CLOSED
              : Reason.DEVICE_NOT_ANSWERING);
    }
  }

  private void host(InetAddress address, Deadline deadline, Finding.Builder finding)
      throws InterruptedException {
    Reason silence = Reason.DEVICE_NOT_ANSWERING;
    try {
      PingReply reply = network.ping(new PingRequest(address, null, COUNT), deadline);
      if (!reply.roundTrips().isEmpty()) {
        List<Duration> sorted = reply.roundTrips().stream().sorted().toList();
        finding.fact(METHOD, ICMP);
        latency(sorted.get((sorted.size() - 1) / 2), finding);
        return;
      }
    } catch (NotPermittedException e) {
      silence = Reason.NOT_PERMITTED;
    }
    if (showsLife(address, deadline, finding)) {
      finding.fact(METHOD, TCP);
    } else if (silence == Reason.NOT_PERMITTED) {
      // four closed doors prove nothing of a device that may well answer ping
      finding.unknown(silence);
    } else {
      finding.fail(silence);
    }
  }

  /** A refused connection is an answer, too, but tells no latency of a service. */
  private boolean showsLife(InetAddress address, Deadline deadline, Finding.Builder finding) {
    for (int port : usualPorts) {
      try {
        Deadline step = Deadline.in(deadline.atMost(SIGN_TIMEOUT));
        latency(TcpConnect.time(new InetSocketAddress(address, port), null, step), finding);
        return true;
      } catch (ProbeException e) {
        if (e.failure() == ProbeFailure.REFUSED) {
          return true;
        }
      }
    }
    return false;
  }

  private static void latency(Duration roundTrip, Finding.Builder finding) {
    finding.measure("latency_seconds", roundTrip.toNanos() / 1e9);
  }
}
