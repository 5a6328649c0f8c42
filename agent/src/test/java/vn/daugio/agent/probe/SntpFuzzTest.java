package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** Any bytes from a time server are no answer to us, a possible time, or a failure. */
class SntpFuzzTest {
  private static final long COOKIE = 0x0102030405060708L;

  static Stream<byte[]> good() {
    ByteBuffer answer = ByteBuffer.allocate(SntpPacket.LENGTH);
    answer.put(0, (byte) 0x24).put(1, (byte) 2).putLong(24, COOKIE);
    answer.putLong(32, 0xee6e_0000_0000_0000L).putLong(40, 0xee6e_0000_1000_0000L);
    return Stream.of(answer.array());
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) {
    ByteBuffer packet = ByteBuffer.wrap(input);
    if (!SntpPacket.repeats(packet, COOKIE)) {
      return;
    }
    try {
      SntpPacket.Answer answer = SntpPacket.read(packet);
      assertThat(answer.stratum()).isBetween(1, 15);
      assertThat(Duration.between(answer.receive(), answer.transmit()))
          .isGreaterThanOrEqualTo(Duration.ZERO);
    } catch (ProbeException e) {
      assertThat(e.failure())
          .isIn(ProbeFailure.MALFORMED, ProbeFailure.UNSUPPORTED, ProbeFailure.REFUSED);
      assertThat(e.getMessage()).hasSizeLessThan(100);
    }
  }

  @Test
  void damaged() {
    Mutations.run(20_000, 5905, good().toList(), this::read);
  }
}
