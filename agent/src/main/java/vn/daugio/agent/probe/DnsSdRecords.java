package vn.daugio.agent.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What answers to one-shot multicast DNS queries have said so far (RFC 6762 section 5.1, RFC 6763):
 * instances of service types, where they are served, what they say of themselves. A message that is
 * damaged is left out from the damage on. Bounded, whoever answers and however much.
 */
final class DnsSdRecords {
  static final int A = 1;
  static final int PTR = 12;
  static final int TXT = 16;
  static final int SRV = 33;

  static final int MOST_INSTANCES = 256;
  private static final int MOST_RECORDS = 256;
  private static final int MOST_HOSTS = 512;
  private static final int MOST_ADDRESSES = 8;
  private static final int MOST_KEYS = 40;
  private static final int LONGEST_VALUE = 255;
  private static final int RESPONSE = 0x8000;
  private static final int IN = 1;

  /** The cache-flush bit of multicast DNS (RFC 6762 section 10.2). */
  private static final int CLASS = 0x7fff;

  private final Map<String, DnsName> instances = new LinkedHashMap<>();
  private final Map<String, String> types = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Map<String, String>> texts = new HashMap<>();
  private final Map<String, Set<InetAddress>> addresses = new HashMap<>();
  private final Set<String> wanted;

  private record Place(DnsName host, int port) {}

  /** A question of type {@link #PTR}, {@link #SRV}, {@link #TXT} or {@link #A}. */
  record Question(DnsName name, int type) {}

  /**
   * @param wanted types such as {@code _ipp._tcp}
   */
  DnsSdRecords(List<String> wanted) {
    this.wanted = Set.copyOf(wanted);
  }

  static byte[] query(int id, Question question) {
    ByteBuffer out = ByteBuffer.allocate(512);
    out.putShort((short) id).putShort((short) 0);
    out.putShort((short) 1).putShort((short) 0).putInt(0);
    question.name().write(out);
    out.putShort((short) question.type()).putShort((short) IN);
    byte[] message = new byte[out.position()];
    out.flip().get(message);
    return message;
  }

  /** Takes a datagram; one that is no answer to us says nothing. */
  void take(ByteBuffer message, int id) {
    try {
      if ((message.getShort() & 0xffff) != id || (message.getShort() & RESPONSE) == 0) {
        return;
      }
      int questions = message.getShort() & 0xffff;
      int records = 0;
      for (int i = 0; i < 3; i++) {
        records += message.getShort() & 0xffff;
      }
      for (int i = 0; i < questions; i++) {
        DnsName.read(message);
        message.getInt();
      }
      for (int i = 0; i < Math.min(records, MOST_RECORDS); i++) {
        record(message);
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      // somebody's damaged answer: what stood before the damage may be right, and what follows is
      // asked for again
      return;
    }
  }

  private void record(ByteBuffer in) {
    DnsName name = DnsName.read(in);
    int type = in.getShort() & 0xffff;
    int dnsClass = in.getShort() & CLASS;
    in.getInt();
    int length = in.getShort() & 0xffff;
    int end = in.position() + length;
    if (end > in.limit()) {
      throw new IllegalArgumentException("a record without its end");
    }
    if (dnsClass == IN) {
      ByteBuffer data = in.duplicate().limit(end);
      switch (type) {
        case PTR -> pointer(name, DnsName.read(data));
        case SRV -> {
          data.getInt();
          int port = data.getShort() & 0xffff;
          put(places, name, new Place(DnsName.read(data), port), MOST_INSTANCES);
        }
        case TXT -> put(texts, name, text(data), MOST_INSTANCES);
        case A -> address(name, data);
        default -> {}
      }
    }
    in.position(end);
  }

  private static <T> void put(Map<String, T> map, DnsName name, T value, int most) {
    if (map.size() < most || map.containsKey(name.key())) {
      map.put(name.key(), value);
    }
  }

  private void pointer(DnsName service, DnsName instance) {
    List<String> labels = service.labels();
    if (labels.size() != 3 || instance.labels().size() < 4) {
      return;
    }
    String type = (labels.get(0) + "." + labels.get(1)).toLowerCase(Locale.ROOT);
    if (wanted.contains(type) && instances.size() < MOST_INSTANCES) {
      instances.putIfAbsent(instance.key(), instance);
      types.putIfAbsent(instance.key(), type);
    }
  }

  /** Keys in lower case; the first of a name counts (RFC 6763 section 6.4). */
  private static Map<String, String> text(ByteBuffer data) {
    Map<String, String> read = new TreeMap<>();
    while (data.hasRemaining() && read.size() < MOST_KEYS) {
      byte[] bytes = new byte[Math.min(data.get() & 0xff, LONGEST_VALUE)];
      data.get(bytes);
      String pair = new String(bytes, StandardCharsets.UTF_8);
      int equals = pair.indexOf('=');
      if (equals > 0) {
        read.putIfAbsent(
            pair.substring(0, equals).toLowerCase(Locale.ROOT), pair.substring(equals + 1));
      }
    }
    return read;
  }

  private void address(DnsName host, ByteBuffer data) {
    byte[] bytes = new byte[4];
    data.get(bytes);
    if (addresses.size() >= MOST_HOSTS && !addresses.containsKey(host.key())) {
      return;
    }
    Set<InetAddress> known =
        addresses.computeIfAbsent(host.key(), any -> new LinkedHashSet<>(MOST_ADDRESSES));
    if (known.size() < MOST_ADDRESSES) {
      try {
        known.add(InetAddress.getByAddress(bytes));
      } catch (UnknownHostException e) {
        throw new IllegalStateException("an address has 4 bytes", e);
      }
    }
  }

  /** What is still to be asked so that all instances are complete. */
  List<Question> open() {
    List<Question> questions = new ArrayList<>();
    instances.forEach(
        (key, instance) -> {
          @Nullable Place place = places.get(key);
          if (place == null) {
            questions.add(new Question(instance, SRV));
          } else if (!addresses.containsKey(place.host().key())) {
            questions.add(new Question(place.host(), A));
          }
          if (!texts.containsKey(key)) {
            questions.add(new Question(instance, TXT));
          }
        });
    return questions;
  }

  /** Those of which it is known where they are served. */
  List<DnsSdService> services() {
    List<DnsSdService> found = new ArrayList<>();
    instances.forEach(
        (key, instance) -> {
          @Nullable Place place = places.get(key);
          @Nullable Set<InetAddress> at = place == null ? null : addresses.get(place.host().key());
          if (place != null && at != null && place.port() > 0) {
            found.add(
                new DnsSdService(
                    types.getOrDefault(key, ""),
                    instance.first(),
                    List.copyOf(at),
                    place.port(),
                    texts.getOrDefault(key, Map.of())));
          }
        });
    return found;
  }
}
