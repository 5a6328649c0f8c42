package vn.daugio.agent.check.ups;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import vn.daugio.agent.check.SnmpReading;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;

/**
 * APC's PowerNet-MIB to a reading: many of its cards are set to speak that instead of the UPS-MIB.
 * Where a value stands twice, the one in tenths is taken.
 */
final class PowerNet {
  private static final String ROOT = "1.3.6.1.4.1.318.1.1.1.";
  static final SnmpTable IDENTITY = SnmpTable.of(ROOT + "1.1", 1);
  static final SnmpTable BASIC = SnmpTable.of(ROOT + "2.1", 1, 2);
  static final SnmpTable ADVANCED = SnmpTable.of(ROOT + "2.2", 1, 2, 3, 4);
  static final SnmpTable PRECISE = SnmpTable.of(ROOT + "2.3", 1, 2, 4);
  static final SnmpTable OUTPUT = SnmpTable.of(ROOT + "4.1", 1);
  static final SnmpTable OUTPUT_ADVANCED = SnmpTable.of(ROOT + "4.2", 3);
  static final SnmpTable OUTPUT_PRECISE = SnmpTable.of(ROOT + "4.3", 3);

  private static final long REPLACE = 2;

  private PowerNet() {}

  /**
   * The tables in the order of the constants.
   *
   * @param battery basic, advanced, precise
   * @param output basic, advanced, precise
   */
  record Tables(List<SnmpRow> identity, List<List<SnmpRow>> battery, List<List<SnmpRow>> output) {}

  static UpsReading read(SnmpReading ups) throws InterruptedException {
    return decode(
        new Tables(
            ups.optional(IDENTITY),
            List.of(ups.optional(BASIC), ups.optional(ADVANCED), ups.optional(PRECISE)),
            List.of(
                ups.table(OUTPUT), ups.optional(OUTPUT_ADVANCED), ups.optional(OUTPUT_PRECISE))));
  }

  static UpsReading decode(Tables tables) {
    List<SnmpRow> basic = tables.battery().get(0);
    List<SnmpRow> advanced = tables.battery().get(1);
    List<SnmpRow> precise = tables.battery().get(2);
    Set<UpsReading.Fault> faults = EnumSet.noneOf(UpsReading.Fault.class);
    if (UpsMib.number(advanced, 4) == REPLACE) {
      faults.add(UpsReading.Fault.REPLACE_BATTERY);
    }
    OptionalDouble load =
        UpsReading.load(either(tables.output().get(2), 3, tables.output().get(1), 3) / 100);
    return new UpsReading(
        UpsMib.text(tables.identity(), 1),
        source(UpsMib.number(tables.output().get(0), 1)),
        status(UpsMib.number(basic, 1)),
        new UpsReading.Numbers(
            UpsReading.runtime(UpsMib.number(advanced, 3) / 100.0),
            UpsReading.share(either(precise, 1, advanced, 1) / 100),
            UpsReading.since(UpsMib.number(basic, 2) / 100.0),
            UpsReading.volts(UpsMib.number(precise, 4) / 10.0),
            celsius(precise, advanced)),
        load.isPresent() ? Map.of("1", load.getAsDouble()) : Map.of(),
        faults);
  }

  /** Tenths of one, else whole ones of the other; negative where neither is told. */
  private static double either(List<SnmpRow> precise, int tenths, List<SnmpRow> plain, int whole) {
    long exact = UpsMib.number(precise, tenths);
    return exact >= 0 ? exact / 10.0 : UpsMib.number(plain, whole);
  }

  private static OptionalDouble celsius(List<SnmpRow> precise, List<SnmpRow> advanced) {
    double degrees = either(precise, 2, advanced, 2);
    return degrees < 0 ? OptionalDouble.empty() : UpsReading.celsius(degrees);
  }

  /** upsBasicOutputStatus. */
  private static UpsReading.Source source(long value) {
    return switch ((int) Math.min(value, 99)) {
      case 2, 13, 14 -> UpsReading.Source.NORMAL;
      case 3, 15 -> UpsReading.Source.BATTERY;
      case 4, 12 -> UpsReading.Source.ADJUSTING;
      case 5, 7, 8, 11 -> UpsReading.Source.OFF;
      case 6, 9, 10, 16 -> UpsReading.Source.BYPASS;
      default -> UpsReading.Source.UNKNOWN;
    };
  }

  /** upsBasicBatteryStatus; in fault condition it holds nothing. */
  private static UpsReading.Battery status(long value) {
    return switch ((int) Math.min(value, 99)) {
      case 2 -> UpsReading.Battery.NORMAL;
      case 3, 4 -> UpsReading.Battery.LOW;
      default -> UpsReading.Battery.UNKNOWN;
    };
  }
}
