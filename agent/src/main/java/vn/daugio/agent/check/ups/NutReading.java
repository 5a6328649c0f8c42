package vn.daugio.agent.check.ups;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import vn.daugio.agent.check.DeviceText;

/**
 * The variables of Network UPS Tools (RFC 9271 section 5 and its appendix of names) to a reading.
 */
final class NutReading {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,9})?");

  /** What is no number. */
  private static final double NONE = Double.NaN;

  private NutReading() {}

  static UpsReading decode(Map<String, String> variables) {
    Set<String> status =
        new HashSet<>(
            Arrays.asList(
                variables.getOrDefault("ups.status", "").toUpperCase(Locale.ROOT).split("\\s+")));
    Set<UpsReading.Fault> faults = EnumSet.noneOf(UpsReading.Fault.class);
    if (status.contains("RB")) {
      faults.add(UpsReading.Fault.REPLACE_BATTERY);
    }
    if (status.contains("OVER")) {
      faults.add(UpsReading.Fault.OVERLOAD);
    }
    if (status.contains("ALARM") && faults.isEmpty()) {
      faults.add(UpsReading.Fault.GENERAL);
    }
    Map<String, Double> loads = new HashMap<>();
    UpsReading.load(number(variables, "ups.load") / 100).ifPresent(load -> loads.put("1", load));
    String model = variables.getOrDefault("device.model", variables.getOrDefault("ups.model", ""));
    OptionalDouble near = UpsReading.celsius(number(variables, "battery.temperature"));
    return new UpsReading(
        DeviceText.clean(model, DeviceText.NAME_LENGTH),
        source(status),
        battery(status),
        new UpsReading.Numbers(
            UpsReading.runtime(number(variables, "battery.runtime")),
            UpsReading.share(number(variables, "battery.charge") / 100),
            OptionalDouble.empty(),
            UpsReading.volts(number(variables, "battery.voltage")),
            near.isPresent() ? near : UpsReading.celsius(number(variables, "ups.temperature"))),
        loads,
        faults);
  }

  private static UpsReading.Source source(Set<String> status) {
    if (status.contains("OFF")) {
      return UpsReading.Source.OFF;
    }
    if (status.contains("OB")) {
      return UpsReading.Source.BATTERY;
    }
    if (status.contains("BYPASS")) {
      return UpsReading.Source.BYPASS;
    }
    if (status.contains("TRIM") || status.contains("BOOST")) {
      return UpsReading.Source.ADJUSTING;
    }
    return status.contains("OL") ? UpsReading.Source.NORMAL : UpsReading.Source.UNKNOWN;
  }

  /** FSD: the primary is about to switch off what hangs on it. */
  private static UpsReading.Battery battery(Set<String> status) {
    if (status.contains("LB") || status.contains("FSD")) {
      return UpsReading.Battery.LOW;
    }
    boolean told = status.contains("OL") || status.contains("OB");
    return told ? UpsReading.Battery.NORMAL : UpsReading.Battery.UNKNOWN;
  }

  private static double number(Map<String, String> variables, String name) {
    String text = variables.getOrDefault(name, "").strip();
    return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : NONE;
  }
}
