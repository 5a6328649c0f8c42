package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmsPduTest {
  private static final Phone PHONE = Phone.parse("0912345678").orElseThrow();

  @Test
  void septetsArePackedAsInTheLiterature() {
    byte[] hello = "hellohello".getBytes(StandardCharsets.US_ASCII);
    assertThat(HexFormat.of().withUpperCase().formatHex(SmsPdu.pack(hello, 0)))
        .isEqualTo("E8329BFD4697D9EC37");
    assertThat(SmsPdu.pack(new byte[0], 0)).isEmpty();
  }

  @Test
  void aShortTextIsOneMessage() {
    assertThat(SmsPdu.of(PHONE, "hellohello", 7))
        .containsExactly(new SmsPdu("0011000B914819325476F80000A70AE8329BFD4697D9EC37", 23));
  }

  @Test
  void diacriticsAreUcs2() {
    assertThat(SmsPdu.of(PHONE, "Mất", 7))
        .containsExactly(new SmsPdu("0011000B914819325476F80008A706004D1EA50074", 20));
  }

  @Test
  void aLongTextIsOneOfSeveralPartsOnThePhone() {
    String text = "Mat Internet [quay 3] ~ ".repeat(20).strip();
    List<DecodedPdu> parts =
        SmsPdu.of(PHONE, text, 0xAB).stream().map(one -> DecodedPdu.of(one.hex())).toList();
    assertThat(parts)
        .extracting(DecodedPdu::header)
        .containsExactly("050003ab0401", "050003ab0402", "050003ab0403", "050003ab0404");
    assertThat(parts).allMatch(one -> one.to().equals("+84912345678") && one.validity() == 167);
    assertThat(String.join("", parts.stream().map(DecodedPdu::text).toList())).isEqualTo(text);
  }

  @Test
  void everyLengthIsReadAsItWasWritten() {
    Random random = new Random(6);
    String signs = "abc XYZ019@$_[]{}€~^\\àÂạđ";
    for (int length = 1; length < 330; length++) {
      StringBuilder text = new StringBuilder();
      int most = length % 2 == 0 ? signs.length() : signs.length() - 3;
      random.ints(length, 0, most).forEach(i -> text.append(signs.charAt(i)));
      List<SmsPdu> pdus = SmsPdu.of(PHONE, text.toString(), 1);
      StringBuilder read = new StringBuilder();
      for (SmsPdu pdu : pdus) {
        read.append(DecodedPdu.of(pdu.hex()).text());
        assertThat(pdu.length()).isEqualTo(pdu.hex().length() / 2 - 1);
        assertThat(pdu.length()).isLessThanOrEqualTo(14 + 140);
      }
      assertThat(read.toString()).isEqualTo(text.toString());
    }
  }
}
