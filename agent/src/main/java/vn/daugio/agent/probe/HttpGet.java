package vn.daugio.agent.probe;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.TlsClient.Tls;

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

  /**
   * @param uri http or https
   * @param addresses of its host, tried in this order
   * @param source the local address to connect from; null: the system's choice
   * @param caFile further trusted certificates; null: only the runtime's
   * @param manner how it is asked
   */
  public record Request(
      URI uri,
      List<InetAddress> addresses,
      @Nullable InetAddress source,
      @Nullable Path caFile,
      Manner manner) {
    public Request(
        URI uri, List<InetAddress> addresses, @Nullable InetAddress source, @Nullable Path caFile) {
      this(uri, addresses, source, caFile, new Manner("", null, HttpReader.MOST_BODY));
    }
  }

  /**
   * @param cookie the value of that header; empty: none
   * @param certificateName whom the certificate has to be for in place of the host, which is then
   *     left to who asks; null: the host
   * @param mostBody how much of the body is read at most, in bytes
   */
  public record Manner(String cookie, @Nullable String certificateName, int mostBody) {}

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
    TlsClient.Peer peer =
        new TlsClient.Peer(
            host(request.uri()), request.manner().certificateName(), request.caFile(), sight.now());
    TlsClient.Secured secured = TlsClient.secure(plain, peer, sight.deadline());
    Optional<Tls> tls = Optional.of(secured.tls());
    if (secured.socket().isEmpty()) {
      return new Exchange(Map.copyOf(sight.phases()), tls, Optional.empty());
    }
    sight.phases().put(Phase.TLS, secured.took());
    return answer(request, secured.socket().get(), sight.phases(), tls);
  }

  static Socket connect(Request request, Deadline deadline) throws IOException {
    return TcpConnect.open(request.addresses(), port(request.uri()), request.source(), deadline);
  }

  private static Exchange answer(
      Request request, Socket socket, Map<Phase, Duration> phases, Optional<Tls> tls)
      throws IOException {
    Manner manner = request.manner();
    String cookie = manner.cookie().isEmpty() ? "" : "\r\nCookie: " + manner.cookie();
    String head = head("GET", request.uri(), "Accept: */*" + cookie);
    long start = System.nanoTime();
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    HttpReader.Raw raw =
        HttpReader.raw(new BufferedInputStream(socket.getInputStream()), manner.mostBody());
    HttpAnswer answer = new HttpAnswer(raw.status(), raw.headers(), raw.text(), raw.bodyCut());
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

  /** The port that is meant, 80 or 443 where none is written. */
  public static int port(URI uri) {
    return uri.getPort() > 0 ? uri.getPort() : isHttps(uri) ? 443 : 80;
  }

  static boolean isHttps(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
