package vn.daugio.agent.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.TlsClient.Tls;

/** A TCP connection and TLS over it, and nothing more: what comes after is not ours to ask. */
public final class TlsHello {
  private TlsHello() {}

  /**
   * @param host a name, or an IP address without brackets
   * @param addresses of it, not empty, tried in this order
   */
  public record Server(String host, List<InetAddress> addresses, int port) {}

  /**
   * @param certificateName whom the certificate has to be for in place of the host, which is then
   *     left to who asks; null: the host
   * @param caFile further trusted certificates; null: only the runtime's
   * @param now the time at which certificates are judged expired
   */
  public record Manner(@Nullable String certificateName, @Nullable Path caFile, Instant now) {}

  /**
   * @param address the one that took the connection
   * @param handshake the time of it; empty when the certificates are not valid
   */
  public record Answer(
      InetAddress address, Duration connect, Optional<Duration> handshake, Tls tls) {}

  /**
   * @throws ProbeException REFUSED, TIMED_OUT or UNREACHABLE; UNSUPPORTED for a bad CA file
   */
  public static Answer ask(Server server, Manner manner, Deadline deadline) {
    long start = System.nanoTime();
    try (Socket plain = TcpConnect.open(server.addresses(), server.port(), null, deadline)) {
      Duration connect = Duration.ofNanos(System.nanoTime() - start);
      Deadlines.Guard guard = Deadlines.guard(plain, deadline);
      try (guard) {
        TlsClient.Peer peer =
            new TlsClient.Peer(
                server.host(), manner.certificateName(), manner.caFile(), manner.now());
        TlsClient.Secured secured = TlsClient.secure(plain, peer, deadline);
        return new Answer(
            plain.getInetAddress(),
            connect,
            secured.socket().map(socket -> secured.took()),
            secured.tls());
      }
    } catch (IOException e) {
      throw Deadlines.failure("tls", e, deadline);
    }
  }
}
