package vn.daugio.agent.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Session;
import vn.daugio.protocol.SpecialHours;

/** The rounds of a working day: a function of the time, the opening hours and what has run. */
public final class Schedule {
  private static final Duration BEFORE_OPENING = Duration.ofMinutes(30);

  /** Before and after an opening: rounds, and everybody switches something on. */
  private static final Duration RUSH = Duration.ofMinutes(60);

  private static final Duration LATE_AFTER = Duration.ofMinutes(20);

  /** A clock that went back a few days must still find what it has run on them. */
  private static final int REMEMBERED = 40;

  private static final int DAYS_AHEAD = 60;

  private final OpeningHours hours;
  private final double fraction;

  /**
   * @param sessions the opening hours; empty: {@link #usualSessions}
   * @param fraction this machine's place, see {@link Jitter#fraction}
   */
  public Schedule(List<Session> sessions, List<LocalDate> daysOff, double fraction) {
    this(sessions, daysOff, null, fraction);
  }

  /**
   * @param sessions the opening hours; empty: {@link #usualSessions}
   * @param specialDays dates with hours of their own; they count before both others; null: none
   * @param fraction this machine's place, see {@link Jitter#fraction}
   */
  public Schedule(
      List<Session> sessions,
      List<LocalDate> daysOff,
      @Nullable List<SpecialHours> specialDays,
      double fraction) {
    Map<LocalDate, List<Session>> special = new HashMap<>();
    if (specialDays != null) {
      specialDays.forEach(day -> special.put(day.date(), day.sessions()));
    }
    this.hours =
        new OpeningHours(
            sessions.isEmpty() ? usualSessions() : sessions, Set.copyOf(daysOff), special);
    this.fraction = fraction;
  }

  /** Monday to Friday, 07:30–12:00 and 13:30–17:00. */
  public static List<Session> usualSessions() {
    return Stream.of(DayOfWeek.values())
        .filter(day -> day.getValue() <= DayOfWeek.FRIDAY.getValue())
        .flatMap(
            day ->
                Stream.of(
                    new Session(day, LocalTime.of(7, 30), LocalTime.of(12, 0)),
                    new Session(day, LocalTime.of(13, 30), LocalTime.of(17, 0))))
        .toList();
  }

  /** When this machine may load a line. */
  public QuietHours quietHours() {
    return new QuietHours(hours, fraction);
  }

  /** A round and its time on this machine. */
  record Slot(RoundKind kind, Instant at) {}

  /** The rounds of one day in order; none on a day off. */
  List<Slot> slots(LocalDate day) {
    List<LocalTime> openings = openings(day);
    List<Slot> slots = new ArrayList<>();
    if (!openings.isEmpty()) {
      ZonedDateTime first = day.atTime(openings.get(0)).atZone(OfficeZone.ZONE);
      ZonedDateTime midnight = day.atStartOfDay(OfficeZone.ZONE);
      ZonedDateTime early = first.minus(BEFORE_OPENING);
      slots.add(slot(RoundKind.EARLY, early.isBefore(midnight) ? midnight : early));
      slots.add(slot(RoundKind.OPENING, first));
    }
    if (openings.size() > 1) {
      ZonedDateTime second = day.atTime(openings.get(1)).atZone(OfficeZone.ZONE);
      slots.add(slot(RoundKind.AFTERNOON, second));
    }
    slots.sort(Comparator.comparing(Slot::at));
    return slots;
  }

  /** In their order; none on a day off. */
  private List<LocalTime> openings(LocalDate day) {
    return hours.on(day).stream().map(Session::opens).distinct().toList();
  }

  private Slot slot(RoundKind kind, ZonedDateTime start) {
    return new Slot(kind, start.toInstant().plus(Jitter.within(kind.span(), fraction)));
  }

  /**
   * The round that is due: the newest of today's slots that has passed and was not run. Older ones
   * would say nothing new, and yesterday's are over.
   *
   * @param done what has run, see {@link #after}; empty: this machine never ran a round
   */
  public Optional<Tick> due(Instant now, List<RoundDone> done) {
    if (done.isEmpty()) {
      return Optional.of(new Tick(RoundKind.FIRST, now, true, false));
    }
    LocalDate today = LocalDate.ofInstant(now, OfficeZone.ZONE);
    Optional<Slot> newest = newest(now);
    if (newest.isEmpty() || done.contains(new RoundDone(today, newest.get().kind()))) {
      return Optional.empty();
    }
    Slot slot = newest.get();
    boolean late = Duration.between(slot.at(), now).compareTo(LATE_AFTER) > 0;
    return Optional.of(new Tick(slot.kind(), slot.at(), isFull(slot.kind(), today, done), late));
  }

  /** A machine that was off all morning makes up for the morning's round in the afternoon. */
  private static boolean isFull(RoundKind kind, LocalDate today, List<RoundDone> done) {
    return kind != RoundKind.AFTERNOON
        || done.stream()
            .noneMatch(one -> one.day().equals(today) && one.kind() != RoundKind.AFTERNOON);
  }

  private Optional<Slot> newest(Instant now) {
    return slots(LocalDate.ofInstant(now, OfficeZone.ZONE)).stream()
        .filter(slot -> !slot.at().isAfter(now))
        .reduce((older, newer) -> newer);
  }

  /** What has run once a round is over; a full round stands for the slot that it came after. */
  public List<RoundDone> after(Tick tick, List<RoundDone> done) {
    if (tick.kind() == RoundKind.WATCH) {
      return done;
    }
    LocalDate day = LocalDate.ofInstant(tick.slot(), OfficeZone.ZONE);
    List<RoundDone> more = new ArrayList<>(done);
    newest(tick.slot()).ifPresent(slot -> add(more, new RoundDone(day, slot.kind())));
    add(more, new RoundDone(day, tick.kind()));
    return List.copyOf(more.subList(Math.max(0, more.size() - REMEMBERED), more.size()));
  }

  private static void add(List<RoundDone> done, RoundDone one) {
    done.remove(one);
    done.add(one);
  }

  /** The first moment from this one on that is not around an opening of a working day. */
  public Instant calm(Instant from) {
    LocalDate day = LocalDate.ofInstant(from, OfficeZone.ZONE);
    Instant calm = from;
    for (LocalTime opening : openings(day)) {
      Instant opens = day.atTime(opening).atZone(OfficeZone.ZONE).toInstant();
      Instant over = opens.plus(RUSH);
      if (!calm.isBefore(opens.minus(RUSH)) && calm.isBefore(over)) {
        calm = over;
      }
    }
    return calm;
  }

  /** The first slot after now, at most some weeks ahead. */
  public Instant next(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, OfficeZone.ZONE);
    return Stream.iterate(today, day -> day.plusDays(1))
        .limit(DAYS_AHEAD)
        .flatMap(day -> slots(day).stream())
        .map(Slot::at)
        .filter(at -> at.isAfter(now))
        .findFirst()
        .orElse(now.plus(Duration.ofDays(1)));
  }
}
