package vn.daugio.agent.probe;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;

/** TLS over a connection that is open, and what the server's certificates are worth. */
public final class TlsClient {
  private TlsClient() {}

  /** What came of judging the server's certificates. */
  public enum Trust {
    VALID,
    EXPIRED,
    NOT_YET_VALID,
    /** A good chain for another host. */
    NAME_MISMATCH,
    /** No way to a certificate that we trust; also self-signed. */
    UNTRUSTED,
    /** TLS failed for another cause: no common version or cipher, or no TLS at all. */
    NO_HANDSHAKE
  }

  /**
   * @param trust of the server's certificates
   * @param earliestEnd when the first certificate of the chain expires; empty: none was shown
   * @param names the DNS names and IP addresses of the server's own certificate (RFC 5280 section
   *     4.2.1.6), as they stand there, at most 200; a subject's common name is none
   */
  public record Tls(Trust trust, Optional<Instant> earliestEnd, List<String> names) {}

  /**
   * @param host a name, or an IP address without brackets: whom the certificate has to be for
   * @param otherName a name that is looked for by who asks, in place of the host; null: the host
   * @param caFile further trusted certificates; null: only the runtime's
   * @param now the time at which certificates are judged expired
   */
  record Peer(String host, @Nullable String otherName, @Nullable Path caFile, Instant now) {}

  /**
   * @param socket to talk over; empty exactly when the certificates are not valid
   * @param took the time of the handshake
   */
  record Secured(Optional<SSLSocket> socket, Tls tls, Duration took) {}

  /**
   * @throws IOException when the connection fails; a handshake that fails is an answer
   * @throws ProbeException UNSUPPORTED for a bad CA file
   */
  static Secured secure(Socket plain, Peer peer, Deadline deadline) throws IOException {
    TlsCapture capture = new TlsCapture(TlsTrust.trusting(peer.caFile()), peer.now());
    long start = System.nanoTime();
    Optional<SSLSocket> socket;
    try {
      socket = Optional.of(handshake(plain, peer, capture));
    } catch (SSLException e) {
      if (deadline.isOver()) {
        throw e;
      }
      socket = Optional.empty();
    }
    Tls tls =
        new Tls(capture.trust().orElse(Trust.NO_HANDSHAKE), capture.earliestEnd(), capture.names());
    return new Secured(socket, tls, Duration.ofNanos(System.nanoTime() - start));
  }

  private static SSLSocket handshake(Socket plain, Peer peer, TlsCapture capture)
      throws IOException {
    SSLContext context;
    try {
      // a context of its own: a resumed session would hide the chain
      context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {capture}, new SecureRandom());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this runtime has no TLS", e);
    }
    String host = peer.host();
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, host, plain.getPort(), false);
    SSLParameters parameters = socket.getSSLParameters();
    if (peer.otherName() == null) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    parameters.setServerNames(serverNames(host));
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** None for an address, and for what resolvers take for a name but RFC 6066 does not. */
  private static List<SNIServerName> serverNames(String host) {
    if (Addresses.parse(host).isPresent()) {
      return List.of();
    }
    try {
      return List.of(new SNIHostName(host));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }
}
