package vn.daugio.agent.probe;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;

/**
 * Content over plain http (RFC 9110) to see how fast a line is, in either direction, never more
 * bytes than were allowed: the server is told how many to send (section 14.2), and one that
 * announces more is not read at all. TLS would measure the computer.
 */
public final class HttpSample {
  /** Shorter content is a page, not a sample, unless no more was allowed. */
  static final int LEAST = 300_000;

  private static final int CHUNK = 16 * 1024;

  /** Kept this small, the buffer for sending hides little of what the line has not taken. */
  private static final int SEND_BUFFER = 128 * 1024;

  /** Linux doubles what is asked for. */
  private static final long SEND_SLACK = 2L * SEND_BUFFER;

  private static final Pattern RANGE = Pattern.compile("bytes 0-(\\d{1,15})/(\\d{1,15}|\\*)");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,15}");

  private HttpSample() {}

  /**
   * @param uri http
   * @param address of its host
   * @param source the local address to connect from; null: the system's choice
   * @param most bytes of content
   * @param time after which the sample ends, however much has passed
   */
  public record Request(
      URI uri, InetAddress address, @Nullable InetAddress source, int most, Duration time) {}

  /**
   * @throws ProbeException REFUSED, TIMED_OUT, UNREACHABLE; INCOMPLETE when it broke off; MALFORMED
   *     when the answer is no sample
   */
  public static Transfer download(Request request, Deadline deadline) {
    try (Socket socket = connect(request, deadline)) {
      Deadlines.Guard guard = Deadlines.guard(socket, deadline);
      try (guard) {
        send(
            socket,
            HttpGet.head(
                "GET", request.uri(), "Accept: */*\r\nRange: bytes=0-" + (request.most() - 1)));
        InputStream in = new BufferedInputStream(socket.getInputStream(), CHUNK);
        long length = length(HttpReader.head(in), request.most());
        return read(in, length, Deadline.in(request.time()));
      }
    } catch (IOException e) {
      throw Deadlines.failure("http", e, deadline);
    }
  }

  private static Transfer read(InputStream in, long length, Deadline end) throws IOException {
    byte[] chunk = new byte[CHUNK];
    RateMeter meter = new RateMeter(length, System.nanoTime());
    long left = length;
    while (left > 0 && !end.isOver()) {
      int got = in.read(chunk, 0, (int) Math.min(left, chunk.length));
      if (got < 0) {
        throw new ProbeException(ProbeFailure.INCOMPLETE, "http: ends in its body");
      }
      left -= got;
      meter.passed(got, System.nanoTime());
    }
    return meter.over(0);
  }

  /**
   * How long the content is.
   *
   * @throws ProbeException MALFORMED when that is not said, or is more than was asked for
   */
  static long length(HttpReader.Head head, int most) {
    String type = one(head.headers(), "content-type").toLowerCase(Locale.ROOT);
    if (head.status() != 200 && head.status() != 206) {
      throw wrong("status " + head.status());
    }
    if (type.startsWith("text/")) {
      throw wrong("a page of text");
    }
    String said = one(head.headers(), "content-length");
    if (head.headers().containsKey("transfer-encoding") || !LENGTH.matcher(said).matches()) {
      throw wrong("no known length");
    }
    long length = Long.parseLong(said);
    if (head.status() == 206) {
      Matcher range = RANGE.matcher(one(head.headers(), "content-range"));
      if (!range.matches() || Long.parseLong(range.group(1)) + 1 != length) {
        throw wrong("another range");
      }
    }
    if (length > most) {
      throw wrong("longer than allowed, and not in parts");
    }
    if (length < Math.min(LEAST, most)) {
      throw wrong("only " + length + " bytes");
    }
    return length;
  }

  /**
   * @throws ProbeException REFUSED, TIMED_OUT, UNREACHABLE; INCOMPLETE when it broke off; MALFORMED
   *     when the page does not take it
   */
  public static Transfer upload(Request request, Deadline deadline) {
    try (Socket socket = connect(request, deadline)) {
      socket.setSendBufferSize(SEND_BUFFER);
      Deadlines.Guard guard = Deadlines.guard(socket, deadline);
      try (guard) {
        send(
            socket,
            HttpGet.head(
                "POST",
                request.uri(),
                "Content-Type: application/octet-stream\r\nContent-Length: " + request.most()));
        InputStream in = new BufferedInputStream(socket.getInputStream(), CHUNK);
        Transfer transfer = write(socket.getOutputStream(), in, request);
        if (transfer.passed() == request.most() || in.available() > 0) {
          accepted(in);
        }
        return transfer;
      }
    } catch (IOException e) {
      throw Deadlines.failure("http", e, deadline);
    }
  }

  private static Transfer write(OutputStream out, InputStream in, Request request)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    // nothing on the way can make it shorter
    new Random(request.most()).nextBytes(chunk);
    Deadline end = Deadline.in(request.time());
    RateMeter meter = new RateMeter(request.most(), System.nanoTime());
    int left = request.most();
    while (left > 0 && !end.isOver()) {
      int portion = Math.min(left, chunk.length);
      try {
        out.write(chunk, 0, portion);
      } catch (IOException e) {
        if (in.available() > 0) {
          accepted(in);
        }
        throw e;
      }
      left -= portion;
      meter.passed(portion, System.nanoTime());
    }
    return meter.over(SEND_SLACK);
  }

  private static void accepted(InputStream in) throws IOException {
    int status = HttpReader.head(in).status();
    if (status < 200 || status > 299) {
      throw wrong("status " + status);
    }
  }

  private static Socket connect(Request request, Deadline deadline) throws IOException {
    return HttpGet.connect(
        new HttpGet.Request(request.uri(), List.of(request.address()), request.source(), null),
        deadline);
  }

  private static void send(Socket socket, String head) throws IOException {
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /** The value of a header that stands there once; else empty. */
  private static String one(Map<String, List<String>> headers, String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.size() == 1 ? values.get(0) : "";
  }

  private static ProbeException wrong(String what) {
    return new ProbeException(ProbeFailure.MALFORMED, "http: " + what);
  }
}
