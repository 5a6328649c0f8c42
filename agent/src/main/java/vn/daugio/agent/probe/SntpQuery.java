package vn.daugio.agent.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;

/**
 * Asks one time server once (SNTP: RFC 4330, RFC 5905 §14) how far this computer's clock is off.
 */
public final class SntpQuery {
  public static final int PORT = 123;

  private static final SecureRandom RANDOM = new SecureRandom();

  private SntpQuery() {}

  /**
   * @param offset the server's time minus this computer's; right to half of {@code delay}
   * @param delay the round trip without the server's own time
   */
  public record Sample(Duration offset, Duration delay, int stratum) {}

  /**
   * @param clock the clock that is judged
   * @throws ProbeException TIMED_OUT, REFUSED, UNREACHABLE, UNSUPPORTED or MALFORMED
   */
  public static Sample ask(InetSocketAddress server, InstantSource clock, Deadline deadline) {
    try (DatagramSocket socket = new DatagramSocket()) {
      // a connected socket takes answers of this address and port only
      socket.connect(server);
      long cookie = RANDOM.nextLong();
      byte[] request = SntpPacket.request(cookie);
      Instant sent = clock.instant();
      long start = System.nanoTime();
      socket.send(new DatagramPacket(request, request.length));
      SntpPacket.Answer answer = receive(socket, cookie, deadline);
      // the monotonic clock: a step of the wall clock in between must not count
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return sample(sent, answer, took);
    } catch (IOException e) {
      throw Deadlines.failure("ntp", e, deadline);
    }
  }

  private static SntpPacket.Answer receive(DatagramSocket socket, long cookie, Deadline deadline)
      throws IOException {
    byte[] buffer = new byte[512];
    @Nullable String strange = null;
    while (!deadline.isOver()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      socket.setSoTimeout((int) deadline.atMost(Duration.ofMinutes(1)).toMillis());
      try {
        socket.receive(packet);
      } catch (java.net.SocketTimeoutException e) {
        break;
      }
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, packet.getLength());
      if (SntpPacket.repeats(bytes, cookie)) {
        return SntpPacket.read(bytes);
      }
      // it may be forged: the true answer can still come
      strange = "ntp: an answer to nothing we asked";
    }
    throw strange == null
        ? new ProbeException(ProbeFailure.TIMED_OUT, "ntp: timed_out")
        : new ProbeException(ProbeFailure.MALFORMED, strange);
  }

  /** offset = ((T2-T1) + (T3-T4)) / 2 and delay = (T4-T1) - (T3-T2), RFC 5905 §8. */
  static Sample sample(Instant sent, SntpPacket.Answer answer, Duration took) {
    Duration there = Duration.between(sent, answer.receive());
    Duration back = Duration.between(sent.plus(took), answer.transmit());
    Duration inside = Duration.between(answer.receive(), answer.transmit());
    return new Sample(there.plus(back).dividedBy(2), took.minus(inside), answer.stratum());
  }
}
