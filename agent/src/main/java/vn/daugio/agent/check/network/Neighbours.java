package vn.daugio.agent.check.network;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.check.SnmpReading;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;

/**
 * What sits on which port: as a neighbour says of itself (LLDP-MIB lldpRemTable, IEEE 802.1AB),
 * else the hardware address where a port has learnt just one (BRIDGE-MIB dot1dTpFdbTable, RFC 4188,
 * or Q-BRIDGE-MIB dot1qTpFdbTable, RFC 4363). It explains and decides nothing, so that a box
 * without these tables is well.
 */
final class Neighbours {
  static final SnmpTable REMOTE = SnmpTable.of("1.0.8802.1.1.2.1.4.1.1", 5, 9, 12);
  static final SnmpTable LOCAL = SnmpTable.of("1.0.8802.1.1.2.1.3.7.1", 3, 4);
  static final SnmpTable BRIDGE_PORT = SnmpTable.of("1.3.6.1.2.1.17.1.4.1", 2);
  static final SnmpTable LEARNT = SnmpTable.of("1.3.6.1.2.1.17.4.3.1", 2, 3);
  static final SnmpTable LEARNT_PER_VLAN = SnmpTable.of("1.3.6.1.2.1.17.7.1.2.2.1", 2, 3);

  /** Before the name of what others depend on: a switch, an access point, a router. */
  static final String SHARED = "!";

  private static final int NAME_LENGTH = 20;
  private static final int ADDRESS_BYTES = 6;
  private static final long STATUS_LEARNED = 3;

  /** LldpSystemCapabilitiesMap: bridge(2), wlanAccessPoint(3), router(4); but telephone(5). */
  private static final int SHARED_BITS = 0x38;

  private static final int TELEPHONE_BIT = 0x04;

  private Neighbours() {}

  /** By ifIndex: a name, with {@link #SHARED} before it where that is so, or an address. */
  static Map<Long, String> read(SnmpReading box, List<Port> ports) throws InterruptedException {
    List<SnmpRow> remote = box.optional(REMOTE);
    List<SnmpRow> local = remote.isEmpty() ? List.of() : box.optional(LOCAL);
    List<SnmpRow> bridge = box.optional(BRIDGE_PORT);
    List<SnmpRow> learnt = List.of();
    if (!bridge.isEmpty()) {
      learnt = box.optional(LEARNT_PER_VLAN);
      learnt = learnt.isEmpty() ? box.optional(LEARNT) : learnt;
    }
    Map<Long, String> found = addresses(bridge, learnt);
    found.putAll(names(remote, local, ports));
    return found;
  }

  static Map<Long, String> addresses(List<SnmpRow> bridge, List<SnmpRow> learnt) {
    Map<Long, Long> interfaces = new HashMap<>();
    for (SnmpRow row : bridge) {
      interfaces.put(PortMemory.number(row.index(), 10), row.number(2).orElse(-1));
    }
    Map<Long, Set<String>> perPort = new HashMap<>();
    for (SnmpRow row : learnt) {
      long index = interfaces.getOrDefault(row.number(2).orElse(0), -1L);
      String address = address(row.index());
      if (index > 0
          && !address.isEmpty()
          && row.number(3).orElse(STATUS_LEARNED) == STATUS_LEARNED) {
        perPort.computeIfAbsent(index, one -> new HashSet<>()).add(address);
      }
    }
    Map<Long, String> found = new HashMap<>();
    perPort.forEach(
        (index, addresses) -> {
          if (addresses.size() == 1) {
            found.put(index, addresses.iterator().next());
          }
        });
    return found;
  }

  /** The last six numbers of an index, as 001122aabbcc; empty when they are no octets. */
  private static String address(String index) {
    String[] parts = index.split("\\.", -1);
    if (parts.length != ADDRESS_BYTES && parts.length != ADDRESS_BYTES + 1) {
      return "";
    }
    StringBuilder address = new StringBuilder();
    for (int i = parts.length - ADDRESS_BYTES; i < parts.length; i++) {
      long octet = PortMemory.number(parts[i], 10);
      if (octet < 0 || octet > 255) {
        return "";
      }
      address.append(String.format(Locale.ROOT, "%02x", octet));
    }
    return address.toString();
  }

  static Map<Long, String> names(List<SnmpRow> remote, List<SnmpRow> local, List<Port> ports) {
    Map<Long, String> found = new HashMap<>();
    for (SnmpRow row : remote) {
      String[] index = row.index().split("\\.", -1);
      long port = index.length == 3 ? interfaceOf(index[1], local, ports) : -1;
      String name = name(row);
      if (port > 0 && !name.isEmpty()) {
        found.merge(port, name, (one, other) -> one.startsWith(SHARED) ? one : other);
      }
    }
    return found;
  }

  private static String name(SnmpRow row) {
    @Nullable String said = row.text(9);
    String name =
        DeviceText.clean(said == null ? "" : said, 64).replaceAll("[^A-Za-z0-9._-]+", "-");
    if (name.isEmpty()) {
      return "";
    }
    byte @Nullable [] capabilities = row.octets(12);
    int bits = capabilities == null || capabilities.length == 0 ? 0 : capabilities[0];
    boolean shared = (bits & SHARED_BITS) != 0 && (bits & TELEPHONE_BIT) == 0;
    return (shared ? SHARED : "") + name.substring(0, Math.min(name.length(), NAME_LENGTH));
  }

  /** LLDP has port numbers of its own, most often those of ifIndex. */
  private static long interfaceOf(String localPort, List<SnmpRow> local, List<Port> ports) {
    for (SnmpRow row : local) {
      if (row.index().equals(localPort)) {
        for (Port port : ports) {
          if (port.name().equalsIgnoreCase(row.text(3))
              || port.name().equalsIgnoreCase(row.text(4))) {
            return port.index();
          }
        }
      }
    }
    long number = PortMemory.number(localPort, 10);
    return ports.stream().anyMatch(port -> port.index() == number) ? number : -1;
  }

  /** As a person reads it: an address with colons, a name without its mark. */
  static String shown(String neighbour) {
    return neighbour.matches("[0-9a-f]{12}")
        ? neighbour.replaceAll("(..)(?!$)", "$1:")
        : neighbour.replaceFirst("^" + SHARED, "");
  }
}
