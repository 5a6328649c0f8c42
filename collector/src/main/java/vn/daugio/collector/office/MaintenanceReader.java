package vn.daugio.collector.office;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.OfficeZone;

/**
 * Reads {@code maintenance}: items with {@code from} and {@code to} like {@code 2026-12-05T18:00},
 * or {@code weekly: sunday} and {@code hours: "20:00-23:00"}; {@code targets}, {@code why}, {@code
 * by}.
 */
final class MaintenanceReader {
  private static final Set<String> DAYS =
      Arrays.stream(DayOfWeek.values())
          .map(day -> day.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.toSet());

  private MaintenanceReader() {}

  static List<Maintenance> read(String level, ConfigMap parent) {
    List<Maintenance> all = new ArrayList<>();
    for (ConfigMap map : parent.maps("maintenance")) {
      Set<String> targets = Set.copyOf(map.texts("targets"));
      String why = map.text("why");
      String by = map.text("by");
      if (!by.isEmpty() && Role.ofCode(by).isEmpty()) {
        map.problems().unknownName(map.path() + ".by", "role", by, Set.copyOf(Role.codes()));
      }
      times(map).ifPresent(times -> all.add(new Maintenance(level, targets, times, why, by)));
      map.done();
    }
    return all;
  }

  private static Optional<Maintenance.Times> times(ConfigMap map) {
    return map.has("weekly") ? weekly(map) : once(map);
  }

  private static Optional<Maintenance.Times> once(ConfigMap map) {
    Optional<Instant> from = moment(map, "from");
    Optional<Instant> to = moment(map, "to");
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (!to.get().isAfter(from.get())) {
      map.problems().add(map.path() + ".to", "ends before it begins");
    }
    return Optional.of(new Maintenance.Once(from.get(), to.get()));
  }

  private static Optional<Instant> moment(ConfigMap map, String key) {
    String text = map.text(key);
    try {
      return Optional.of(LocalDateTime.parse(text).atZone(OfficeZone.ZONE).toInstant());
    } catch (DateTimeParseException e) {
      if (!text.isEmpty()) {
        map.problems()
            .add(map.path() + "." + key, "a time like 2026-12-05T18:00 is expected: " + text);
      }
      return Optional.empty();
    }
  }

  private static Optional<Maintenance.Times> weekly(ConfigMap map) {
    String day = map.text("weekly");
    String hours = map.text("hours");
    if (!DAYS.contains(day)) {
      map.problems().unknownName(map.path() + ".weekly", "weekday", day, DAYS);
      return Optional.empty();
    }
    try {
      String[] ends = hours.split("-", 2);
      LocalTime from = LocalTime.parse(ends[0].strip());
      LocalTime to = LocalTime.parse(ends[ends.length - 1].strip());
      if (!to.isAfter(from)) {
        map.problems().add(map.path() + ".hours", "ends before it begins: " + hours);
      }
      return Optional.of(
          new Maintenance.Weekly(DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)), from, to));
    } catch (DateTimeParseException e) {
      map.problems()
          .add(map.path() + ".hours", "hours like 20:00-23:00 are expected, not '" + hours + "'");
      return Optional.empty();
    }
  }
}
