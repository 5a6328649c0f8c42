package vn.daugio.collector.notify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * What a phone makes of an SMS-SUBMIT, bit by bit as 3GPP TS 23.040 draws it.
 *
 * @param header of a part in hexadecimal; empty where there is none
 * @param validity as it is written
 */
record DecodedPdu(String to, String header, int validity, String text) {
  private static final Map<Integer, String> BASIC = Map.of(0, "@", 2, "$", 0x11, "_", 0x7F, "à");
  private static final Map<Integer, String> EXTENSION =
      Map.of(
          0x14, "^", 0x28, "{", 0x29, "}", 0x2F, "\\", 0x3C, "[", 0x3D, "~", 0x3E, "]", 0x65, "€");

  static DecodedPdu of(String hex) {
    byte[] all = HexFormat.of().parseHex(hex);
    int at = 1 + all[0];
    boolean headed = (all[at] & 0x40) != 0;
    int digits = all[at + 2];
    StringBuilder to = new StringBuilder(all[at + 3] == (byte) 0x91 ? "+" : "");
    for (int i = 0; i < digits; i++) {
      int octet = all[at + 4 + i / 2];
      to.append(i % 2 == 0 ? octet & 0xF : octet >> 4 & 0xF);
    }
    at += 4 + (digits + 1) / 2;
    int coding = all[at + 1];
    int validity = all[at + 2] & 0xFF;
    int length = all[at + 3] & 0xFF;
    byte[] data = Arrays.copyOfRange(all, at + 4, all.length);
    int header = headed ? data[0] + 1 : 0;
    String head = HexFormat.of().formatHex(data, 0, header);
    if (coding == 8) {
      String text = new String(data, header, length - header, StandardCharsets.UTF_16BE);
      return new DecodedPdu(to.toString(), head, validity, text);
    }
    int skipped = (header * 8 + 6) / 7;
    return new DecodedPdu(to.toString(), head, validity, septets(data, skipped, length));
  }

  private static String septets(byte[] data, int from, int to) {
    StringBuilder text = new StringBuilder();
    boolean escaped = false;
    for (int i = from; i < to; i++) {
      int code = 0;
      for (int bit = 0; bit < 7; bit++) {
        int place = i * 7 + bit;
        code |= (data[place / 8] >> (place % 8) & 1) << bit;
      }
      if (code == 0x1B) {
        escaped = true;
      } else {
        String plain = BASIC.getOrDefault(code, String.valueOf((char) code));
        text.append(escaped ? EXTENSION.get(code) : plain);
        escaped = false;
      }
    }
    return text.toString();
  }
}
