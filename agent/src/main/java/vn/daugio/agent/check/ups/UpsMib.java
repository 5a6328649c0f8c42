package vn.daugio.agent.check.ups;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.check.SnmpReading;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;

/** The UPS-MIB (RFC 1628) to a reading. */
final class UpsMib {
  private static final String ROOT = "1.3.6.1.2.1.33.1.";
  static final SnmpTable IDENTITY = SnmpTable.of(ROOT + "1", 2);
  static final SnmpTable BATTERY = SnmpTable.of(ROOT + "2", 1, 2, 3, 4, 5, 7);
  static final SnmpTable OUTPUT = SnmpTable.of(ROOT + "4", 1);
  static final SnmpTable LINES = SnmpTable.of(ROOT + "4.4.1", 5);
  static final SnmpTable ALARMS = SnmpTable.of(ROOT + "6.2.1", 2);

  static final List<SnmpTable> TABLES = List.of(BATTERY, OUTPUT, LINES, ALARMS, IDENTITY);

  private static final String WELL_KNOWN = ROOT + "6.3.";
  private static final int MOST_LINES = 12;
  private static final int MOST_ALARMS = 100;
  private static final long INVALID = -1;

  /** upsWellKnownAlarms that no other variable tells. */
  private static final Map<Long, UpsReading.Fault> FAULTS =
      Map.ofEntries(
          Map.entry(1L, UpsReading.Fault.REPLACE_BATTERY),
          Map.entry(5L, UpsReading.Fault.TEMPERATURE),
          Map.entry(7L, UpsReading.Fault.OUTPUT),
          Map.entry(8L, UpsReading.Fault.OVERLOAD),
          Map.entry(13L, UpsReading.Fault.CHARGER),
          Map.entry(16L, UpsReading.Fault.FAN),
          Map.entry(17L, UpsReading.Fault.FUSE),
          Map.entry(18L, UpsReading.Fault.GENERAL),
          Map.entry(19L, UpsReading.Fault.TEST_FAILED));

  private UpsMib() {}

  static UpsReading read(SnmpReading ups) throws InterruptedException {
    return decode(
        ups.table(BATTERY),
        ups.table(OUTPUT),
        ups.optional(LINES),
        ups.optional(ALARMS),
        ups.optional(IDENTITY));
  }

  static UpsReading decode(
      List<SnmpRow> battery,
      List<SnmpRow> output,
      List<SnmpRow> lines,
      List<SnmpRow> alarms,
      List<SnmpRow> identity) {
    if (lines.size() > MOST_LINES || alarms.size() > MOST_ALARMS) {
      throw new ProbeException(ProbeFailure.MALFORMED, "more lines or alarms than any UPS has");
    }
    Map<String, Double> loads = new HashMap<>();
    for (SnmpRow line : lines) {
      if (line.index().matches("\\d{1,3}")) {
        UpsReading.load(line.number(5).orElse(INVALID) / 100.0)
            .ifPresent(share -> loads.put(line.index(), share));
      }
    }
    Set<UpsReading.Fault> faults = EnumSet.noneOf(UpsReading.Fault.class);
    for (SnmpRow alarm : alarms) {
      UpsReading.@Nullable Fault fault = fault(alarm.objectId(2));
      if (fault != null) {
        faults.add(fault);
      }
    }
    return new UpsReading(
        text(identity, 2),
        source(number(output, 1)),
        status(number(battery, 1)),
        new UpsReading.Numbers(
            UpsReading.runtime(number(battery, 3) * 60.0),
            UpsReading.share(number(battery, 4) / 100.0),
            UpsReading.since((double) number(battery, 2)),
            UpsReading.volts(number(battery, 5) / 10.0),
            celsius(scalar(battery, 7))),
        loads,
        faults);
  }

  private static OptionalDouble celsius(OptionalLong degrees) {
    return degrees.isEmpty()
        ? OptionalDouble.empty()
        : UpsReading.celsius((double) degrees.getAsLong());
  }

  private static UpsReading.@Nullable Fault fault(@Nullable String alarm) {
    if (alarm == null || !alarm.startsWith(WELL_KNOWN)) {
      return null;
    }
    String number = alarm.substring(WELL_KNOWN.length());
    return number.matches("\\d{1,3}") ? FAULTS.get(Long.parseLong(number)) : null;
  }

  private static UpsReading.Source source(long value) {
    return switch ((int) Math.min(value, 99)) {
      case 2 -> UpsReading.Source.OFF;
      case 3 -> UpsReading.Source.NORMAL;
      case 4 -> UpsReading.Source.BYPASS;
      case 5 -> UpsReading.Source.BATTERY;
      case 6, 7 -> UpsReading.Source.ADJUSTING;
      default -> UpsReading.Source.UNKNOWN;
    };
  }

  private static UpsReading.Battery status(long value) {
    return switch ((int) Math.min(value, 99)) {
      case 2 -> UpsReading.Battery.NORMAL;
      case 3, 4 -> UpsReading.Battery.LOW;
      default -> UpsReading.Battery.UNKNOWN;
    };
  }

  /** A scalar, −1 where it is absent or negative. */
  static long number(List<SnmpRow> rows, int column) {
    return Math.max(INVALID, scalar(rows, column).orElse(INVALID));
  }

  static OptionalLong scalar(List<SnmpRow> rows, int column) {
    for (SnmpRow row : rows) {
      if (row.index().equals("0")) {
        return row.number(column);
      }
    }
    return OptionalLong.empty();
  }

  static String text(List<SnmpRow> rows, int column) {
    for (SnmpRow row : rows) {
      @Nullable String text = row.text(column);
      if (text != null && row.index().equals("0")) {
        return DeviceText.clean(text, DeviceText.NAME_LENGTH);
      }
    }
    return "";
  }
}
