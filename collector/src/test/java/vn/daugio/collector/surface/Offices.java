package vn.daugio.collector.surface;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.office.Office;
import vn.daugio.protocol.Session;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/** Offices to try things on. */
public final class Offices {
  public static final String SITE = "dai-dong/tru-so";

  /** A day off in the calendar of these offices. */
  public static final LocalDate DAY_OFF = LocalDate.of(2026, 9, 2);

  private Offices() {}

  /** One commune with two sites; the first has this many planned machines and shared targets. */
  public static Office of(int machines) {
    return new Office(
        "phu-tho",
        List.of(
            new Office.Commune(
                "dai-dong",
                "Xã Đại Đồng",
                List.of(
                    site(SITE, "Trụ sở", machines(machines), targets()),
                    site(
                        "dai-dong/mot-cua",
                        "Trung tâm Phục vụ hành chính công",
                        List.of(),
                        List.of()))),
            new Office.Commune(
                "tam-son",
                "Xã Tam Sơn",
                List.of(site("tam-son/tru-so", "Trụ sở", List.of(), List.of())))));
  }

  private static Office.Site site(
      String id, String name, List<Office.PlannedMachine> machines, List<Target> targets) {
    return new Office.Site(
        id,
        name,
        "Tổ ứng cứu công nghệ xã, 0210 3800 113",
        calendar(),
        machines,
        targets,
        Office.Settings.NONE);
  }

  public static OfficeCalendar calendar() {
    List<Session> sessions = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.compareTo(DayOfWeek.FRIDAY) <= 0) {
        sessions.add(new Session(day, LocalTime.of(7, 30), LocalTime.of(11, 30)));
        sessions.add(new Session(day, LocalTime.of(13, 0), LocalTime.of(16, 30)));
      }
    }
    return new OfficeCalendar(sessions, new TreeMap<>(Map.of(DAY_OFF, "Quốc khánh")));
  }

  public static String machine(int number) {
    return String.format(java.util.Locale.ROOT, "OC-Q%d-%02d", 1 + number / 10, number);
  }

  private static List<Office.PlannedMachine> machines(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> new Office.PlannedMachine(machine(i), "Quầy " + i, i == 1))
        .toList();
  }

  private static List<Target> targets() {
    return List.of(
        target("may-in-q1", TargetKind.PRINTER, null),
        target("may-in-q2", TargetKind.PRINTER, null),
        target("may-quet-1", TargetKind.SCANNER, null),
        target("mot-cua", TargetKind.SYSTEM, null),
        target("dvcqg", TargetKind.SYSTEM, "national-portal"),
        target("ioffice", TargetKind.SYSTEM, "documents-and-mail"));
  }

  private static Target target(
      String name, TargetKind kind, @org.jspecify.annotations.Nullable String line) {
    return new Target(name, kind, null, line, List.of());
  }
}
