package vn.daugio.collector.office;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.calendar.DayKind;
import vn.daugio.collector.calendar.DayStatus;
import vn.daugio.collector.calendar.DayTable;
import vn.daugio.collector.calendar.NationalDays;
import vn.daugio.collector.calendar.NationalDays.Choice;
import vn.daugio.collector.calendar.SpecialDay;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Problems;

/**
 * Reads the days that differ from their weekday: the country's, the province's, the commune's, the
 * site's. Under {@code days-off} a date has a name, {@code false} (as its weekday says) or a
 * mapping {@code name kind source status works-as}.
 */
final class DaysOff {
  private static final String KEY = "days-off";
  private static final int FIRST_YEAR = 2021;
  private static final int LAST_YEAR = 2149;
  private static final int MOST_DAYS_BEFORE = 4;

  private DaysOff() {}

  /** The law's days, what notices chose, and the province's own choices and days on top. */
  static DayTable ofProvince(ConfigMap root) {
    Problems problems = new Problems();
    ConfigMap known = ConfigMap.of("", NationalSystems.resource("holidays.yaml"), problems);
    Map<Integer, Choice> tet = new HashMap<>();
    Map<Integer, Choice> nationalDay = new HashMap<>();
    choices(known, tet, nationalDay);
    Map<LocalDate, Optional<SpecialDay>> notices = days(known);
    known.done();
    problems.throwIfAny("holidays.yaml");
    choices(root, tet, nationalDay);
    return with(DayTable.of(new NationalDays(tet, nationalDay)).with(notices), root);
  }

  /** The days on which a mapping's {@code days-off} says something else. */
  static DayTable with(DayTable beneath, ConfigMap parent) {
    return beneath.with(days(parent));
  }

  private static Map<LocalDate, Optional<SpecialDay>> days(ConfigMap parent) {
    ConfigMap map = parent.map(KEY);
    Map<LocalDate, Optional<SpecialDay>> days = new HashMap<>();
    for (String key : map.keys()) {
      Optional<SpecialDay> day = map.isMap(key) ? Optional.of(full(map.map(key))) : brief(map, key);
      date(map, key).ifPresent(date -> days.put(date, day));
    }
    return days;
  }

  /** The date that a key is; a mistake is a problem. */
  static Optional<LocalDate> date(ConfigMap map, String key) {
    try {
      return Optional.of(LocalDate.parse(key));
    } catch (DateTimeParseException e) {
      map.problems().add(map.path(), "a date like 2026-11-24 is expected, not '" + key + "'");
      return Optional.empty();
    }
  }

  private static Optional<SpecialDay> brief(ConfigMap map, String key) {
    String name = map.textOr(key, "");
    if (name.equals("true") || name.isEmpty()) {
      map.problems().add(map.path() + "." + key, "the day's name, or false, is expected");
    }
    return name.equals("false")
        ? Optional.empty()
        : Optional.of(SpecialDay.off(name, DayKind.PROVINCIAL, DayStatus.OFFICIAL, ""));
  }

  private static SpecialDay full(ConfigMap map) {
    String name = map.text("name");
    DayKind kind = chosen(map, "kind", DayKind.values(), DayKind::code, DayKind.PROVINCIAL.code());
    DayStatus status = status(map);
    String source = map.text("source");
    @Nullable DayOfWeek worksAs = null;
    if (kind == DayKind.MAKEUP_WORK) {
      worksAs =
          chosen(
              map,
              "works-as",
              DayOfWeek.values(),
              day -> day.name().toLowerCase(Locale.ROOT),
              "monday");
    } else if (map.has("works-as")) {
      map.problems().add(map.path() + ".works-as", "only a day of kind makeup_work has it");
    }
    map.done();
    return new SpecialDay(name, kind, status, source, worksAs);
  }

  private static DayStatus status(ConfigMap map) {
    return chosen(map, "status", DayStatus.values(), DayStatus::code, DayStatus.OFFICIAL.code());
  }

  private static <T> T chosen(
      ConfigMap map, String key, T[] all, Function<T, String> code, String otherwise) {
    String text = map.textOr(key, otherwise);
    Set<String> codes = Arrays.stream(all).map(code).collect(Collectors.toSet());
    String known = codes.contains(text) ? text : otherwise;
    if (!known.equals(text)) {
      map.problems().unknownName(map.path() + "." + key, key, text, codes);
    }
    return Arrays.stream(all)
        .filter(one -> code.apply(one).equals(known))
        .findFirst()
        .orElseThrow();
  }

  private static void choices(
      ConfigMap parent, Map<Integer, Choice> tet, Map<Integer, Choice> nationalDay) {
    ConfigMap years = parent.map("holiday-choices");
    for (String year : years.keys()) {
      ConfigMap map = years.map(year);
      if (!year.matches("\\d{4}")
          || Integer.parseInt(year) < FIRST_YEAR
          || Integer.parseInt(year) > LAST_YEAR) {
        map.problems()
            .add(
                years.path(),
                "a year from "
                    + FIRST_YEAR
                    + " to "
                    + LAST_YEAR
                    + " is expected, not '"
                    + year
                    + "'");
        continue;
      }
      if (map.has("tet")) {
        ConfigMap one = map.map("tet");
        long before = one.whole("days-before", 1, 0, MOST_DAYS_BEFORE);
        tet.put(Integer.valueOf(year), choice(one, (int) before));
      }
      if (map.has("national-day")) {
        ConfigMap one = map.map("national-day");
        Integer[] sides = {-1, 1};
        int side = chosen(one, "beside", sides, value -> value < 0 ? "before" : "after", "before");
        nationalDay.put(Integer.valueOf(year), choice(one, side));
      }
      map.done();
    }
  }

  private static Choice choice(ConfigMap map, int days) {
    DayStatus status = status(map);
    String source = map.text("source");
    map.done();
    return new Choice(days, status, source);
  }
}
