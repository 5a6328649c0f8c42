package vn.daugio.agent.check.ups;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a UPS says of itself, whichever way it was asked.
 *
 * @param model cleaned; empty where not told
 * @param source where its output comes from
 * @param battery what it makes of its battery
 * @param numbers what it measures; absent what it does not, or what cannot be true
 * @param loads share of its capacity in use, by output line; mostly one, {@code 1}
 * @param faults what it complains of, as words of ours; see {@link Fault}
 */
record UpsReading(
    String model,
    Source source,
    Battery battery,
    Numbers numbers,
    Map<String, Double> loads,
    Set<Fault> faults) {
  UpsReading {
    loads = Map.copyOf(loads);
    faults = Set.copyOf(faults);
  }

  /** RFC 1628 upsOutputSource. */
  enum Source {
    UNKNOWN,
    NORMAL,
    BATTERY,
    BYPASS,
    /** It raises or lowers the voltage of the mains: it does its work. */
    ADJUSTING,
    OFF
  }

  /** RFC 1628 upsBatteryStatus. */
  enum Battery {
    UNKNOWN,
    NORMAL,
    LOW
  }

  enum Fault {
    REPLACE_BATTERY,
    OVERLOAD,
    TEMPERATURE,
    CHARGER,
    FAN,
    FUSE,
    TEST_FAILED,
    OUTPUT,
    GENERAL
  }

  /**
   * In base units.
   *
   * @param runtime seconds until the battery is empty at the present load
   * @param charge 0..1
   * @param onBattery seconds
   * @param volts of the battery
   * @param celsius of the battery or near it
   */
  record Numbers(
      OptionalDouble runtime,
      OptionalDouble charge,
      OptionalDouble onBattery,
      OptionalDouble volts,
      OptionalDouble celsius) {}

  /** Seconds that a battery of an office can last: ten days. */
  private static final double LONGEST = 864_000;

  private static final double HIGHEST_LOAD = 2;

  static OptionalDouble runtime(double seconds) {
    return between(seconds, 0, LONGEST);
  }

  /** Time on battery: as long as devices live. */
  static OptionalDouble since(double seconds) {
    return between(seconds, 0, 1e8);
  }

  static OptionalDouble share(double ratio) {
    return between(ratio, 0, 1);
  }

  /** More than all is an overload; RFC 1628 ends at 200 %. */
  static OptionalDouble load(double ratio) {
    return between(ratio, 0, HIGHEST_LOAD);
  }

  /** 0 volts are a battery that is not measured. */
  static OptionalDouble volts(double volts) {
    return between(volts, 0.1, 1_000);
  }

  static OptionalDouble celsius(double celsius) {
    return between(celsius, -40, 120);
  }

  private static OptionalDouble between(double value, double least, double most) {
    return value >= least && value <= most ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** Whether anything was told that a judgement could rest on. */
  boolean isTold() {
    return source != Source.UNKNOWN || battery != Battery.UNKNOWN || !faults.isEmpty();
  }

  List<String> faultNames() {
    return faults.stream()
        .map(one -> one.name().toLowerCase(java.util.Locale.ROOT))
        .sorted()
        .toList();
  }
}
