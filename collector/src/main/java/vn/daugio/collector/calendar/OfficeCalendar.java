package vn.daugio.collector.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Session;

/**
 * The opening hours of one site.
 *
 * @param seasons the weekday tables; together they cover the year, each day once
 * @param days what differs from the weekday, and why
 * @param extra more hours on single dates, days off included
 */
public record OfficeCalendar(
    List<Season> seasons, DayTable days, Map<LocalDate, List<Session>> extra) {
  /** No office stays closed for longer; whoever looks further looks for ever. */
  private static final int DAYS_AHEAD = 400;

  public OfficeCalendar {
    seasons = List.copyOf(seasons);
    extra = Map.copyOf(extra);
  }

  /** The same hours all year, and some days off with their names. */
  public OfficeCalendar(List<Session> sessions, SortedMap<LocalDate, String> daysOff) {
    this(
        List.of(Season.wholeYear(sessions)),
        DayTable.of(
            daysOff.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        day ->
                            Optional.of(
                                SpecialDay.off(
                                    day.getValue(), DayKind.HOLIDAY, DayStatus.OFFICIAL, ""))))),
        Map.of());
  }

  public static LocalDate today(Instant now) {
    return now.atZone(OfficeZone.ZONE).toLocalDate();
  }

  /** A date, its hours, and why it is off or working. */
  public WorkingDay day(LocalDate date) {
    Optional<SpecialDay> special = days.on(date);
    List<Session> usual =
        special
            .map(day -> day.worksAs() == null ? List.<Session>of() : of(date, day.worksAs()))
            .orElseGet(() -> of(date, date.getDayOfWeek()));
    List<Session> more = extra.get(date);
    return new WorkingDay(
        date,
        special.orElse(null),
        more == null ? usual : joined(Stream.concat(usual.stream(), more.stream())));
  }

  /** The weekday table of the season that a date lies in. */
  public List<Session> table(LocalDate date) {
    return seasons.stream()
        .filter(season -> season.includes(date))
        .findFirst()
        .map(Season::sessions)
        .orElse(List.of());
  }

  private List<Session> of(LocalDate date, DayOfWeek worksAs) {
    return table(date).stream()
        .filter(session -> session.day() == worksAs)
        .map(session -> new Session(date.getDayOfWeek(), session.opens(), session.closes()))
        .sorted(Comparator.comparing(Session::opens))
        .toList();
  }

  /** In order, those that touch or overlap as one. */
  private static List<Session> joined(Stream<Session> sessions) {
    List<Session> all = new ArrayList<>();
    for (Session session : sessions.sorted(Comparator.comparing(Session::opens)).toList()) {
      int last = all.size() - 1;
      if (last < 0 || session.opens().isAfter(all.get(last).closes())) {
        all.add(session);
      } else if (session.closes().isAfter(all.get(last).closes())) {
        all.set(last, new Session(session.day(), all.get(last).opens(), session.closes()));
      }
    }
    return all;
  }

  /** The opening hours of a date, in order; empty on a day off. */
  public List<Session> sessionsOn(LocalDate date) {
    return day(date).sessions();
  }

  public boolean isWorkingDay(LocalDate date) {
    return day(date).isWorking();
  }

  /** The special days of a span on which the counter stays closed, both ends included. */
  public SortedMap<LocalDate, String> daysOff(LocalDate from, LocalDate to) {
    SortedMap<LocalDate, String> off = new TreeMap<>();
    for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
      String name = day(date).offName();
      if (name != null) {
        off.put(date, name);
      }
    }
    return off;
  }

  /** When the counter opens for the first time on a date; empty on a day off. */
  public Optional<Instant> firstOpening(LocalDate date) {
    return sessionsOn(date).stream().findFirst().map(session -> at(date, session.opens()));
  }

  /** Whether the counter is open at a moment; the end of a session is outside. */
  public boolean isOpen(Instant moment) {
    LocalDate date = today(moment);
    return sessionsOn(date).stream()
        .anyMatch(
            session ->
                !moment.isBefore(at(date, session.opens()))
                    && moment.isBefore(at(date, session.closes())));
  }

  /** The first opening that is not before a moment; empty when there is none in 400 days. */
  public Optional<Instant> nextOpening(Instant moment) {
    LocalDate today = today(moment);
    return Stream.iterate(today, date -> date.plusDays(1))
        .limit(DAYS_AHEAD)
        .flatMap(date -> sessionsOn(date).stream().map(session -> at(date, session.opens())))
        .filter(opening -> !opening.isBefore(moment))
        .findFirst();
  }

  /** How much of a span lies within opening hours; zero for a span that ends before it begins. */
  public Duration openTime(Instant from, Instant to) {
    return openSpans(from, to).length();
  }

  /** The opening hours within a span; none for a span that ends before it begins. */
  public Spans openSpans(Instant from, Instant to) {
    Span all = new Span(from, to);
    List<Span> open = new ArrayList<>();
    LocalDate last = today(to);
    for (LocalDate date = today(from); !date.isAfter(last); date = date.plusDays(1)) {
      for (Session session : sessionsOn(date)) {
        open.add(new Span(at(date, session.opens()), at(date, session.closes())).and(all));
      }
    }
    return Spans.of(open);
  }

  private static Instant at(LocalDate date, LocalTime time) {
    return date.atTime(time).atZone(OfficeZone.ZONE).toInstant();
  }
}
