package vn.daugio.collector.office;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.calendar.Season;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Session;

/**
 * Reads opening hours: one weekday table {@code sessions: {monday: ["07:30-12:00", …]}}, or several
 * under {@code seasons}, each with {@code from} and {@code to}; and the {@code extra-sessions} of
 * single dates.
 */
final class SessionReader {
  private static final List<String> USUAL = List.of("07:30-12:00", "13:30-17:00");
  private static final DateTimeFormatter MONTH_DAY = DateTimeFormatter.ofPattern("MM-dd");
  private static final int LEAP_YEAR = 2024;

  private SessionReader() {}

  /** The weekday tables of a site; without keys the usual one from Monday to Friday. */
  static List<Season> seasons(ConfigMap site) {
    boolean one = site.has("sessions");
    if (!site.has("seasons")) {
      return List.of(Season.wholeYear(one ? table(site.map("sessions")) : usual()));
    }
    if (one) {
      site.problems().add(site.path(), "has sessions and seasons; one of them is enough");
      site.map("sessions");
    }
    List<Season> seasons = new ArrayList<>();
    for (ConfigMap map : site.maps("seasons")) {
      Optional<MonthDay> from = monthDay(map, "from");
      Optional<MonthDay> to = monthDay(map, "to");
      List<Session> sessions = table(map);
      if (from.isPresent() && to.isPresent()) {
        seasons.add(new Season(from.get(), to.get(), sessions));
      }
    }
    if (seasons.size() == site.maps("seasons").size()) {
      checkCover(site, seasons);
    }
    return seasons;
  }

  /** Each day of the year, the 29th of February too, lies in one season. */
  private static void checkCover(ConfigMap site, List<Season> seasons) {
    @Nullable String last = null;
    LocalDate newYear = LocalDate.of(LEAP_YEAR, 1, 1);
    for (LocalDate date : newYear.datesUntil(newYear.plusYears(1)).toList()) {
      MonthDay day = MonthDay.from(date);
      long count = seasons.stream().filter(season -> season.includes(day)).count();
      @Nullable String problem =
          count == 0 ? "lies in no season" : count > 1 ? "lies in several" : null;
      if (problem != null && !problem.equals(last)) {
        site.problems().add(site.path() + ".seasons", MONTH_DAY.format(day) + " " + problem);
      }
      last = problem;
    }
  }

  private static Optional<MonthDay> monthDay(ConfigMap map, String key) {
    String text = map.text(key);
    try {
      return Optional.of(MonthDay.parse(text, MONTH_DAY));
    } catch (DateTimeParseException e) {
      if (!text.isEmpty()) {
        map.problems()
            .add(
                map.path() + "." + key,
                "month and day like \"04-16\" are expected, not '" + text + "'");
      }
      return Optional.empty();
    }
  }

  private static List<Session> usual() {
    List<Session> sessions = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.getValue() <= DayOfWeek.FRIDAY.getValue()) {
        USUAL.forEach(text -> sessions.add(session(day, text)));
      }
    }
    return sessions;
  }

  private static List<Session> table(ConfigMap map) {
    List<Session> sessions = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      sessions.addAll(hours(map, day.name().toLowerCase(Locale.ROOT), day));
    }
    map.done();
    if (sessions.isEmpty()) {
      map.problems().add(map.path(), "no weekday has a session; leave it out for the usual hours");
    }
    return sessions;
  }

  /**
   * Hours on single dates beside those that they have anyway: {@code 2026-11-28: [07:30-11:30]}.
   */
  static Map<LocalDate, List<Session>> extra(ConfigMap site) {
    ConfigMap map = site.map("extra-sessions");
    Map<LocalDate, List<Session>> extra = new HashMap<>();
    for (String key : map.keys()) {
      DaysOff.date(map, key)
          .ifPresent(date -> extra.put(date, hours(map, key, date.getDayOfWeek())));
    }
    return extra;
  }

  private static List<Session> hours(ConfigMap map, String key, DayOfWeek day) {
    List<Session> ofDay = new ArrayList<>();
    for (String text : map.texts(key)) {
      try {
        ofDay.add(session(day, text));
      } catch (DateTimeParseException | IndexOutOfBoundsException e) {
        map.problems()
            .add(map.path() + "." + key, "hours like 07:30-12:00 are expected, not '" + text + "'");
      }
    }
    ofDay.sort(Comparator.comparing(Session::opens));
    for (int i = 0; i < ofDay.size(); i++) {
      Session session = ofDay.get(i);
      if (!session.closes().isAfter(session.opens())) {
        map.problems().add(map.path() + "." + key, "closes before it opens: " + words(session));
      }
      if (i > 0 && session.opens().isBefore(ofDay.get(i - 1).closes())) {
        map.problems()
            .add(map.path() + "." + key, "overlaps the session before: " + words(session));
      }
    }
    return ofDay;
  }

  private static String words(Session session) {
    return session.opens() + "-" + session.closes();
  }

  private static Session session(DayOfWeek day, String text) {
    int dash = text.indexOf('-');
    return new Session(
        day,
        LocalTime.parse(text.substring(0, dash).strip()),
        LocalTime.parse(text.substring(dash + 1).strip()));
  }
}
