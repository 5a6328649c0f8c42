package vn.daugio.agent.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A query for addresses and its answer, as bytes (RFC 1035 §4, RFC 3596 §2). */
final class DnsMessage {
  static final int A = 1;

  /** IPv6 (RFC 3596). */
  static final int AAAA = 28;

  private static final int IN = 1;
  private static final int MOST_ADDRESSES = 32;
  private static final int RESPONSE = 0x8000;
  private static final int TRUNCATED = 0x0200;
  private static final int RECURSION_DESIRED = 0x0100;

  private DnsMessage() {}

  /**
   * @param code RCODE: 0 no error, 2 server failure, 3 no such name, 5 refused
   */
  record Reply(int code, boolean truncated, List<InetAddress> addresses) {}

  /**
   * @param name of labels of 1 to 63 ASCII characters, in all at most 253
   */
  static byte[] query(int id, String name) {
    return query(id, name, A);
  }

  /**
   * @param type {@link #A} or {@link #AAAA}
   */
  static byte[] query(int id, String name, int type) {
    ByteBuffer out = ByteBuffer.allocate(512);
    out.putShort((short) id).putShort((short) RECURSION_DESIRED);
    out.putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) 0);
    String relative = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (relative.length() > 253) {
      throw new IllegalArgumentException("a name of more than 253 characters");
    }
    for (String label : relative.split("\\.", -1)) {
      byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
      if (bytes.length < 1 || bytes.length > 63) {
        throw new IllegalArgumentException("not a host name: " + name);
      }
      out.put((byte) bytes.length).put(bytes);
    }
    out.put((byte) 0).putShort((short) type).putShort((short) IN);
    byte[] message = new byte[out.position()];
    out.flip().get(message);
    return message;
  }

  /** True when this answers our query: same id, same question, letter case aside. */
  static boolean answers(ByteBuffer message, byte[] query) {
    if (message.limit() < query.length
        || message.getShort(0) != ByteBuffer.wrap(query).getShort(0)
        || (message.getShort(2) & RESPONSE) == 0
        || message.getShort(4) != 1) {
      return false;
    }
    for (int i = 12; i < query.length; i++) {
      if (lower(message.get(i)) != lower(query[i])) {
        return false;
      }
    }
    return true;
  }

  /** True when it did not fit into a datagram (RFC 2181 section 9). */
  static boolean isTruncated(ByteBuffer message) {
    return (message.getShort(2) & TRUNCATED) != 0;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }

  /**
   * Reads a message that answers our query. Owner names of the records are not compared: behind an
   * alias (CNAME) they differ, and a resolver follows it for us.
   *
   * @throws ProbeException MALFORMED
   */
  static Reply read(ByteBuffer message, byte[] query) {
    int flags = message.getShort(2);
    int count = message.getShort(6) & 0xffff;
    boolean truncated = (flags & TRUNCATED) != 0;
    List<InetAddress> addresses = new ArrayList<>();
    try {
      message.position(query.length);
      for (int i = 0; i < count && !truncated; i++) {
        record(message, ByteBuffer.wrap(query).getShort(query.length - 4), addresses);
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new ProbeException(ProbeFailure.MALFORMED, "dns: malformed answer", e);
    }
    return new Reply(flags & 0xf, truncated, List.copyOf(addresses));
  }

  private static void record(ByteBuffer in, int wanted, List<InetAddress> addresses) {
    skipName(in);
    int type = in.getShort() & 0xffff;
    int dnsClass = in.getShort() & 0xffff;
    in.getInt();
    int length = in.getShort() & 0xffff;
    if (type == wanted && dnsClass == IN && length == (wanted == A ? 4 : 16)) {
      byte[] address = new byte[length];
      in.get(address);
      if (addresses.size() < MOST_ADDRESSES) {
        addresses.add(address(address));
      }
    } else {
      in.position(in.position() + length);
    }
  }

  /** A pointer ends a name, so that none has to be followed. */
  private static void skipName(ByteBuffer in) {
    while (true) {
      int length = in.get() & 0xff;
      if (length >= 0xc0) {
        in.get();
        return;
      }
      if (length > 63) {
        throw new IllegalArgumentException("reserved kind of label");
      }
      if (length == 0) {
        return;
      }
      in.position(in.position() + length);
    }
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
