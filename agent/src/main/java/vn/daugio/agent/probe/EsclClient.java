package vn.daugio.agent.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import vn.daugio.agent.os.Deadline;
import vn.daugio.protocol.Access;

/**
 * Reads the state of eSCL scanners by plain GETs. Starts no scan. Over https only a certificate
 * that this computer trusts is accepted; follows no redirect, uses no proxy.
 */
public final class EsclClient {
  static final int MAX_BYTES = 256 * 1024;
  private static final Duration STEP = Duration.ofSeconds(4);

  /**
   * @throws ProbeException for every failure of the exchange
   */
  public EsclStatus status(Access.Escl scanner, Deadline deadline) {
    return EsclReader.status(fetch(scanner, "ScannerStatus", deadline));
  }

  /**
   * Make and model from ScannerCapabilities.
   *
   * @throws ProbeException for every failure of the exchange
   */
  public Optional<String> makeAndModel(Access.Escl scanner, Deadline deadline) {
    return EsclReader.makeAndModel(fetch(scanner, "ScannerCapabilities", deadline));
  }

  private static byte[] fetch(Access.Escl scanner, String resource, Deadline deadline) {
    String root = scanner.url();
    URI uri = uri(root.endsWith("/") ? root + resource : root + "/" + resource);
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
      try {
        int step = Math.toIntExact(deadline.atMost(STEP).toMillis());
        connection.setConnectTimeout(step);
        connection.setReadTimeout(step);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept", "text/xml, application/xml");
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
          throw refusedBy(status);
        }
        try (InputStream body = connection.getInputStream()) {
          return read(body, deadline);
        }
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      throw new ProbeException(failureOf(e), "no eSCL answer: " + e.getClass().getSimpleName(), e);
    }
  }

  private static URI uri(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new ProbeException(ProbeFailure.UNSUPPORTED, "not a URL", e);
    }
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw new ProbeException(ProbeFailure.UNSUPPORTED, "eSCL is spoken over http or https");
    }
    return uri;
  }

  private static byte[] read(InputStream body, Deadline deadline) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      read.write(buffer, 0, n);
      if (read.size() > MAX_BYTES) {
        throw new ProbeException(ProbeFailure.MALFORMED, "eSCL document larger than any real one");
      }
      // each read has its own timeout; a device that drips must not outlast the whole
      if (deadline.isOver()) {
        throw new ProbeException(ProbeFailure.TIMED_OUT, "eSCL answer too slow");
      }
    }
    return read.toByteArray();
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

  private static ProbeFailure failureOf(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return ProbeFailure.TIMED_OUT;
    }
    if (e instanceof UnknownHostException || e instanceof NoRouteToHostException) {
      return ProbeFailure.UNREACHABLE;
    }
    if (e instanceof ConnectException) {
      String message = e.getMessage();
      return message != null && message.contains("refused")
          ? ProbeFailure.REFUSED
          : ProbeFailure.UNREACHABLE;
    }
    return e instanceof SSLException ? ProbeFailure.AUTH_REJECTED : ProbeFailure.MALFORMED;
  }
}
