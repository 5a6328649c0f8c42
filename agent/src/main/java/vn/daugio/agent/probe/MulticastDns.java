package vn.daugio.agent.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import vn.daugio.agent.os.Deadline;

/**
 * Asks the link which services there are, by one-shot multicast DNS queries (RFC 6762 section 5.1):
 * from a port of our own, to which answers come straight, so that no group is joined, no port is
 * shared with the system's own responder, and nothing is announced. Works on loopback as well.
 */
public final class MulticastDns {
  private static final InetSocketAddress GROUP = new InetSocketAddress("224.0.0.251", 5353);

  /** An answer takes up to 120 ms (RFC 6762 section 6), and either may be lost. */
  private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(400);

  private static final int MOST_BYTES = 9_000;

  /** More than a link of printers says in seconds. */
  private static final int MOST_DATAGRAMS = 2_000;

  /** At a time, about what is missing. */
  private static final int MOST_QUESTIONS = 40;

  private MulticastDns() {}

  /**
   * Asks until the deadline.
   *
   * @param types such as {@code _ipp._tcp}
   * @param source an IPv4 address of this machine, on whose interface is asked
   * @throws ProbeException UNREACHABLE when nothing can be sent there
   */
  public static List<DnsSdService> browse(
      List<String> types, InetAddress source, Deadline deadline) {
    DnsSdRecords records = new DnsSdRecords(types);
    List<DnsSdRecords.Question> wanted =
        types.stream()
            .map(type -> new DnsSdRecords.Question(DnsName.of(type + ".local"), DnsSdRecords.PTR))
            .toList();
    int id = ThreadLocalRandom.current().nextInt(1, 0x10000);
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(source, 0))) {
      multicastBy(socket, source);
      int datagrams = 0;
      while (!deadline.isOver() && datagrams < MOST_DATAGRAMS) {
        for (DnsSdRecords.Question question : wanted) {
          send(socket, id, question);
        }
        for (DnsSdRecords.Question question :
            records.open().stream().distinct().limit(MOST_QUESTIONS).toList()) {
          send(socket, id, question);
        }
        datagrams += listen(socket, records, id, Deadline.in(deadline.atMost(ASK_AGAIN_AFTER)));
      }
    } catch (IOException e) {
      throw new ProbeException(ProbeFailure.UNREACHABLE, "mdns: " + e.getMessage(), e);
    }
    return records.services();
  }

  /** Lets multicasts leave by the interface of an address, and not reach beyond its link. */
  static void multicastBy(DatagramSocket socket, InetAddress source) throws IOException {
    NetworkInterface by = NetworkInterface.getByInetAddress(source);
    if (by == null) {
      throw new IOException("no interface has " + source.getHostAddress());
    }
    socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, by);
    socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
  }

  /**
   * Each question alone: an answer to a one-shot query ends at 512 bytes, and what does not fit is
   * left out.
   */
  private static void send(DatagramSocket socket, int id, DnsSdRecords.Question question)
      throws IOException {
    byte[] query = DnsSdRecords.query(id, question);
    socket.send(new DatagramPacket(query, query.length, GROUP));
  }

  private static int listen(DatagramSocket socket, DnsSdRecords records, int id, Deadline until)
      throws IOException {
    int datagrams = 0;
    while (!until.isOver() && datagrams < MOST_DATAGRAMS) {
      DatagramPacket packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
      socket.setSoTimeout((int) until.atMost(ASK_AGAIN_AFTER).toMillis());
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        break;
      }
      datagrams++;
      records.take(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()), id);
    }
    return datagrams;
  }
}
