package vn.daugio.agent.os.linux;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.SmallFiles;

/**
 * The kernel's routes: {@code /proc/net/route} and {@code /proc/net/ipv6_route} (proc(5)). Routes
 * with neither a gateway nor a device other than loopback are left out.
 */
final class LinuxRoutes {
  private static final int UP = 0x1;
  private static final int GATEWAY = 0x2;
  private static final int REJECT = 0x200;

  private final Path root;

  /**
   * @param prefix length of the destination in bits
   */
  private record Entry(
      InetAddress network,
      int prefix,
      InetAddress gateway,
      int flags,
      long metric,
      String interfaceName) {
    boolean covers(byte[] address) {
      byte[] bytes = network.getAddress();
      if (address.length != bytes.length) {
        return false;
      }
      for (int bit = 0; bit < prefix; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (bytes[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  LinuxRoutes(Path root) {
    this.root = root;
  }

  Optional<Network.Route> defaultRoute() {
    Optional<Network.Route> v4 = lowest(v4());
    return v4.isPresent() ? v4 : lowest(v6());
  }

  /** By the most specific route that covers the address, as the kernel decides. */
  boolean isOnLink(InetAddress address) {
    byte[] bytes = address.getAddress();
    return (bytes.length == 4 ? v4() : v6())
        .stream()
            .filter(entry -> entry.covers(bytes))
            .min(Comparator.comparingInt((Entry e) -> -e.prefix()).thenComparing(Entry::metric))
            .map(entry -> (entry.flags() & GATEWAY) == 0 && entry.prefix() > 0)
            .orElse(false);
  }

  /** All of them, IPv4 before IPv6, each family by metric. */
  List<Network.Route> defaults() {
    return Stream.concat(byMetric(v4()), byMetric(v6())).toList();
  }

  private Optional<Network.Route> lowest(List<Entry> entries) {
    return byMetric(entries).findFirst();
  }

  private Stream<Network.Route> byMetric(List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.prefix() == 0 && (entry.flags() & GATEWAY) != 0)
        .sorted(Comparator.comparingLong(Entry::metric))
        .map(entry -> new Network.Route(gateway(entry), entry.interfaceName()));
  }

  /** A link-local gateway is reachable only together with its interface's index. */
  private InetAddress gateway(Entry entry) {
    if (!(entry.gateway() instanceof Inet6Address plain) || !plain.isLinkLocalAddress()) {
      return entry.gateway();
    }
    Path index = root.resolve("sys/class/net").resolve(entry.interfaceName()).resolve("ifindex");
    try {
      return Inet6Address.getByAddress(
          null, plain.getAddress(), SmallFiles.number(index).orElse(0L).intValue());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 16 bytes", e);
    }
  }

  private List<Entry> v4() {
    List<Entry> entries = new ArrayList<>();
    for (String line : SmallFiles.lines(root.resolve("proc/net/route"))) {
      String[] columns = line.strip().split("\\s+", -1);
      if (columns.length < 8
          || !hex(columns[1], 8)
          || !hex(columns[2], 8)
          || !hex(columns[7], 8)
          || !columns[3].matches("[0-9A-Fa-f]{1,8}")
          || !columns[6].matches("\\d{1,10}")) {
        continue;
      }
      int flags = Integer.parseUnsignedInt(columns[3], 16);
      int prefix = Integer.bitCount(Integer.parseUnsignedInt(columns[7], 16));
      add(
          entries,
          new Entry(
              v4Address(columns[1]),
              prefix,
              v4Address(columns[2]),
              flags,
              Long.parseLong(columns[6]),
              columns[0]));
    }
    return entries;
  }

  private List<Entry> v6() {
    List<Entry> entries = new ArrayList<>();
    for (String line : SmallFiles.lines(root.resolve("proc/net/ipv6_route"))) {
      String[] columns = line.strip().split("\\s+", -1);
      if (columns.length < 10
          || !hex(columns[0], 32)
          || !hex(columns[1], 2)
          || !hex(columns[4], 32)
          || !hex(columns[5], 8)
          || !hex(columns[8], 8)) {
        continue;
      }
      HexFormat format = HexFormat.of();
      add(
          entries,
          new Entry(
              address(format.parseHex(columns[0])),
              Math.min(128, Integer.parseInt(columns[1], 16)),
              address(format.parseHex(columns[4])),
              Integer.parseUnsignedInt(columns[8], 16),
              Long.parseLong(columns[5], 16),
              columns[9]));
    }
    return entries;
  }

  private static void add(List<Entry> entries, Entry entry) {
    boolean usable = (entry.flags() & UP) != 0 && (entry.flags() & REJECT) == 0;
    if (usable && !entry.interfaceName().equals("lo")) {
      entries.add(entry);
    }
  }

  private static boolean hex(String text, int digits) {
    return text.length() == digits && text.chars().allMatch(HexFormat::isHexDigit);
  }

  /** The kernel prints the address as one integer of this machine's byte order. */
  private static InetAddress v4Address(String text) {
    return address(
        ByteBuffer.allocate(4)
            .order(ByteOrder.nativeOrder())
            .putInt(Integer.parseUnsignedInt(text, 16))
            .array());
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
