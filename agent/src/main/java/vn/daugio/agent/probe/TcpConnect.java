package vn.daugio.agent.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
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

  static void connect(
      Socket socket, InetSocketAddress address, @Nullable InetAddress source, Deadline deadline)
      throws IOException {
    if (source != null) {
      socket.bind(new InetSocketAddress(source, 0));
    }
    socket.connect(address, (int) deadline.remaining().plusMillis(1).toMillis());
  }
}
