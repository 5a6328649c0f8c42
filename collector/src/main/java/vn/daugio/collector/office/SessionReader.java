package vn.daugio.collector.office;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Session;

/** Reads the weekday table: {@code monday: ["07:30-12:00", "13:30-17:00"]}. */
final class SessionReader {
  private static final List<String> USUAL = List.of("07:30-12:00", "13:30-17:00");

  private SessionReader() {}

  /** The sessions under a key; without the key the usual ones from Monday to Friday. */
  static List<Session> read(ConfigMap parent, String key) {
    List<Session> sessions = new ArrayList<>();
    if (!parent.has(key)) {
      for (DayOfWeek day : DayOfWeek.values()) {
        if (day.getValue() <= DayOfWeek.FRIDAY.getValue()) {
          USUAL.forEach(text -> sessions.add(session(day, text)));
        }
      }
      return sessions;
    }
    ConfigMap map = parent.map(key);
    for (DayOfWeek day : DayOfWeek.values()) {
      readDay(map, day, sessions);
    }
    map.done();
    if (sessions.isEmpty()) {
      map.problems().add(map.path(), "no weekday has a session; leave it out for the usual hours");
    }
    return sessions;
  }

  private static void readDay(ConfigMap map, DayOfWeek day, List<Session> sessions) {
    String key = day.name().toLowerCase(Locale.ROOT);
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
    sessions.addAll(ofDay);
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
