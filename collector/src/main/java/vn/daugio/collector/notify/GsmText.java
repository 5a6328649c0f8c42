package vn.daugio.collector.notify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a short message can carry: the 7-bit default alphabet with its extension table, else UCS-2
 * (3GPP TS 23.038, formerly GSM 03.38, sections 6.2.1 and 6.2.3). One message holds 160 septets or
 * 70 characters; parts of a long one, whose header takes 6 octets, 153 or 67 (TS 23.040, 9.2.3.24).
 */
final class GsmText {
  static final int ESCAPE = 0x1B;
  private static final int SEPTETS = 160;
  private static final int SEPTETS_OF_A_PART = 153;
  private static final int UNITS = 70;
  private static final int UNITS_OF_A_PART = 67;

  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\uFFFFÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENSION = "\f^{}\\[~]|€";
  private static final int[] EXTENSION_CODES = {
    0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65
  };

  private GsmText() {}

  /** Whether all of it is in the 7-bit alphabet. */
  static boolean isGsm(String text) {
    return text.chars().allMatch(c -> cost((char) c) > 0);
  }

  /** Septets that a character takes; 0: it is not in the alphabet. */
  private static int cost(char c) {
    if (c != '\uFFFF' && BASIC.indexOf(c) >= 0) {
      return 1;
    }
    return EXTENSION.indexOf(c) >= 0 ? 2 : 0;
  }

  /** The septets of a text of the 7-bit alphabet, one a byte. */
  static byte[] septets(String text) {
    byte[] codes = new byte[2 * text.length()];
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (cost(c) == 2) {
        codes[count++] = ESCAPE;
        codes[count++] = (byte) EXTENSION_CODES[EXTENSION.indexOf(c)];
      } else {
        codes[count++] = (byte) BASIC.indexOf(c);
      }
    }
    return Arrays.copyOf(codes, count);
  }

  static byte[] ucs2(String text) {
    return text.getBytes(StandardCharsets.UTF_16BE);
  }

  /** Most characters that so many messages can carry in the alphabet that the text needs. */
  static int most(String text, int parts) {
    if (isGsm(text)) {
      return parts == 1 ? SEPTETS : parts * SEPTETS_OF_A_PART;
    }
    return parts == 1 ? UNITS : parts * UNITS_OF_A_PART;
  }

  /** The messages that a text takes, at least one; no character is torn apart. */
  static List<String> split(String text) {
    boolean gsm = isGsm(text);
    int length = gsm ? septets(text).length : text.length();
    if (length <= (gsm ? SEPTETS : UNITS)) {
      return List.of(text);
    }
    List<String> parts = new ArrayList<>();
    int room = gsm ? SEPTETS_OF_A_PART : UNITS_OF_A_PART;
    int begin = 0;
    int used = 0;
    for (int at = 0; at < text.length(); ) {
      int step = Character.charCount(text.codePointAt(at));
      int cost = gsm ? cost(text.charAt(at)) : step;
      if (used + cost > room) {
        parts.add(text.substring(begin, at));
        begin = at;
        used = 0;
      }
      used += cost;
      at += step;
    }
    parts.add(text.substring(begin));
    return parts;
  }
}
