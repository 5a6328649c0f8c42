package vn.daugio.agent.probe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The header of NTP version 4 (RFC 5905 §7.3), without extensions. */
final class SntpPacket {
  static final int LENGTH = 48;

  /** Seconds from 1900-01-01, NTP's era 0, to 1970-01-01. */
  private static final long EPOCH = 2_208_988_800L;

  private static final long ERA = 1L << 32;
  private static final byte CLIENT = (byte) (4 << 3 | 3);
  private static final int SERVER_MODE = 4;
  private static final int ORIGINATE = 24;
  private static final int RECEIVE = 32;
  private static final int TRANSMIT = 40;

  private SntpPacket() {}

  /**
   * @param receive T2, when the request arrived, by the server's clock
   * @param transmit T3, when the answer left
   */
  record Answer(int stratum, Instant receive, Instant transmit) {}

  /**
   * A request that gives nothing away: the transmit timestamp is a random number, which the server
   * has to repeat.
   */
  static byte[] request(long cookie) {
    return ByteBuffer.allocate(LENGTH).put(0, CLIENT).putLong(TRANSMIT, cookie).array();
  }

  /** True when this is an answer to our request and not to another or to none. */
  static boolean repeats(ByteBuffer packet, long cookie) {
    return packet.limit() >= LENGTH && packet.getLong(ORIGINATE) == cookie;
  }

  /**
   * Reads an answer that repeats our cookie.
   *
   * @throws ProbeException REFUSED for a kiss-o'-death, UNSUPPORTED for a server that does not know
   *     the time itself, else MALFORMED
   */
  static Answer read(ByteBuffer packet) {
    int first = packet.get(0) & 0xff;
    int stratum = packet.get(1) & 0xff;
    if ((first & 7) != SERVER_MODE || stratum > 16) {
      throw new ProbeException(ProbeFailure.MALFORMED, "ntp: not a server's answer");
    }
    if (stratum == 0) {
      byte[] code = new byte[4];
      packet.get(12, code);
      String kiss = new String(code, StandardCharsets.US_ASCII).replaceAll("[^A-Z]", "");
      throw new ProbeException(ProbeFailure.REFUSED, "ntp: kiss-o'-death " + kiss);
    }
    long receive = packet.getLong(RECEIVE);
    long transmit = packet.getLong(TRANSMIT);
    if (first >> 6 == 3 || stratum == 16) {
      throw new ProbeException(ProbeFailure.UNSUPPORTED, "ntp: server is not synchronised");
    }
    if (receive == 0 || transmit == 0 || time(transmit).isBefore(time(receive))) {
      throw new ProbeException(ProbeFailure.MALFORMED, "ntp: impossible timestamps");
    }
    return new Answer(stratum, time(receive), time(transmit));
  }

  /** RFC 4330 §3: with the top bit set 1968 to 2036, without it 2036 to 2104. */
  static Instant time(long timestamp) {
    long seconds = timestamp >>> 32;
    long era = (timestamp < 0) ? 0 : ERA;
    long nanos = ((timestamp & 0xffff_ffffL) * 1_000_000_000L) >>> 32;
    return Instant.ofEpochSecond(seconds + era - EPOCH, nanos);
  }
}
