package vn.daugio.agent.probe;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The mail exchangers of an answer (RFC 1035 section 3.3.9, RFC 7505), as bytes. */
final class MxRecords {
  static final int MX = 15;

  private static final int IN = 1;
  private static final int MOST = 32;
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_-]{1,63}");

  private MxRecords() {}

  private record Exchanger(int preference, String host) {}

  /**
   * Host names, best first; of a null MX an empty name. Owner names are not compared: behind an
   * alias they differ.
   *
   * @param message that answers the query
   * @throws ProbeException MALFORMED
   */
  static List<String> read(ByteBuffer message, byte[] query) {
    List<Exchanger> found = new ArrayList<>();
    try {
      int count = message.getShort(6) & 0xffff;
      ByteBuffer in = message.duplicate().position(query.length);
      for (int i = 0; i < count && found.size() < MOST; i++) {
        DnsName.read(in);
        int type = in.getShort() & 0xffff;
        int dnsClass = in.getShort() & 0xffff;
        in.getInt();
        int length = in.getShort() & 0xffff;
        int end = in.position() + length;
        if (type == MX && dnsClass == IN) {
          ByteBuffer data = in.duplicate().limit(end);
          found.add(new Exchanger(data.getShort() & 0xffff, host(DnsName.read(data))));
        }
        in.position(end);
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new ProbeException(ProbeFailure.MALFORMED, "dns: malformed answer", e);
    }
    found.sort(Comparator.comparingInt(Exchanger::preference));
    return found.stream().map(Exchanger::host).toList();
  }

  private static String host(DnsName name) {
    if (!name.labels().stream().allMatch(label -> LABEL.matcher(label).matches())) {
      throw new IllegalArgumentException("no host name");
    }
    return String.join(".", name.labels());
  }
}
