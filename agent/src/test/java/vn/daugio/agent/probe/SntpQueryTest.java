package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.SntpQuery.Sample;
import vn.daugio.agent.testing.Chrony;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.UdpResponder;

class SntpQueryTest {
  /** 2026-11-23T00:00:00Z in seconds of NTP's era 0. */
  private static final long T2026 = 4004380800L;

  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

  @TempDir Path directory;

  private static Sample ask(int port, InstantSource clock, Duration most) {
    return SntpQuery.ask(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), clock, Deadline.in(most));
  }

  @Test
  void aRealServerWithThisClockAndAnotherClockHereThatIsWrong() {
    try (Peers.Peer server = Chrony.start(directory)) {
      Sample right = ask(server.port(), InstantSource.system(), Duration.ofSeconds(5));
      assertThat(right.stratum()).isEqualTo(8);
      assertThat(right.offset().abs()).isLessThan(Duration.ofMillis(500));
      InstantSource late = InstantSource.offset(InstantSource.system(), Duration.ofHours(-7));
      Sample wrong = ask(server.port(), late, Duration.ofSeconds(5));
      assertThat(wrong.offset().minusHours(7).abs()).isLessThan(Duration.ofMillis(500));
    }
  }

  /** A server's good answer whose clock says 2026-11-23T00:00:00Z plus these seconds. */
  private static byte[] good(byte[] request, long plus) {
    ByteBuffer reply = ByteBuffer.allocate(48);
    reply.put(0, (byte) (4 << 3 | 4)).put(1, (byte) 2);
    reply.putLong(24, ByteBuffer.wrap(request).getLong(40));
    reply.putLong(32, (T2026 + plus) << 32);
    reply.putLong(40, (T2026 + plus) << 32);
    return reply.array();
  }

  private static ProbeFailure failureOf(UnaryOperator<byte[]> server) throws Exception {
    try (UdpResponder responder = UdpResponder.start(server)) {
      Sample sample = ask(responder.port(), () -> NOW, Duration.ofMillis(400));
      throw new AssertionError("a sample: " + sample);
    } catch (ProbeException e) {
      return e.failure();
    }
  }

  private static UnaryOperator<byte[]> spoilt(int index, int value) {
    return request -> {
      byte[] reply = good(request, 0);
      reply[index] = (byte) value;
      return reply;
    };
  }

  private static byte[] ofAnotherQuestion(byte[] request) {
    byte[] reply = good(request, 0);
    reply[24] ^= 0x55;
    return reply;
  }

  @Test
  void offsetIsTheServersTimeMinusOurs() throws Exception {
    try (UdpResponder responder = UdpResponder.start(request -> good(request, 600))) {
      Sample sample = ask(responder.port(), () -> NOW, Duration.ofSeconds(5));
      assertThat(sample.offset()).isBetween(Duration.ofSeconds(598), Duration.ofSeconds(600));
      assertThat(sample.stratum()).isEqualTo(2);
    }
  }

  @Test
  void theFormulasOfTheRfc() {
    SntpPacket.Answer answer = new SntpPacket.Answer(2, NOW.plusMillis(1100), NOW.plusMillis(1300));
    assertThat(SntpQuery.sample(NOW, answer, Duration.ofMillis(400)))
        .isEqualTo(new Sample(Duration.ofMillis(1000), Duration.ofMillis(200), 2));
  }

  @Test
  void eras() {
    assertThat(SntpPacket.time(T2026 << 32)).isEqualTo(NOW);
    assertThat(SntpPacket.time(0xffff_ffffL << 32))
        .isEqualTo(Instant.parse("2036-02-07T06:28:15Z"));
    assertThat(SntpPacket.time(0x8000_0000L)).isEqualTo(Instant.parse("2036-02-07T06:28:16.5Z"));
  }

  @Test
  void answersThatMayNotBeBelieved() throws Exception {
    assertThat(failureOf(spoilt(0, 4 << 3 | 3))).isEqualTo(ProbeFailure.MALFORMED);
    assertThat(failureOf(spoilt(0, 3 << 6 | 4 << 3 | 4))).isEqualTo(ProbeFailure.UNSUPPORTED);
    assertThat(failureOf(spoilt(1, 0))).isEqualTo(ProbeFailure.REFUSED);
    assertThat(failureOf(spoilt(1, 16))).isEqualTo(ProbeFailure.UNSUPPORTED);
    assertThat(failureOf(spoilt(1, 99))).isEqualTo(ProbeFailure.MALFORMED);
    assertThat(failureOf(SntpQueryTest::ofAnotherQuestion)).isEqualTo(ProbeFailure.MALFORMED);
    // left before it came
    assertThat(failureOf(spoilt(40, 0x90))).isEqualTo(ProbeFailure.MALFORMED);
    assertThat(failureOf(request -> new byte[12])).isEqualTo(ProbeFailure.MALFORMED);
    assertThat(failureOf(request -> new byte[0])).isEqualTo(ProbeFailure.TIMED_OUT);
  }

  @Test
  void nobodyListens() {
    ProbeFailure failure = null;
    try {
      ask(Peers.freePort(), () -> NOW, Duration.ofSeconds(2));
    } catch (ProbeException e) {
      failure = e.failure();
    }
    assertThat(failure).isEqualTo(ProbeFailure.REFUSED);
  }

  @Test
  void anyBytesAreAnAnswerOrAProbeFailure() {
    Random random = new Random(20261123);
    for (int i = 0; i < 50_000; i++) {
      byte[] noise = new byte[48 + random.nextInt(20)];
      random.nextBytes(noise);
      try {
        SntpPacket.Answer answer = SntpPacket.read(ByteBuffer.wrap(noise));
        assertThat(answer.stratum()).isBetween(1, 15);
        assertThat(answer.transmit()).isAfterOrEqualTo(answer.receive());
      } catch (ProbeException e) {
        assertThat(e.failure())
            .isIn(ProbeFailure.MALFORMED, ProbeFailure.UNSUPPORTED, ProbeFailure.REFUSED);
      }
    }
  }
}
