package vn.daugio.collector.notify;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * SMS-SUBMIT as a modem takes it in PDU mode (3GPP TS 23.040, 9.2.2.2; the service centre is the
 * one of the SIM).
 *
 * @param hex of the whole, the service centre's length included
 * @param length octets without the service centre, as AT+CMGS wants it
 */
record SmsPdu(String hex, int length) {
  private static final int SUBMIT_WITH_RELATIVE_VALIDITY = 0x11;
  private static final int HAS_HEADER = 0x40;
  private static final int INTERNATIONAL = 0x91;
  private static final int SEVEN_BIT = 0x00;
  private static final int UCS2 = 0x08;

  /** 24 hours: (167 - 143) half hours on top of 12 hours (9.2.3.12.1). */
  private static final int ONE_DAY = 167;

  private static final int HEADER_SEPTETS = 7;

  /**
   * The messages that a text takes.
   *
   * @param reference the same for all parts, 0..255; the same again when the text is sent again
   */
  static List<SmsPdu> of(Phone phone, String text, int reference) {
    List<String> parts = GsmText.split(text);
    List<SmsPdu> pdus = new ArrayList<>();
    boolean gsm = GsmText.isGsm(text);
    for (int i = 0; i < parts.size(); i++) {
      byte[] header =
          parts.size() == 1
              ? new byte[0]
              : new byte[] {5, 0, 3, (byte) reference, (byte) parts.size(), (byte) (i + 1)};
      pdus.add(pdu(phone, parts.get(i), gsm, header));
    }
    return pdus;
  }

  private static SmsPdu pdu(Phone phone, String text, boolean gsm, byte[] header) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(SUBMIT_WITH_RELATIVE_VALIDITY | (header.length > 0 ? HAS_HEADER : 0));
    out.write(0);
    String digits = phone.international();
    out.write(digits.length());
    out.write(INTERNATIONAL);
    for (int i = 0; i < digits.length(); i += 2) {
      int low = digits.charAt(i) - '0';
      int high = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0xF;
      out.write(high << 4 | low);
    }
    out.write(0);
    out.write(gsm ? SEVEN_BIT : UCS2);
    out.write(ONE_DAY);
    byte[] data = gsm ? GsmText.septets(text) : GsmText.ucs2(text);
    if (gsm) {
      out.write(data.length + (header.length > 0 ? HEADER_SEPTETS : 0));
      out.writeBytes(header);
      out.writeBytes(pack(data, header.length > 0 ? 1 : 0));
    } else {
      out.write(data.length + header.length);
      out.writeBytes(header);
      out.writeBytes(data);
    }
    String hex = HexFormat.of().withUpperCase().formatHex(out.toByteArray());
    return new SmsPdu("00" + hex, out.size());
  }

  /**
   * Septets into octets, least significant bit first (TS 23.038, 6.1.2.1).
   *
   * @param fill bits left free so that the first septet begins where septets would begin had the
   *     header been septets too
   */
  static byte[] pack(byte[] septets, int fill) {
    byte[] packed = new byte[(septets.length * 7 + fill + 7) / 8];
    int bit = fill;
    for (byte septet : septets) {
      int at = bit / 8;
      int shift = bit % 8;
      packed[at] |= (byte) (septet << shift);
      if (shift > 1) {
        packed[at + 1] |= (byte) (septet >> (8 - shift));
      }
      bit += 7;
    }
    return packed;
  }
}
