package vn.daugio.agent.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.protocol.HostPort;

/** A TCP connection to a peer that answers in lines of text, bounded in time and size. */
final class LineSocket implements AutoCloseable {
  private static final int LONGEST_LINE = 1_024;

  private final String protocol;
  private final Socket socket;
  private final Deadlines.Guard guard;
  private final Deadline deadline;
  private int left;

  /**
   * @param protocol for the detail of a failure
   * @param most bytes that are read at all
   * @throws ProbeException UNREACHABLE, REFUSED or TIMED_OUT
   */
  LineSocket(String protocol, HostPort peer, int most, Deadline deadline)
      throws InterruptedException {
    this.protocol = protocol;
    this.deadline = deadline;
    this.left = most;
    var address =
        HostLookup.addresses(peer.host(), deadline).stream()
            .findFirst()
            .orElseThrow(
                () -> new ProbeException(ProbeFailure.UNREACHABLE, "the host name is not known"));
    socket = new Socket();
    guard = Deadlines.guard(socket, deadline);
    try {
      TcpConnect.connect(socket, new InetSocketAddress(address, peer.port()), null, deadline);
      socket.setSoTimeout((int) deadline.remaining().plusMillis(1).toMillis());
    } catch (IOException e) {
      close();
      throw Deadlines.failure(protocol, e, deadline);
    }
  }

  void send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw Deadlines.failure(protocol, e, deadline);
    }
  }

  /**
   * One line in UTF-8 without its end; null when the peer has closed the connection before one.
   *
   * @throws ProbeException MALFORMED when it is longer than any real one
   */
  @Nullable String line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      InputStream in = socket.getInputStream();
      while (true) {
        int one = in.read();
        if (one < 0) {
          return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
        }
        if (--left < 0 || line.size() > LONGEST_LINE) {
          throw new ProbeException(
              ProbeFailure.MALFORMED,
              protocol.toLowerCase(Locale.ROOT) + ": longer than any real answer");
        }
        if (one == '\n') {
          return line.toString(StandardCharsets.UTF_8).replaceFirst("\r$", "");
        }
        line.write(one);
      }
    } catch (IOException e) {
      throw Deadlines.failure(protocol, e, deadline);
    }
  }

  @Override
  public void close() {
    guard.close();
    try {
      socket.close();
    } catch (IOException e) {
      // nothing of it is needed any more
    }
  }
}
