package vn.daugio.agent.probe;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.protocol.HostPort;

/**
 * Asks an RTSP server (RFC 2326 section 10.1, RFC 7826 section 13.1) what it can do. Never DESCRIBE
 * or SETUP: nothing of a picture is asked for, and no password is sent.
 */
public final class RtspOptions {
  public static final int PORT = 554;

  private static final int MOST_BYTES = 16 * 1024;
  private static final int MOST_HEADERS = 64;
  private static final Pattern STATUS = Pattern.compile("RTSP/[12]\\.0 ([1-5]\\d\\d)( .*)?");

  private RtspOptions() {}

  /**
   * @param status of the answer, 100..599; 401 is an answer, too
   * @param roundTrip from the request to the first line of the answer
   */
  public record Reply(int status, Duration roundTrip) {}

  /**
   * @param url what is asked about, without user and password
   * @throws ProbeException for every failure of the exchange; MALFORMED when it is no RTSP
   */
  public static Reply ask(HostPort camera, String url, Deadline deadline)
      throws InterruptedException {
    try (LineSocket socket = new LineSocket("rtsp", camera, MOST_BYTES, deadline)) {
      long start = System.nanoTime();
      socket.send("OPTIONS " + url + " RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: daugio\r\n\r\n");
      int status = status(socket.line());
      Duration roundTrip = Duration.ofNanos(System.nanoTime() - start);
      @Nullable String header = socket.line();
      for (int i = 0; header != null && !header.isEmpty(); i++) {
        if (i == MOST_HEADERS) {
          throw malformed();
        }
        header = socket.line();
      }
      return new Reply(status, roundTrip);
    }
  }

  /** The code of a status line. */
  static int status(@Nullable String line) {
    Matcher matcher = STATUS.matcher(line == null ? "" : line);
    if (!matcher.matches()) {
      throw malformed();
    }
    return Integer.parseInt(matcher.group(1));
  }

  private static ProbeException malformed() {
    return new ProbeException(ProbeFailure.MALFORMED, "rtsp: unreadable answer");
  }
}
