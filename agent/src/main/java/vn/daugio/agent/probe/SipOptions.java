package vn.daugio.agent.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;

/**
 * Asks a SIP device what it can do (RFC 3261 section 11): it rings nowhere, and nobody registers.
 */
public final class SipOptions {
  public static final int PORT = 5060;

  /** T1 of section 17.1.1.1; each next request waits twice as long, at most T2. */
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

  private static final int MOST_BYTES = 16 * 1024;
  private static final int LONGEST_LINE = 4 * 1024;
  private static final int FINAL = 200;
  private static final SecureRandom RANDOM = new SecureRandom();

  private SipOptions() {}

  /**
   * @param status 200..699: any answer shows that the device is there
   * @param took from the first request
   */
  public record Answer(int status, Duration took) {}

  /**
   * @throws ProbeException TIMED_OUT, REFUSED or UNREACHABLE
   */
  public static Answer overUdp(InetSocketAddress device, Deadline deadline) {
    long start = System.nanoTime();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(device);
      String callId = random();
      InetSocketAddress own =
          new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
      byte[] request = request("UDP", device, own, callId).getBytes(StandardCharsets.UTF_8);
      Duration wait = FIRST_WAIT;
      while (!deadline.isOver()) {
        socket.send(new DatagramPacket(request, request.length));
        OptionalInt status = receive(socket, callId, Deadline.in(deadline.atMost(wait)));
        if (status.isPresent()) {
          return new Answer(status.getAsInt(), Duration.ofNanos(System.nanoTime() - start));
        }
        wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
      }
    } catch (IOException e) {
      throw Deadlines.failure("sip", e, deadline);
    }
    throw new ProbeException(ProbeFailure.TIMED_OUT, "sip: timed_out");
  }

  /** Empty when none came in time. */
  private static OptionalInt receive(DatagramSocket socket, String callId, Deadline until)
      throws IOException {
    while (!until.isOver()) {
      DatagramPacket packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
      socket.setSoTimeout((int) until.atMost(LONGEST_WAIT).toMillis());
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        return OptionalInt.empty();
      }
      String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
      OptionalInt status =
          SipReader.status(List.of(text.split("\r?\n", SipReader.MOST_LINES)), callId);
      if (status.isPresent() && status.getAsInt() >= FINAL) {
        return status;
      }
    }
    return OptionalInt.empty();
  }

  /**
   * @throws ProbeException TIMED_OUT, REFUSED or UNREACHABLE; MALFORMED when it is no SIP
   */
  public static Answer overTcp(InetSocketAddress device, Deadline deadline) {
    long start = System.nanoTime();
    LineSocket.Peer peer =
        new LineSocket.Peer("sip", List.of(device.getAddress()), device.getPort());
    try (LineSocket socket = new LineSocket(peer, MOST_BYTES, LONGEST_LINE, deadline)) {
      String callId = random();
      InetSocketAddress own = new InetSocketAddress(socket.localAddress(), PORT);
      socket.send(request("TCP", device, own, callId));
      while (true) {
        OptionalInt status = SipReader.status(head(socket), callId);
        if (status.isEmpty()) {
          throw new ProbeException(ProbeFailure.MALFORMED, "sip: unreadable answer");
        }
        if (status.getAsInt() >= FINAL) {
          return new Answer(status.getAsInt(), Duration.ofNanos(System.nanoTime() - start));
        }
      }
    }
  }

  private static List<String> head(LineSocket socket) {
    List<String> lines = new ArrayList<>();
    @Nullable String line = socket.line();
    while (line != null && !line.isEmpty() && lines.size() < SipReader.MOST_LINES) {
      lines.add(line);
      line = socket.line();
    }
    return lines;
  }

  private static String request(
      String transport, InetSocketAddress device, InetSocketAddress own, String callId) {
    String there = host(device.getAddress()) + ":" + device.getPort();
    String here = host(own.getAddress());
    return """
        OPTIONS sip:%1$s SIP/2.0
        Via: SIP/2.0/%2$s %3$s:%4$d;branch=z9hG4bK%5$s;rport
        Max-Forwards: 70
        From: <sip:daugio@%3$s>;tag=%6$s
        To: <sip:%1$s>
        Call-ID: %7$s
        CSeq: 1 OPTIONS
        Contact: <sip:daugio@%3$s:%4$d>
        Accept: application/sdp
        User-Agent: daugio-agent
        Content-Length: 0

        """
        .formatted(there, transport, here, own.getPort(), random(), random(), callId)
        .replace("\n", "\r\n");
  }

  private static String host(InetAddress address) {
    String text = address.getHostAddress().replaceAll("%.*", "");
    return address instanceof Inet6Address ? "[" + text + "]" : text;
  }

  private static String random() {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
