package vn.daugio.agent.probe;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;

/**
 * The beginning of a small page over plain http, for lines on which every byte is paid. Redirects
 * are not followed.
 */
public final class PageGet {
  /** What a portal says on its first screen; a known page is shorter. */
  static final int MOST_BODY = 8 * 1024;

  private PageGet() {}

  /**
   * @param bytes of request and answer above TCP, as far as they were read
   */
  public record Page(HttpAnswer answer, long bytes) {}

  /**
   * @param uri http
   * @param address of its host
   * @param source the local address to connect from; null: the system's choice
   * @throws ProbeException REFUSED, TIMED_OUT, UNREACHABLE or MALFORMED
   */
  public static Page get(
      URI uri, InetAddress address, @Nullable InetAddress source, Deadline deadline) {
    HttpGet.Request request = new HttpGet.Request(uri, List.of(address), source, null);
    try (Socket socket = HttpGet.connect(request, deadline)) {
      Deadlines.Guard guard = Deadlines.guard(socket, deadline);
      try (guard) {
        byte[] head = HttpGet.head("GET", uri, "Accept: */*").getBytes(StandardCharsets.US_ASCII);
        socket.getOutputStream().write(head);
        socket.getOutputStream().flush();
        Counted in = new Counted(socket.getInputStream());
        HttpReader.Raw raw = HttpReader.raw(new BufferedInputStream(in, 2048), MOST_BODY);
        HttpAnswer answer = new HttpAnswer(raw.status(), raw.headers(), raw.text(), raw.bodyCut());
        return new Page(answer, head.length + in.count);
      }
    } catch (IOException e) {
      throw Deadlines.failure("http", e, deadline);
    }
  }

  /** Counts what a connection gave. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = in.read();
      count += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int got = in.read(bytes, from, length);
      count += Math.max(0, got);
      return got;
    }
  }
}
