package vn.daugio.agent.uplink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** One bounded HTTP exchange: in time, in bytes, without redirects, without a second attempt. */
final class Http {
  private static final int MOST_BYTES = 8 << 20;
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final @Nullable SSLSocketFactory trust;
  private final Duration deadline;

  /**
   * @param trust null: the platform's
   * @param deadline for a whole exchange, however slowly the bytes drip
   */
  Http(@Nullable SSLSocketFactory trust, Duration deadline) {
    this.trust = trust;
    this.deadline = deadline;
  }

  /**
   * An answer.
   *
   * @param retryAfter the header's value or null
   * @param etag the header's value or null
   */
  record Answer(int status, String body, @Nullable String retryAfter, @Nullable String etag) {}

  Answer get(URI uri, Map<String, String> headers) throws IOException {
    return exchange(uri, "GET", headers, null);
  }

  Answer post(URI uri, Map<String, String> headers, byte[] body) throws IOException {
    return exchange(uri, "POST", headers, body);
  }

  private Answer exchange(
      URI uri, String method, Map<String, String> headers, byte @Nullable [] body)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    if (connection instanceof HttpsURLConnection secure && trust != null) {
      secure.setSSLSocketFactory(trust);
    }
    connection.setRequestMethod(method);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(millis(CONNECT.compareTo(deadline) < 0 ? CONNECT : deadline));
    connection.setReadTimeout(millis(deadline));
    headers.forEach(connection::setRequestProperty);
    AtomicBoolean overdue = new AtomicBoolean();
    Timer timer = new Timer("uplink deadline", true);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            overdue.set(true);
            connection.disconnect();
          }
        },
        deadline.toMillis());
    try {
      if (body != null) {
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
          out.write(body);
        }
      }
      return answer(connection);
    } catch (IOException e) {
      if (overdue.get()) {
        throw new SocketTimeoutException("no whole answer within " + deadline.toSeconds() + " s");
      }
      throw e;
    } catch (IllegalArgumentException | NullPointerException | IndexOutOfBoundsException e) {
      // the JDK's parser lets some malformed headers through as these
      throw new IOException("a malformed answer", e);
    } finally {
      timer.cancel();
    }
  }

  private static Answer answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status < 100) {
      throw new IOException("no HTTP answer");
    }
    String body = "";
    InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
    if (in != null) {
      try (in) {
        body = read(in);
      }
    }
    return new Answer(
        status, body, connection.getHeaderField("Retry-After"), connection.getHeaderField("ETag"));
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      body.write(buffer, 0, n);
      if (body.size() > MOST_BYTES) {
        throw new IOException("an answer of more than " + MOST_BYTES + " bytes");
      }
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private static int millis(Duration duration) {
    return (int) Math.max(1, duration.toMillis());
  }
}
