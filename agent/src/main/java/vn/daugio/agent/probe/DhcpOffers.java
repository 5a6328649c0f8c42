package vn.daugio.agent.probe;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;

/**
 * Who gives out addresses on a link: all offers to a DHCPDISCOVER (RFC 2131 section 3.1). Nothing
 * is requested, so that no lease is taken; we ask as the machine that we are, to which a server
 * offers what it has already.
 */
public final class DhcpOffers {
  private static final int CLIENT_PORT = 68;
  private static final int SERVER_PORT = 67;

  /** A server may first see whether the address is free. */
  private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(2);

  private static final int MOST_BYTES = 1_500;
  private static final int MOST_DATAGRAMS = 500;
  private static final int MOST_SERVERS = 16;

  private DhcpOffers() {}

  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  private record Link(InetAddress broadcast, byte[] mac) {}

  /**
   * Asks until the deadline.
   *
   * @param neighbour an address of the link
   * @return the servers' own addresses as they give them
   * @throws NotPermittedException when the port of DHCP clients is not to be had
   * @throws ProbeException UNSUPPORTED when no interface is on such a link, UNREACHABLE when
   *     nothing can be sent
   */
  public static Set<InetAddress> servers(InetAddress neighbour, Deadline deadline)
      throws NotPermittedException {
    Set<InetAddress> found = new LinkedHashSet<>();
    try {
      Link link =
          link(neighbour)
              .orElseThrow(
                  () -> new ProbeException(ProbeFailure.UNSUPPORTED, "dhcp: not on a link"));
      int id = ThreadLocalRandom.current().nextInt();
      byte[] discover = DhcpMessage.discover(id, link.mac());
      InetSocketAddress all = new InetSocketAddress(link.broadcast(), SERVER_PORT);
      try (DatagramSocket socket = clientSocket()) {
        int datagrams = 0;
        while (!deadline.isOver() && datagrams < MOST_DATAGRAMS) {
          socket.send(new DatagramPacket(discover, discover.length, all));
          Deadline until = Deadline.in(deadline.atMost(ASK_AGAIN_AFTER));
          while (!until.isOver() && datagrams++ < MOST_DATAGRAMS) {
            DatagramPacket packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
            socket.setSoTimeout((int) until.atMost(ASK_AGAIN_AFTER).toMillis());
            try {
              socket.receive(packet);
            } catch (SocketTimeoutException e) {
              break;
            }
            if (found.size() < MOST_SERVERS) {
              DhcpMessage.offer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()), id)
                  .ifPresent(found::add);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new ProbeException(ProbeFailure.UNREACHABLE, "dhcp: " + e.getMessage(), e);
    }
    return found;
  }

  private static DatagramSocket clientSocket() throws IOException, NotPermittedException {
    DatagramSocket socket = new DatagramSocket(null);
    try {
      // beside the system's own client
      socket.setReuseAddress(true);
      socket.setBroadcast(true);
      socket.bind(new InetSocketAddress(CLIENT_PORT));
      return socket;
    } catch (BindException e) {
      socket.close();
      throw new NotPermittedException("dhcp: " + e.getMessage());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static Optional<Link> link(InetAddress neighbour) throws IOException {
    for (NetworkInterface one : NetworkInterface.networkInterfaces().toList()) {
      byte @Nullable [] mac = one.getHardwareAddress();
      for (InterfaceAddress own : one.getInterfaceAddresses()) {
        int prefix = own.getNetworkPrefixLength();
        boolean same = sameNetwork(own.getAddress(), neighbour, prefix);
        if (mac != null && mac.length == 6 && same) {
          return Optional.of(new Link(broadcast(own.getAddress(), prefix), mac));
        }
      }
    }
    return Optional.empty();
  }

  /** Of an address that was set without one the system says 0.0.0.0, which is this computer. */
  private static InetAddress broadcast(InetAddress own, int prefix) throws IOException {
    int all =
        ByteBuffer.wrap(own.getAddress()).getInt() | (prefix == 0 ? -1 : ~(-1 << (32 - prefix)));
    return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(all).array());
  }

  private static boolean sameNetwork(InetAddress own, InetAddress other, int prefix) {
    byte[] a = own.getAddress();
    byte[] b = other.getAddress();
    if (a.length != 4 || b.length != 4) {
      return false;
    }
    int mask = prefix == 0 ? 0 : -1 << (32 - prefix);
    return ((ByteBuffer.wrap(a).getInt() ^ ByteBuffer.wrap(b).getInt()) & mask) == 0;
  }
}
