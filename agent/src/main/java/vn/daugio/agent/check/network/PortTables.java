package vn.daugio.agent.check.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;

/** ifTable, ifXTable (RFC 2863) and dot3StatsTable (RFC 3635) to ports. */
final class PortTables {
  static final SnmpTable INTERFACES =
      SnmpTable.of("1.3.6.1.2.1.2.2.1", 2, 3, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19, 20);

  static final SnmpTable EXTENSION = SnmpTable.of("1.3.6.1.2.1.31.1.1.1", 1, 6, 7, 10, 11, 15, 19);

  static final SnmpTable ETHERNET = SnmpTable.of("1.3.6.1.2.1.10.7.2.1", 8, 19);

  /** More than any stack of switches in a commune has. */
  static final int MOST = 512;

  private static final int NAME_LENGTH = 40;
  private static final long HALF = 2;
  private static final long DISABLED = 2;

  /** ifOperStatus, from 1. */
  private static final List<Port.State> OPER_STATES =
      List.of(
          Port.State.UP,
          Port.State.DOWN,
          Port.State.TESTING,
          Port.State.UNKNOWN,
          Port.State.DORMANT,
          Port.State.NOT_PRESENT,
          Port.State.LOWER_LAYER_DOWN);

  private static final long MEGA = 1_000_000;

  /** Of ifSpeed: the true one does not fit, and ifHighSpeed has it. */
  private static final long TOO_FAST = 4_294_967_295L;

  /** A terabit a second, in megabits. */
  private static final long FASTEST = 1_000_000;

  /** IANAifType: ethernetCsmacd, and the older fastEther, fastEtherFX and gigabitEthernet. */
  private static final Set<Long> ETHERNETS = Set.of(6L, 62L, 69L, 117L);

  private PortTables() {}

  /**
   * @throws ProbeException MALFORMED for more interfaces than any real box has
   */
  static List<Port> decode(
      List<SnmpRow> interfaces, List<SnmpRow> extensions, List<SnmpRow> ethernets) {
    if (interfaces.size() > MOST) {
      throw new ProbeException(ProbeFailure.MALFORMED, "more ports than any switch has");
    }
    Map<String, SnmpRow> extension = byIndex(extensions);
    Map<String, SnmpRow> ethernet = byIndex(ethernets);
    List<Port> ports = new ArrayList<>();
    for (SnmpRow row : interfaces) {
      long index = PortMemory.number(row.index(), 10);
      if (index > 0 && index <= Integer.MAX_VALUE) {
        SnmpRow none = new SnmpRow(row.index(), Map.of());
        ports.add(
            decode(
                index,
                row,
                extension.getOrDefault(row.index(), none),
                ethernet.getOrDefault(row.index(), none)));
      }
    }
    return ports;
  }

  private static Map<String, SnmpRow> byIndex(List<SnmpRow> rows) {
    Map<String, SnmpRow> found = new HashMap<>();
    rows.forEach(row -> found.put(row.index(), row));
    return found;
  }

  private static Port decode(long index, SnmpRow row, SnmpRow more, SnmpRow ethernet) {
    return new Port(
        index,
        name(index, more.text(1), row.text(2)),
        ETHERNETS.contains(row.number(3).orElse(0)),
        state(row.number(7).orElse(0), row.number(8).orElse(0)),
        speed(row.number(5), more.number(15).orElse(0)),
        ethernet.number(19).orElse(0) == HALF,
        new Port.Counters(
            first(more, 6, row, 10),
            first(more, 10, row, 16),
            direction(row, 14, 13, first(more, 7, row, 11), more.number(7).isPresent()),
            direction(row, 20, 19, first(more, 11, row, 17), more.number(11).isPresent()),
            narrow(ethernet.number(8)),
            narrow(more.number(19))));
  }

  private static Port.Direction direction(
      SnmpRow row, int errors, int discards, OptionalLong packets, boolean wide) {
    return new Port.Direction(
        narrow(row.number(errors)), narrow(row.number(discards)), packets, wide);
  }

  private static OptionalLong first(SnmpRow one, int column, SnmpRow other, int otherColumn) {
    OptionalLong wide = counter(one.number(column));
    return wide.isPresent() ? wide : narrow(other.number(otherColumn));
  }

  private static OptionalLong counter(OptionalLong read) {
    return read.isPresent() && read.getAsLong() >= 0 ? read : OptionalLong.empty();
  }

  /** A Counter32, which may be no larger. */
  private static OptionalLong narrow(OptionalLong read) {
    return read.orElse(TOO_FAST + 1) <= TOO_FAST ? counter(read) : OptionalLong.empty();
  }

  private static Port.State state(long admin, long oper) {
    if (admin == DISABLED) {
      return Port.State.DISABLED;
    }
    return oper >= 1 && oper <= OPER_STATES.size()
        ? OPER_STATES.get((int) oper - 1)
        : Port.State.UNKNOWN;
  }

  private static OptionalLong speed(OptionalLong bits, long megabits) {
    if (megabits > 0 && megabits <= FASTEST) {
      return OptionalLong.of(megabits * MEGA);
    }
    long value = bits.orElse(0);
    return value > 0 && value < TOO_FAST ? OptionalLong.of(value) : OptionalLong.empty();
  }

  private static String name(long index, @Nullable String name, @Nullable String description) {
    for (String text :
        new String[] {name == null ? "" : name, description == null ? "" : description}) {
      String clean = DeviceText.clean(text, NAME_LENGTH);
      if (!clean.isEmpty()) {
        return clean;
      }
    }
    return Long.toString(index);
  }
}
