package vn.daugio.agent.probe;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;

/**
 * One HTTP exchange with a device of the office (RFC 9112) on a connection of its own: bounded in
 * size, and in time however slowly it drips. Follows no redirect, uses no proxy.
 */
final class DeviceHttp {
  /** The longest exchange: a device that is well answers within a second. */
  private static final Duration LONGEST = Duration.ofSeconds(4);

  private DeviceHttp() {}

  /**
   * @param post the body and its media type; null for GET
   */
  record Request(String url, @Nullable String post, String mediaType) {
    static Request get(String url) {
      return new Request(url, null, "text/xml, application/xml");
    }
  }

  /**
   * @throws ProbeException for every failure, and for every status but 200
   */
  static DeviceAnswer exchange(Request request, Deadline whole) throws InterruptedException {
    URI uri = uri(request.url());
    Deadline deadline = Deadline.in(whole.atMost(LONGEST));
    List<InetAddress> addresses = HostLookup.addresses(HttpGet.host(uri), deadline);
    if (addresses.isEmpty()) {
      throw new ProbeException(ProbeFailure.UNREACHABLE, "no such host");
    }
    try (Socket plain = new Socket()) {
      Deadlines.Guard guard = Deadlines.guard(plain, deadline);
      try (guard) {
        boolean tls = "https".equals(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        TcpConnect.connect(plain, new InetSocketAddress(addresses.get(0), port), null, deadline);
        TlsPin pin = new TlsPin();
        Socket socket = tls ? pin.handshake(plain, HttpGet.host(uri)) : plain;
        return new DeviceAnswer(talk(request, uri, socket), pin.fingerprint());
      }
    } catch (SSLException e) {
      if (deadline.isOver()) {
        throw Deadlines.failure("http", e, deadline);
      }
      throw new ProbeException(ProbeFailure.UNSUPPORTED, "tls: no common version or cipher", e);
    } catch (IOException e) {
      throw Deadlines.failure("http", e, deadline);
    }
  }

  private static URI uri(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new ProbeException(ProbeFailure.UNSUPPORTED, "not a URL", e);
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new ProbeException(ProbeFailure.UNSUPPORTED, "http:// or https:// is expected");
    }
    return uri;
  }

  private static String talk(Request request, URI uri, Socket socket) throws IOException {
    socket.getOutputStream().write(bytes(request, uri));
    socket.getOutputStream().flush();
    HttpAnswer answer = HttpReader.read(new BufferedInputStream(socket.getInputStream()));
    if (answer.status() != 200) {
      throw refusedBy(answer.status());
    }
    if (answer.bodyCut()) {
      throw new ProbeException(ProbeFailure.MALFORMED, "document larger than any real one");
    }
    return answer.body();
  }

  private static byte[] bytes(Request request, URI uri) {
    @Nullable String path = uri.getRawPath();
    @Nullable String post = request.post();
    byte[] body = (post == null ? "" : post).getBytes(StandardCharsets.UTF_8);
    String head =
        (post == null ? "GET " : "POST ")
            + (path == null || path.isEmpty() ? "/" : path)
            + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
            + " HTTP/1.1\r\nHost: "
            + uri.getHost()
            + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
            + "\r\nUser-Agent: daugio-agent\r\nAccept-Encoding: identity\r\n"
            + (post == null
                ? "Accept: " + request.mediaType()
                : "Content-Type: " + request.mediaType() + "\r\nContent-Length: " + body.length)
            + "\r\nConnection: close\r\n\r\n";
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  private static ProbeException refusedBy(int status) {
    ProbeFailure failure =
        switch (status) {
          case 401, 403 -> ProbeFailure.AUTH_REJECTED;
          case 404, 405, 501 -> ProbeFailure.UNSUPPORTED;
          default -> ProbeFailure.MALFORMED;
        };
    return new ProbeException(failure, "HTTP status " + status);
  }
}
