package vn.daugio.collector.office;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Problems;

/** Dates on which a counter stays closed: the law's, the province's, the site's. */
final class DaysOff {
  private DaysOff() {}

  /** The holidays that are certain. */
  static SortedMap<LocalDate, String> known() {
    Problems problems = new Problems();
    ConfigMap holidays = ConfigMap.of("", NationalSystems.resource("holidays.yaml"), problems);
    SortedMap<LocalDate, String> days = with(new TreeMap<>(), holidays);
    problems.throwIfAny("holidays.yaml");
    return days;
  }

  /** Adds those of a mapping, and takes away those whose value is false. */
  static SortedMap<LocalDate, String> with(SortedMap<LocalDate, String> days, ConfigMap map) {
    SortedMap<LocalDate, String> all = new TreeMap<>(days);
    for (String key : map.keys()) {
      String name = map.textOr(key, "");
      try {
        LocalDate date = LocalDate.parse(key);
        switch (name) {
          case "false" -> all.remove(date);
          case "true", "" ->
              map.problems().add(map.path() + "." + key, "the day's name, or false, is expected");
          default -> all.put(date, name);
        }
      } catch (DateTimeParseException e) {
        map.problems().add(map.path(), "a date like 2026-11-24 is expected, not '" + key + "'");
      }
    }
    return all;
  }
}
