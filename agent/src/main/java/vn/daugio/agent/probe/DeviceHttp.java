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
 * One HTTP exchange with a device of the office (RFC 9110, RFC 9112) on a connection of its own:
 * IPP, eSCL and WS-Scan. Bounded in size ({@link HttpReader}), and in time however slowly it drips.
 * Over https any certificate is taken and its fingerprint told. Follows no redirect, uses no proxy.
 */
final class DeviceHttp {
  private DeviceHttp() {}

  /**
   * @param uri http or https, see {@link #uri}
   * @param mediaType of the body; of the answer for GET
   * @param body empty exactly for GET
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Request(URI uri, String mediaType, byte[] body) {
    byte[] bytes() {
      boolean get = body.length == 0;
      String head =
          HttpGet.head(
              get ? "GET" : "POST",
              uri,
              get
                  ? "Accept: " + mediaType
                  : "Content-Type: " + mediaType + "\r\nContent-Length: " + body.length);
      // in one piece: some devices answer to the head alone
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      whole.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
      whole.writeBytes(body);
      return whole.toByteArray();
    }
  }

  /**
   * What came with status 200.
   *
   * @param answer its body is whole
   * @param certificate SHA-256 of the device's certificate, hexadecimal; empty for http
   */
  record Reply(HttpReader.Raw answer, Optional<String> certificate) {}

  /**
   * Tries all addresses of the host in the system's order.
   *
   * @throws ProbeException for every failure, and for every status but 200
   */
  static Reply exchange(Request request, Deadline deadline) throws InterruptedException {
    List<InetAddress> addresses = HostLookup.addresses(HttpGet.host(request.uri()), deadline);
    if (addresses.isEmpty()) {
      throw new ProbeException(ProbeFailure.UNREACHABLE, "no such host");
    }
    Reply reply = exchange(request, addresses, deadline);
    accepted(reply.answer());
    return reply;
  }

  /**
   * @throws ProbeException for every status but 200, and for what was cut
   */
  static HttpReader.Raw accepted(HttpReader.Raw answer) {
    if (answer.status() != 200) {
      throw refusedBy(answer.status());
    }
    if (answer.bodyCut()) {
      throw new ProbeException(ProbeFailure.MALFORMED, "http: answer larger than 256 KB");
    }
    return answer;
  }

  static Reply exchange(Request request, List<InetAddress> addresses, Deadline deadline) {
    URI uri = request.uri();
    String step = "connect";
    try (Socket plain =
        HttpGet.connect(new HttpGet.Request(uri, addresses, null, null), deadline)) {
      step = "http";
      Deadlines.Guard guard = Deadlines.guard(plain, deadline);
      try (guard) {
        TlsPin pin = new TlsPin();
        Socket socket = HttpGet.isHttps(uri) ? pin.handshake(plain, HttpGet.host(uri)) : plain;
        socket.getOutputStream().write(request.bytes());
        socket.getOutputStream().flush();
        return new Reply(
            HttpReader.raw(new BufferedInputStream(socket.getInputStream())), pin.fingerprint());
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

  /**
   * @param scheme the one without TLS; with an {@code s} behind it the one with TLS
   * @throws ProbeException UNSUPPORTED for anything but a URI of them that has a host
   */
  static URI uri(String text, String scheme) {
    try {
      URI uri = URI.create(text);
      boolean known = scheme.equals(uri.getScheme()) || (scheme + "s").equals(uri.getScheme());
      if (known && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new ProbeException(ProbeFailure.UNSUPPORTED, "not a URI", e);
    }
    throw new ProbeException(ProbeFailure.UNSUPPORTED, scheme + "(s)://host is expected");
  }

  private static ProbeException refusedBy(int status) {
    ProbeFailure failure =
        switch (status) {
          case 401, 403 -> ProbeFailure.AUTH_REJECTED;
          case 404, 405, 426, 501 -> ProbeFailure.UNSUPPORTED;
          default -> ProbeFailure.MALFORMED;
        };
    return new ProbeException(failure, "http: status " + status);
  }
}
