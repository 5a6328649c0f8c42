package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;
import vn.daugio.agent.testing.OfficeNetwork;

/** Any bytes from a resolver are no answer to us, a reply within bounds, or MALFORMED. */
class DnsFuzzTest {
  private static final byte[] QUERY = DnsMessage.query(7, "a.example");

  static Stream<byte[]> good() {
    byte[] empty = QUERY.clone();
    empty[2] |= (byte) 0x80;
    byte[] rest = {
      (byte) 0xc0,
      12,
      0,
      5,
      0,
      1,
      0,
      0,
      0,
      60,
      0,
      4,
      1,
      'b',
      (byte) 0xc0,
      14, // CNAME
      (byte) 0xc0,
      39,
      0,
      1,
      0,
      1,
      0,
      0,
      0,
      60,
      0,
      4,
      10,
      0,
      0,
      1 // A
    };
    byte[] two =
        ByteBuffer.allocate(empty.length + rest.length)
            .put(empty)
            .put(rest)
            .putShort(6, (short) 2)
            .array();
    return Stream.of(empty, two);
  }

  private static final byte[] QUERY6 = DnsMessage.query(7, "a.example", DnsMessage.AAAA);

  static Stream<byte[]> good6() {
    byte[] head = QUERY6.clone();
    head[2] |= (byte) 0x80;
    byte[] record =
        ByteBuffer.allocate(28)
            .putShort((short) 0xc00c)
            .putShort((short) 28)
            .putShort((short) 1)
            .putInt(60)
            .putShort((short) 16)
            .put(OfficeNetwork.address("2001:db8::7").getAddress())
            .array();
    return Stream.of(
        ByteBuffer.allocate(head.length + record.length)
            .put(head)
            .put(record)
            .putShort(6, (short) 1)
            .array());
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) {
    read(input, QUERY);
  }

  @MethodSource("good6")
  @FuzzTest
  void read6(byte[] input) {
    read(input, QUERY6);
  }

  private static void read(byte[] input, byte[] query) {
    ByteBuffer message = ByteBuffer.wrap(input);
    if (!DnsMessage.answers(message, query)) {
      return;
    }
    try {
      DnsMessage.Reply reply = DnsMessage.read(message, query);
      assertThat(reply.code()).isBetween(0, 15);
      assertThat(reply.addresses()).hasSizeLessThanOrEqualTo(Math.min(32, input.length / 16));
    } catch (ProbeException e) {
      assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
    }
  }

  @Test
  void damaged() {
    Mutations.run(20_000, 1035, good().toList(), this::read);
    Mutations.run(20_000, 3596, good6().toList(), this::read6);
  }

  @Test
  void theGoodOneIsRead() {
    ByteBuffer six = ByteBuffer.wrap(good6().findFirst().orElseThrow());
    assertThat(DnsMessage.read(six, QUERY6).addresses())
        .containsExactly(OfficeNetwork.address("2001:db8::7"));
    List<byte[]> good = good().toList();
    assertThat(DnsMessage.read(ByteBuffer.wrap(good.get(1)), QUERY).addresses()).hasSize(1);
  }
}
