package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.OfficeNetwork.address;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** Any datagram at the port of DHCP clients is an offer of a server, or nothing. */
class DhcpFuzzTest {
  private static final int ID = 0x01020304;
  private static final byte[] MAC = {2, 0, 0, 0, 0, 1};

  private static byte[] offer(int type) {
    byte[] message = DhcpMessage.discover(ID, MAC);
    message[0] = 2;
    byte[] options = HexFormat.of().parseHex("3501020036040a4b0001ff");
    options[2] = (byte) type;
    System.arraycopy(options, 0, message, 240, options.length);
    return message;
  }

  static Stream<byte[]> good() {
    return Stream.of(offer(2), offer(5), DhcpMessage.discover(ID, MAC));
  }

  @MethodSource("good")
  @FuzzTest
  void offer(byte[] input) {
    DhcpMessage.offer(ByteBuffer.wrap(input), ID)
        .ifPresent(server -> assertThat(server.getAddress()).hasSize(4));
  }

  @Test
  void damaged() {
    Mutations.run(20_000, 2131, good().toList(), this::offer);
  }

  @Test
  void onlyAnOfferToUsIsOne() {
    assertThat(DhcpMessage.offer(ByteBuffer.wrap(offer(2)), ID)).contains(address("10.75.0.1"));
    assertThat(DhcpMessage.offer(ByteBuffer.wrap(offer(2)), ID + 1)).isEmpty();
    assertThat(DhcpMessage.offer(ByteBuffer.wrap(offer(5)), ID)).isEmpty();
    assertThat(DhcpMessage.offer(ByteBuffer.wrap(DhcpMessage.discover(ID, MAC)), ID)).isEmpty();
  }
}
