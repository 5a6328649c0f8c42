package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpValue;
import vn.daugio.agent.testing.Mutations;

/**
 * Whatever octets in whatever character set a printer sends as a text or as Brother's counters: a
 * short clean line, and shares between 0 and 1.
 */
class PrinterTextFuzzTest {
  static Stream<byte[]> good() {
    byte[] utf8 = "\u0000jMực đen \ud83d\udda8".getBytes(StandardCharsets.UTF_8);
    byte[] japanese = {0, 17, (byte) 0x83, 0x67, (byte) 0x83, 0x69, (byte) 0x81, 0x5b};
    byte[] wide = {3, (byte) 0xf7, (byte) 0xd8, 0x3d, (byte) 0xdd, (byte) 0xa8, 0, 'a'};
    byte[] brother = {
      0, 0, 0x6f, 1, 4, 0, 0, 0x13, (byte) 0x88, (byte) 0xa2, 1, 2, 3, 5, (byte) 0xff
    };
    return Stream.of(utf8, japanese, wide, brother);
  }

  /** MIBenum in two octets, then the text. */
  @MethodSource("good")
  @FuzzTest
  void text(byte[] input) {
    if (input.length < 2) {
      return;
    }
    int charset = Short.toUnsignedInt(ByteBuffer.wrap(input).getShort());
    byte[] octets = Arrays.copyOfRange(input, 2, input.length);
    SnmpRow row = new SnmpRow("1.1", Map.of(6, new SnmpValue.Octets(octets)));
    SnmpRow decoded = PrinterCharset.ofMibEnum(charset).decode(List.of(row), 6).get(0);
    String text = String.valueOf(decoded.text(6));
    assertThat(text.length()).isLessThanOrEqualTo(4 * octets.length);
    String clean = DeviceText.clean(text, DeviceText.NAME_LENGTH);
    assertThat(clean.length()).isLessThanOrEqualTo(DeviceText.NAME_LENGTH);
    assertThat(clean).isEqualTo(clean.strip());
    assertThat(clean.codePoints().noneMatch(PrinterTextFuzzTest::isUnfit)).isTrue();
    assertThat(DeviceText.clean(clean, DeviceText.NAME_LENGTH)).isEqualTo(clean);
  }

  private static boolean isUnfit(int point) {
    return Character.isISOControl(point)
        || Character.getType(point) == Character.FORMAT
        || Character.getType(point) == Character.SURROGATE;
  }

  @MethodSource("good")
  @FuzzTest
  void brother(byte[] input) {
    Map<String, Double> shares = BrotherMaintenance.decode(new SnmpValue.Octets(input));
    assertThat(List.of("black", "cyan", "magenta", "yellow")).containsAll(shares.keySet());
    assertThat(shares.size()).isLessThanOrEqualTo(input.length / 5);
    shares.values().forEach(share -> assertThat(share).isBetween(0.0, 1.0));
  }

  @Test
  void damaged() {
    Mutations.run(
        20_000,
        3805,
        good().toList(),
        input -> {
          text(input);
          brother(input);
        });
  }
}
