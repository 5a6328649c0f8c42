package vn.daugio.agent.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;

/**
 * Opens a TCP connection (RFC 9293) and closes it at once, to see whether and how fast it opens.
 */
public final class TcpConnect {
  private TcpConnect() {}

  /**
   * @param source the local address to connect from; null: the system's choice
   * @return the time until the connection was open
   * @throws ProbeException REFUSED, TIMED_OUT or UNREACHABLE
   */
  public static Duration time(
      InetSocketAddress address, @Nullable InetAddress source, Deadline deadline) {
    try (Socket socket = new Socket()) {
      long start = System.nanoTime();
      connect(socket, address, source, deadline);
      return Duration.ofNanos(System.nanoTime() - start);
    } catch (IOException e) {
      throw Deadlines.failure("connect", e, deadline);
    }
  }

  /**
   * A connection to the first of these addresses that takes one. Its reads end with the deadline,
   * unless the peer lets drip: {@link Deadlines#guard}.
   *
   * @param addresses tried in this order
   * @param source the local address to connect from; null: the system's choice
   */
  static Socket open(
      List<InetAddress> addresses, int port, @Nullable InetAddress source, Deadline deadline)
      throws IOException {
    @Nullable IOException last = null;
    int left = addresses.size();
    for (InetAddress address : addresses) {
      // a dead first address leaves time for the others
      Deadline share = Deadline.in(deadline.remaining().dividedBy(left--));
      Socket socket = new Socket();
      try {
        connect(socket, new InetSocketAddress(address, port), source, share);
        socket.setSoTimeout((int) deadline.atMost(Duration.ofMinutes(5)).toMillis());
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last == null ? new IOException("no address") : last;
  }

  static void connect(
      Socket socket, InetSocketAddress address, @Nullable InetAddress source, Deadline deadline)
      throws IOException {
    if (source != null) {
      socket.bind(new InetSocketAddress(source, 0));
    }
    socket.connect(address, (int) deadline.remaining().plusMillis(1).toMillis());
  }
}
