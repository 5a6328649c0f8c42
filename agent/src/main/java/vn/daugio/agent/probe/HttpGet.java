package vn.daugio.agent.probe;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;

/**
 * One GET (RFC 9110, RFC 9112) on a connection of its own, so that the time of each phase is known
 * and a local address can be chosen. Redirects are not followed. The name is looked up by the
 * caller: {@link HostLookup}.
 */
public final class HttpGet {
  private HttpGet() {}

  /** The steps of a request after the lookup. */
  public enum Phase {
    CONNECT,
    TLS,
    RESPONSE;

    /** The value of the label {@code phase}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

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
   * @param uri http or https
   * @param addresses of its host, tried in this order
   * @param source the local address to connect from; null: the system's choice
   * @param caFile further trusted certificates; null: only the runtime's
   */
  public record Request(
      URI uri, List<InetAddress> addresses, @Nullable InetAddress source, @Nullable Path caFile) {}

  /**
   * @param trust of the server's certificates
   * @param earliestEnd when the first certificate of the chain expires; empty: none was shown
   */
  public record Tls(Trust trust, Optional<Instant> earliestEnd) {}

  /**
   * @param phases the times of the phases that were completed
   * @param tls empty for http
   * @param answer empty exactly when the certificates are not valid
   */
  public record Exchange(
      Map<Phase, Duration> phases, Optional<Tls> tls, Optional<HttpAnswer> answer) {}

  /**
   * @param now the time at which certificates are judged expired
   * @throws ProbeException REFUSED, TIMED_OUT, UNREACHABLE, MALFORMED; UNSUPPORTED for a bad CA
   *     file
   */
  public static Exchange get(Request request, Instant now, Deadline deadline) {
    Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
    long start = System.nanoTime();
    try (Socket plain = connect(request, deadline)) {
      phases.put(Phase.CONNECT, since(start));
      Deadlines.Guard guard = Deadlines.guard(plain, deadline);
      try (guard) {
        return isHttps(request.uri())
            ? secured(request, plain, new Sight(now, phases, deadline))
            : answer(request, plain, phases, Optional.empty());
      }
    } catch (IOException e) {
      throw Deadlines.failure(phases.isEmpty() ? "connect" : "http", e, deadline);
    }
  }

  /** What one request is judged by and what it collects. */
  private record Sight(Instant now, Map<Phase, Duration> phases, Deadline deadline) {}

  private static Exchange secured(Request request, Socket plain, Sight sight) throws IOException {
    TlsCapture capture = new TlsCapture(TlsTrust.trusting(request.caFile()), sight.now());
    long start = System.nanoTime();
    SSLSocket secure;
    try {
      secure = handshake(request.uri(), plain, capture);
    } catch (SSLException e) {
      if (sight.deadline().isOver()) {
        throw e;
      }
      return new Exchange(Map.copyOf(sight.phases()), Optional.of(tls(capture)), Optional.empty());
    }
    sight.phases().put(Phase.TLS, since(start));
    return answer(request, secure, sight.phases(), Optional.of(tls(capture)));
  }

  static Socket connect(Request request, Deadline deadline) throws IOException {
    @Nullable IOException last = null;
    int left = request.addresses().size();
    for (InetAddress address : request.addresses()) {
      // a dead first address leaves time for the others
      Deadline share = Deadline.in(deadline.remaining().dividedBy(left--));
      Socket socket = new Socket();
      try {
        InetSocketAddress peer = new InetSocketAddress(address, port(request.uri()));
        TcpConnect.connect(socket, peer, request.source(), share);
        socket.setSoTimeout((int) deadline.atMost(Duration.ofMinutes(5)).toMillis());
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last == null ? new IOException("no address") : last;
  }

  private static SSLSocket handshake(URI uri, Socket plain, TlsCapture capture) throws IOException {
    SSLContext context;
    try {
      // a context of its own: a resumed session would hide the chain
      context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {capture}, new SecureRandom());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this runtime has no TLS", e);
    }
    String host = host(uri);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, host, port(uri), false);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (Addresses.parse(host).isEmpty()) {
      parameters.setServerNames(List.of(new SNIHostName(host)));
    }
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static Tls tls(TlsCapture capture) {
    Trust trust = capture.trust().orElse(Trust.NO_HANDSHAKE);
    return new Tls(trust, capture.earliestEnd());
  }

  private static Exchange answer(
      Request request, Socket socket, Map<Phase, Duration> phases, Optional<Tls> tls)
      throws IOException {
    String head = head("GET", request.uri(), "Accept: */*");
    long start = System.nanoTime();
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    HttpAnswer answer = HttpReader.read(new BufferedInputStream(socket.getInputStream()));
    phases.put(Phase.RESPONSE, since(start));
    return new Exchange(Map.copyOf(phases), tls, Optional.of(answer));
  }

  /** A request's head, with the empty line that ends it. */
  static String head(String method, URI uri, String further) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    return "%s %s%s HTTP/1.1\r\nHost: %s\r\n".formatted(method, path, query, host)
        + "User-Agent: daugio-agent\r\nAccept-Encoding: identity\r\n"
        + further
        + "\r\nConnection: close\r\n\r\n";
  }

  /** The host without the brackets of an IPv6 address. */
  public static String host(URI uri) {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(URI uri) {
    return uri.getPort() > 0 ? uri.getPort() : isHttps(uri) ? 443 : 80;
  }

  static boolean isHttps(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
