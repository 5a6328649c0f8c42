package vn.daugio.agent.probe;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import vn.daugio.agent.os.Deadline;

/**
 * One POST (RFC 9110, RFC 9112) to a device in the LAN, on a connection of its own. Over https any
 * certificate is taken and its fingerprint told. Redirects are not followed.
 */
final class HttpPost {
  private HttpPost() {}

  /**
   * @param uri http or https, with its port
   * @param addresses of its host, tried in this order
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Request(URI uri, List<InetAddress> addresses, String contentType, byte[] body) {}

  /**
   * @param certificate SHA-256 of the device's certificate; empty for http
   */
  record Reply(HttpReader.Raw answer, Optional<String> certificate) {}

  /**
   * @throws ProbeException REFUSED, TIMED_OUT, UNREACHABLE, MALFORMED; UNSUPPORTED without a common
   *     way of TLS
   */
  static Reply post(Request request, Deadline deadline) {
    HttpGet.Request peer = new HttpGet.Request(request.uri(), request.addresses(), null, null);
    String step = "connect";
    try (Socket plain = HttpGet.connect(peer, deadline)) {
      step = "http";
      Deadlines.Guard guard = Deadlines.guard(plain, deadline);
      try (guard) {
        return "https".equals(request.uri().getScheme())
            ? secured(request, plain)
            : new Reply(exchange(request, plain), Optional.empty());
      }
    } catch (SSLException e) {
      if (deadline.isOver()) {
        throw Deadlines.failure("tls", e, deadline);
      }
      throw new ProbeException(ProbeFailure.UNSUPPORTED, "tls: no handshake", e);
    } catch (IOException e) {
      throw Deadlines.failure(step, e, deadline);
    }
  }

  private static Reply secured(Request request, Socket plain) throws IOException {
    TlsPin pin = new TlsPin();
    Socket socket = pin.handshake(plain, HttpGet.host(request.uri()));
    return new Reply(exchange(request, socket), pin.fingerprint());
  }

  private static HttpReader.Raw exchange(Request request, Socket socket) throws IOException {
    URI uri = request.uri();
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String head =
        "POST %s%s HTTP/1.1\r\nHost: %s:%d\r\nUser-Agent: daugio-agent\r\n"
                .formatted(path, query, uri.getHost(), uri.getPort())
            + "Content-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                .formatted(request.contentType(), request.body().length);
    // in one piece: some devices answer to the head alone
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(request.body());
    socket.getOutputStream().write(whole.toByteArray());
    socket.getOutputStream().flush();
    return HttpReader.raw(new BufferedInputStream(socket.getInputStream()));
  }
}
