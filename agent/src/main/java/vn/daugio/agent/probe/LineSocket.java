package vn.daugio.agent.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.protocol.HostPort;

/**
 * A TCP connection to a peer that answers in lines of text, bounded in time and size; TLS may come
 * in between.
 */
final class LineSocket implements AutoCloseable {
  private static final int LONGEST_LINE = 1_024;
  private static final int MOST_ADDRESSES = 3;

  private final String protocol;
  private final Socket plain;
  private final int longest;
  private final Deadlines.Guard guard;
  private final Deadline deadline;

  /** The connection, or TLS over it. */
  private Socket socket;

  private int left;

  /**
   * @param protocol for the detail of a failure
   * @param most bytes that are read at all
   * @throws ProbeException UNREACHABLE, REFUSED or TIMED_OUT
   */
  LineSocket(String protocol, HostPort peer, int most, Deadline deadline)
      throws InterruptedException {
    this(
        new Peer(protocol, HostLookup.addresses(peer.host(), deadline), peer.port()),
        most,
        LONGEST_LINE,
        deadline);
  }

  /** Whom to connect to, and by what name its failures go; empty addresses: it is not known. */
  record Peer(String protocol, List<InetAddress> addresses, int port) {}

  /**
   * @param most bytes that are read at all
   * @param longest of a line, in bytes
   * @throws ProbeException UNREACHABLE, REFUSED or TIMED_OUT
   */
  LineSocket(Peer peer, int most, int longest, Deadline deadline) {
    this.protocol = peer.protocol();
    this.longest = longest;
    this.deadline = deadline;
    this.left = most;
    int addresses = Math.min(MOST_ADDRESSES, peer.addresses().size());
    if (addresses == 0) {
      throw new ProbeException(ProbeFailure.UNREACHABLE, "the host name is not known");
    }
    try {
      plain = TcpConnect.open(peer.addresses().subList(0, addresses), peer.port(), null, deadline);
    } catch (IOException e) {
      throw Deadlines.failure(protocol, e, deadline);
    }
    socket = plain;
    guard = Deadlines.guard(plain, deadline);
  }

  /**
   * Goes on in TLS. Without valid certificates nothing can be said or read any more.
   *
   * @throws ProbeException UNSUPPORTED for a bad CA file, and those of the connection
   */
  TlsClient.Secured secure(TlsClient.Peer peer) {
    try {
      TlsClient.Secured secured = TlsClient.secure(plain, peer, deadline);
      if (secured.socket().isPresent()) {
        socket = secured.socket().get();
      }
      return secured;
    } catch (IOException e) {
      throw Deadlines.failure(protocol, e, deadline);
    }
  }

  InetAddress localAddress() {
    return plain.getLocalAddress();
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
        if (--left < 0 || line.size() > longest) {
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
      plain.close();
    } catch (IOException e) {
      // nothing of it is needed any more
    }
  }
}
