package vn.daugio.agent.probe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A name as labels of raw bytes: the first one of a service instance is text of people, with dots
 * and spaces (RFC 6763 section 4.1.1).
 *
 * @param labels each of 1 to 63 bytes, one character a byte
 */
record DnsName(List<String> labels) {
  /** RFC 1035 section 2.3.4. */
  private static final int LONGEST = 255;

  /** More pointers than labels fit into a name are a loop. */
  private static final int MOST_POINTERS = 127;

  DnsName {
    labels = List.copyOf(labels);
  }

  /** Of plain ASCII labels, such as {@code _ipp._tcp.local}. */
  static DnsName of(String dotted) {
    return new DnsName(List.of(dotted.split("\\.", -1)));
  }

  /** The same for names that differ in the case of letters only. */
  String key() {
    return String.join("\0", labels).toLowerCase(Locale.ROOT);
  }

  /** The first label as the text that it is. */
  String first() {
    return labels.isEmpty()
        ? ""
        : new String(labels.get(0).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  void write(ByteBuffer out) {
    for (String label : labels) {
      byte[] bytes = label.getBytes(StandardCharsets.ISO_8859_1);
      out.put((byte) bytes.length).put(bytes);
    }
    out.put((byte) 0);
  }

  /**
   * Reads the name at the buffer's position and moves behind it.
   *
   * @throws IllegalArgumentException for what is none
   */
  static DnsName read(ByteBuffer in) {
    List<String> labels = new ArrayList<>();
    ByteBuffer at = in;
    int pointers = 0;
    int length = 1;
    while (true) {
      int size = at.get() & 0xff;
      if (size == 0) {
        return new DnsName(labels);
      }
      if (size >= 0xc0) {
        int target = (size & 0x3f) << 8 | (at.get() & 0xff);
        if (++pointers > MOST_POINTERS || target >= in.limit()) {
          throw new IllegalArgumentException("a pointer to nowhere");
        }
        at = in.duplicate().position(target);
        continue;
      }
      length += size + 1;
      if (size > 63 || length > LONGEST) {
        throw new IllegalArgumentException("no name");
      }
      byte[] bytes = new byte[size];
      at.get(bytes);
      labels.add(new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }
}
