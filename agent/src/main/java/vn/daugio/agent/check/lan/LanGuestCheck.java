package vn.daugio.agent.check.lan;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.Network.PingRequest;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.HostLookup;
import vn.daugio.agent.probe.PageGet;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.TcpConnect;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.Reason;

/**
 * {@code lan.guest}: whether the guests' first page answers, and whether what only the staff may
 * use is out of the guests' reach. Asked from this computer's own address among the guests, and
 * only where the kernel really sends such packets out there: a silence on another way proves
 * nothing.
 */
public final class LanGuestCheck implements Check {
  private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(4);
  private static final Duration DOOR_TIMEOUT = Duration.ofMillis(1_500);

  private final Network network;

  public LanGuestCheck(Network network) {
    this.network = network;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Access.@Nullable Guest guest = assignment.target().access(Access.Guest.class);
    if (guest == null) {
      throw new IllegalArgumentException("planned without a network for guests");
    }
    Finding.Builder finding = Finding.of(CheckType.LAN_GUEST);
    @Nullable InetAddress source =
        guest.source() == null ? null : Addresses.parse(guest.source()).orElseThrow();
    Optional<Network.Interface> by =
        network.interfaces().stream()
            .filter(one -> one.carrier() && one.addresses().contains(source))
            .findFirst();
    if (guest.portal() != null) {
      portal(guest, by.isPresent() ? source : null, finding, deadline);
    }
    if (source != null) {
      if (by.isEmpty()) {
        finding.unknown(Reason.LAN_GUEST_NOT_JOINED);
      } else {
        new Doors(source, by.get().name(), finding, deadline).judge(guest.staff());
      }
    }
    return finding.build();
  }

  private static void portal(
      Access.Guest guest, @Nullable InetAddress source, Finding.Builder finding, Deadline deadline)
      throws InterruptedException {
    Deadline most = Deadline.in(deadline.atMost(PAGE_TIMEOUT));
    long start = System.nanoTime();
    try {
      URI page = URI.create(String.valueOf(guest.portal()));
      InetAddress address =
          HostLookup.addresses(page.getHost().replaceAll("^\\[|]$", ""), most).stream()
              .findFirst()
              .orElseThrow(
                  () -> new ProbeException(ProbeFailure.UNREACHABLE, "the name is not known"));
      var answer = PageGet.get(page, address, source, most).answer();
      finding.measure("portal_seconds", (System.nanoTime() - start) / 1e9);
      boolean said = guest.text() == null || answer.body().contains(guest.text());
      if (answer.status() >= 400 || !said) {
        finding
            .warn(Reason.LAN_PORTAL_UNEXPECTED)
            .fact("status", Integer.toString(answer.status()));
      }
    } catch (ProbeException e) {
      if (e.failure() == ProbeFailure.MALFORMED || e.failure() == ProbeFailure.INCOMPLETE) {
        finding.warn(Reason.LAN_PORTAL_UNEXPECTED);
      } else {
        finding.fail(Reason.LAN_PORTAL_NOT_ANSWERING).fact("portal", e.getMessage());
      }
    }
  }

  /** Tries the doors of the staff's network from among the guests. */
  private final class Doors {
    private final InetAddress source;
    private final String name;
    private final Finding.Builder finding;
    private final Deadline deadline;
    private final List<String> open = new ArrayList<>();

    private Doors(InetAddress source, String name, Finding.Builder finding, Deadline deadline) {
      this.source = source;
      this.name = name;
      this.finding = finding;
      this.deadline = deadline;
    }

    private void judge(List<String> staff) throws InterruptedException {
      int tried = 0;
      for (String one : staff) {
        HostPort door = HostPort.parse(one).orElseThrow();
        InetAddress address = Addresses.parse(door.host()).orElseThrow();
        if (leaves(address)) {
          tried++;
          String how = door.port() > 0 && answersTcp(address, door.port()) ? "TCP" : "";
          how = how.isEmpty() && answersPing(address) ? "ICMP" : how;
          if (!how.isEmpty()) {
            open.add(one + " (" + how + ")");
          }
        }
      }
      if (tried < staff.size()) {
        finding.unknown(Reason.LAN_GUEST_NOT_SEPARABLE);
      }
      if (!open.isEmpty()) {
        finding.fail(Reason.LAN_GUEST_REACHES_STAFF).fact("staff", String.join(", ", open));
      }
      if (tried > 0) {
        finding.measure("staff_reached_addresses", open.size());
      }
    }

    /** A guest's packets always leave by the guests' network. */
    private boolean leaves(InetAddress address) throws InterruptedException {
      try {
        return network
            .routes()
            .to(address, source, deadline)
            .filter(route -> route.interfaceName().equals(name))
            .isPresent();
      } catch (NotPermittedException e) {
        return false;
      }
    }

    /** Who refuses has heard us. */
    private boolean answersTcp(InetAddress address, int port) {
      try {
        Deadline most = Deadline.in(deadline.atMost(DOOR_TIMEOUT));
        TcpConnect.time(new InetSocketAddress(address, port), source, most);
        return true;
      } catch (ProbeException e) {
        return e.failure() == ProbeFailure.REFUSED;
      }
    }

    private boolean answersPing(InetAddress address) throws InterruptedException {
      try {
        return !network.ping(new PingRequest(address, source, 2), deadline).roundTrips().isEmpty();
      } catch (NotPermittedException e) {
        finding.fact("icmp", "not_permitted");
        return false;
      }
    }
  }
}
