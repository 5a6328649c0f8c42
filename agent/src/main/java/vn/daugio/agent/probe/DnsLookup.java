package vn.daugio.agent.probe;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network.HostAddress;

/**
 * Asks one name server for the addresses of a name (RFC 1035, RFC 3596), over UDP, and over TCP
 * where the answer does not fit (RFC 7766).
 */
public final class DnsLookup {
  /** A first request may be lost, or wait for the resolver's own upstream. */
  private static final Duration RETRY_AFTER = Duration.ofMillis(1500);

  private static final int MOST_BYTES = 4096;
  private static final SecureRandom RANDOM = new SecureRandom();

  private DnsLookup() {}

  /** How the server answered. */
  public enum Status {
    /** The name exists; it may have no address of that family. */
    ANSWERED,
    /** NXDOMAIN. */
    NO_SUCH_NAME,
    /** REFUSED: it serves others. */
    REFUSED,
    /** SERVFAIL, and any other code by which it says that it cannot tell. */
    SERVER_FAILED
  }

  /**
   * @param name a host name
   * @param source the local address to ask from; null: the system's choice
   * @param v6 true for IPv6 addresses (AAAA), false for IPv4
   */
  public record Question(String name, @Nullable InetAddress source, boolean v6) {
    /** For IPv4 addresses. */
    public Question(String name, @Nullable InetAddress source) {
      this(name, source, false);
    }
  }

  /**
   * @param addresses at most 32, of the records of that family
   * @param took from the first request to the answer
   */
  public record Answer(Status status, List<InetAddress> addresses, Duration took) {}

  /**
   * Asks, and asks again every 1.5 s until the deadline.
   *
   * @throws ProbeException TIMED_OUT, REFUSED (nobody listens), UNREACHABLE or MALFORMED
   */
  public static Answer lookup(HostAddress server, Question question, Deadline deadline) {
    int type = question.v6() ? DnsMessage.AAAA : DnsMessage.A;
    byte[] query = DnsMessage.query(RANDOM.nextInt(0x10000), question.name(), type);
    long start = System.nanoTime();
    try {
      ByteBuffer message = exchange(server, question.source(), query, deadline);
      DnsMessage.Reply reply = DnsMessage.read(message, query);
      return new Answer(
          status(reply.code()), reply.addresses(), Duration.ofNanos(System.nanoTime() - start));
    } catch (IOException e) {
      throw Deadlines.failure("dns", e, deadline);
    }
  }

  /**
   * The mail servers of a domain (RFC 5321 section 5.1), best first, at most 32; that of a null MX
   * (RFC 7505) is an empty name.
   *
   * @throws ProbeException TIMED_OUT, REFUSED (nobody listens), UNREACHABLE or MALFORMED
   */
  public static MailServers mailServers(HostAddress server, String domain, Deadline deadline) {
    byte[] query = DnsMessage.query(RANDOM.nextInt(0x10000), domain, MxRecords.MX);
    try {
      ByteBuffer message = exchange(server, null, query, deadline);
      int code = message.getShort(2) & 0xf;
      return new MailServers(status(code), MxRecords.read(message, query));
    } catch (IOException e) {
      throw Deadlines.failure("dns", e, deadline);
    }
  }

  /**
   * @param hosts best first
   */
  public record MailServers(Status status, List<String> hosts) {}

  private static Status status(int code) {
    return switch (code) {
      case 0 -> Status.ANSWERED;
      case 3 -> Status.NO_SUCH_NAME;
      case 5 -> Status.REFUSED;
      default -> Status.SERVER_FAILED;
    };
  }

  private static ByteBuffer exchange(
      HostAddress server, @Nullable InetAddress source, byte[] query, Deadline deadline)
      throws IOException {
    ByteBuffer message = overUdp(server, source, query, deadline);
    return DnsMessage.isTruncated(message) ? overTcp(server, source, query, deadline) : message;
  }

  private static ByteBuffer overUdp(
      HostAddress server, @Nullable InetAddress source, byte[] query, Deadline deadline)
      throws IOException {
    // a new socket for each lookup: its random port is half of the protection against forgeries
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(source, 0))) {
      socket.connect(new InetSocketAddress(server.address(), server.port()));
      while (!deadline.isOver()) {
        socket.send(new DatagramPacket(query, query.length));
        Deadline tryUntil = Deadline.in(deadline.atMost(RETRY_AFTER));
        while (!tryUntil.isOver()) {
          DatagramPacket packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
          socket.setSoTimeout((int) tryUntil.atMost(RETRY_AFTER).toMillis());
          try {
            socket.receive(packet);
          } catch (SocketTimeoutException e) {
            break;
          }
          ByteBuffer message = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
          if (DnsMessage.answers(message, query)) {
            return message;
          }
        }
      }
    }
    throw new ProbeException(ProbeFailure.TIMED_OUT, "dns: timed_out");
  }

  private static ByteBuffer overTcp(
      HostAddress server, @Nullable InetAddress source, byte[] query, Deadline deadline)
      throws IOException {
    try (Socket socket = new Socket()) {
      Deadlines.Guard guard = Deadlines.guard(socket, deadline);
      try (guard) {
        TcpConnect.connect(
            socket, new InetSocketAddress(server.address(), server.port()), source, deadline);
        byte[] framed = new byte[query.length + 2];
        ByteBuffer.wrap(framed).putShort((short) query.length).put(query);
        socket.getOutputStream().write(framed);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        ByteBuffer message = ByteBuffer.wrap(bytes);
        if (!DnsMessage.answers(message, query)) {
          throw new ProbeException(ProbeFailure.MALFORMED, "dns: an answer to nothing we asked");
        }
        return message;
      }
    } catch (EOFException e) {
      throw new ProbeException(ProbeFailure.MALFORMED, "dns: malformed answer", e);
    }
  }
}
