package vn.daugio.agent.check.network;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpValue;

/** The rows of a made-up switch, one port after the other. */
final class Boxes {
  private final List<SnmpRow> interfaces = new ArrayList<>();
  private final List<SnmpRow> extensions = new ArrayList<>();
  private final List<SnmpRow> ethernets = new ArrayList<>();

  /** A port that is up with 1 Gb/s and has counted nothing. */
  static One port(int index) {
    return new One(index);
  }

  static Boxes of(One... ports) {
    Boxes box = new Boxes();
    for (One one : ports) {
      String index = Integer.toString(one.index);
      box.interfaces.add(row(index, one.base));
      box.extensions.add(row(index, one.more));
      box.ethernets.add(row(index, one.ethernet));
    }
    return box;
  }

  List<Port> ports() {
    return PortTables.decode(interfaces, extensions, ethernets);
  }

  static SnmpRow row(String index, Map<Integer, Object> cells) {
    Map<Integer, SnmpValue> values = new HashMap<>();
    cells.forEach(
        (column, value) ->
            values.put(
                column,
                value instanceof Number number
                    ? new SnmpValue.Int(number.longValue())
                    : new SnmpValue.Octets(value.toString().getBytes(StandardCharsets.UTF_8))));
    return new SnmpRow(index, values);
  }

  /** One port; columns of ifTable, ifXTable and dot3StatsTable by their numbers. */
  static final class One {
    private final int index;
    private final Map<Integer, Object> base = new HashMap<>();
    private final Map<Integer, Object> more = new HashMap<>();
    private final Map<Integer, Object> ethernet = new HashMap<>();

    private One(int index) {
      this.index = index;
      base.putAll(Map.of(2, "Port " + index, 3, 6, 7, 1, 8, 1));
      more.putAll(Map.of(1, "gi" + index, 15, 1000));
    }

    One base(int column, Object value) {
      base.put(column, value);
      return this;
    }

    One more(int column, Object value) {
      more.put(column, value);
      return this;
    }

    One ethernet(int column, Object value) {
      ethernet.put(column, value);
      return this;
    }

    One down() {
      return base(8, 2);
    }

    One speed(int megabits) {
      return more(15, megabits);
    }

    /** 32-bit counters of what was received: errors, and unicast packets. */
    One received(long errors, long packets) {
      return base(14, errors).base(11, packets);
    }
  }
}
