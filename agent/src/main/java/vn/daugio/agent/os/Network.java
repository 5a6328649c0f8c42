package vn.daugio.agent.os;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How this computer is connected. */
public interface Network {
  /** Physical and virtual interfaces except loopback. */
  List<Interface> interfaces();

  /** The default route with the lowest metric; IPv4 before IPv6. */
  Optional<Route> defaultRoute();

  /** Which way packets leave; where the system does not tell: {@link Routes#UNTOLD}. */
  default Routes routes() {
    return Routes.UNTOLD;
  }

  /** The name servers the system asks, in order; loopback stubs are resolved to what they ask. */
  List<HostAddress> resolvers();

  /** The time servers that the system is configured with, in order; may be empty. */
  List<String> timeServers();

  /** True when the address is reached without a gateway. */
  boolean isOnLink(InetAddress address);

  /**
   * A burst of echo requests by the platform's ping.
   *
   * @return round trips in order of sending; a lost one is absent, so that size tells the loss
   * @throws NotPermittedException when this user or this system cannot ping
   */
  PingReply ping(PingRequest request, Deadline deadline)
      throws NotPermittedException, InterruptedException;

  /**
   * What the neighbour protocol (ARP, RFC 826; ND, RFC 4861) knows of an address on the link. Waits
   * while an answer is under way, for at most 7 s.
   */
  Neighbour neighbour(InetAddress address, Deadline deadline) throws InterruptedException;

  /**
   * The system's table of neighbours: who was heard on the link lately, and by which MAC address.
   * Empty where it cannot be read.
   */
  default List<Station> neighbours(Deadline deadline) throws InterruptedException {
    return List.of();
  }

  /** The MAC address of a neighbour, where the system knows one; see {@link #neighbours}. */
  default Optional<String> mac(InetAddress address, Deadline deadline) throws InterruptedException {
    return neighbours(deadline).stream()
        .filter(station -> station.address().equals(address))
        .map(Station::mac)
        .findFirst();
  }

  /** What the system says of an interface beyond {@link Interface}; empty where it does not. */
  default Optional<Wire> wire(String interfaceName) {
    return Optional.empty();
  }

  /**
   * Whether another machine on the link answers for an IPv4 address of ours; takes a second where
   * it has to be asked (an ARP probe, RFC 5227 section 2.1.1).
   */
  default AddressUse addressUse(String interfaceName, InetAddress address, Deadline deadline)
      throws InterruptedException {
    return AddressUse.NOT_TOLD;
  }

  /** Who uses an address of ours. */
  enum AddressUse {
    /** Nobody else answered. */
    OURS,
    /** Another machine has it, too. */
    TAKEN,
    /** Asking needs rights that this account lacks. */
    NOT_PERMITTED,
    /** The program that could ask is not installed. */
    NO_TOOL,
    /** The system does not tell, e.g. of an interface without ARP. */
    NOT_TOLD
  }

  /**
   * @param halfDuplex negotiated; false also where the system does not say
   * @param packets received and sent since the interface came up
   * @param errors of those that failed, likewise
   * @param conflict an IPv6 address of it was found to be used by another machine (RFC 4862 section
   *     5.4); of IPv4 see {@link #addressUse}
   */
  record Wire(boolean halfDuplex, long packets, long errors, boolean conflict) {}

  /**
   * @param mac six lower-case hexadecimal pairs with colons
   */
  record Station(InetAddress address, String mac) {}

  /** An address on the link. */
  enum Neighbour {
    /** It answered within the last second or two. */
    PRESENT,
    /** It was there within the last minute; since then it was not asked. */
    RECENT,
    /** It did not answer, or nothing is known of it; also loopback. */
    ABSENT
  }

  /**
   * @param address whom to ask
   * @param source the local address to send from; null: the system's choice
   * @param count requests to send, 200 ms apart
   */
  record PingRequest(InetAddress address, @Nullable InetAddress source, int count) {}

  /**
   * @param name the system's name, e.g. {@code eth0}
   * @param physical false for bridges, tunnels, containers' ends
   * @param wireless true for Wi-Fi
   * @param enabled administratively up
   * @param carrier cable in or Wi-Fi joined
   * @param addresses its addresses, without link-local ones
   * @param bytesPerSecond negotiated speed; 0 when the system does not say
   */
  record Interface(
      String name,
      boolean physical,
      boolean wireless,
      boolean enabled,
      boolean carrier,
      List<InetAddress> addresses,
      long bytesPerSecond) {}

  /** A default route: the next hop and the interface it leaves by. */
  record Route(InetAddress gateway, String interfaceName) {}

  /** An address and a port. */
  record HostAddress(InetAddress address, int port) {}

  /** What came back of {@code sent} requests. */
  record PingReply(int sent, List<Duration> roundTrips) {}
}
