package vn.daugio.collector.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.calendar.Span;
import vn.daugio.collector.calendar.Spans;
import vn.daugio.collector.office.Maintenance;
import vn.daugio.collector.state.Kind;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.Transition;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Session;

class AvailabilityTest {
  private static final Subject PRINTER = new Subject("c/s", "may-in", "printer.status");
  private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
  private static final OfficeCalendar CALENDAR =
      new OfficeCalendar(
          List.of(
              new Session(DayOfWeek.MONDAY, LocalTime.of(7, 30), LocalTime.of(11, 30)),
              new Session(DayOfWeek.MONDAY, LocalTime.of(13, 0), LocalTime.of(16, 30))),
          new TreeMap<>());
  private static final Span DAY = new Span(at("00:00"), at("23:59"));
  private static final Spans ALWAYS = Spans.of(List.of(new Span(Instant.MIN, Instant.MAX)));

  private static Instant at(String time) {
    return MONDAY.atTime(LocalTime.parse(time)).atZone(OfficeZone.ZONE).toInstant();
  }

  private static Transition change(String time, Outcome outcome, @Nullable Reason reason) {
    return new Transition(at(time), outcome, reason == null ? null : reason.code(), "A", false);
  }

  private static Availability of(Spans watched, Transition... changes) {
    return Availability.of(
        Opening.of(CALENDAR, List.of(), PRINTER, DAY), List.of(changes), watched);
  }

  @Test
  void onlyOpeningHoursCount() {
    Availability one =
        of(
            ALWAYS,
            change("06:00", Outcome.FAIL, Reason.PRINTER_NO_PAPER),
            change("08:00", Outcome.OK, null),
            change("11:00", Outcome.FAIL, Reason.PRINTER_NO_PAPER),
            change("13:15", Outcome.OK, null));
    assertThat(one)
        .isEqualTo(
            new Availability(
                Duration.ofMinutes(450),
                Duration.ofMinutes(375),
                Duration.ofMinutes(75),
                Duration.ZERO,
                Duration.ZERO));
    assertThat(one.share()).isEqualTo(OptionalDouble.of(375 / 450.0));
    assertThat(one.unknownShare()).isEqualTo(OptionalDouble.of(0));
  }

  @Test
  void aWarningIsUpButOneThatIsAnOutage() {
    Availability one =
        of(
            ALWAYS,
            change("07:30", Outcome.WARN, Reason.PRINTER_SUPPLY_LOW),
            change("08:30", Outcome.WARN, Reason.INTERNET_FOREIGN_UNREACHABLE),
            change("11:30", Outcome.WARN, Reason.PRINTER_SUPPLY_LOW));
    assertThat(one.down()).isEqualTo(Duration.ofHours(3));
    assertThat(one.up()).isEqualTo(Duration.ofMinutes(270));
  }

  @Test
  void whatNobodySawIsUnknownAndNeverUp() {
    Transition silent =
        new Transition(at("10:00"), Outcome.UNKNOWN, Reason.AGENT_SILENT.code(), "A", true);
    Availability one =
        of(
            Spans.of(
                List.of(new Span(at("06:00"), at("11:00")), new Span(at("15:00"), at("17:00")))),
            change("08:00", Outcome.OK, null),
            change("09:00", Outcome.UNKNOWN, Reason.UPSTREAM_DOWN),
            change("09:30", Outcome.OK, null),
            silent,
            change("10:30", Outcome.OK, null));
    // 7:30 to 8 before the first look, 9 to 9:30, 10 to 10:30, 11 to 11:30, 13 to 15
    assertThat(one.unknown()).isEqualTo(Duration.ofHours(4));
    assertThat(one.up()).isEqualTo(Duration.ofMinutes(210));
    assertThat(one.share()).as("not all of it").isEmpty();
    assertThat(one.unknownShare()).isEqualTo(OptionalDouble.of(240 / 450.0));
  }

  @Test
  void nothingSeenHasNoShare() {
    assertThat(of(ALWAYS).unknown()).isEqualTo(Duration.ofMinutes(450));
    assertThat(of(ALWAYS).share()).isEmpty();
    assertThat(of(Spans.NONE, change("07:00", Outcome.OK, null)).share()).isEmpty();
    assertThat(Availability.NONE.share()).isEmpty();
    assertThat(Availability.NONE.unknownShare()).isEmpty();
    assertThat(of(ALWAYS, change("07:00", Outcome.OK, null)).share())
        .as("all of it")
        .isEqualTo(OptionalDouble.of(1));
  }

  @Test
  void plannedWorkIsLeftOutWhateverWasSeen() {
    List<Maintenance> planned =
        List.of(
            maintenance("c/s", new Maintenance.Once(at("08:00"), at("09:00"))),
            maintenance(
                "",
                new Maintenance.Weekly(
                    DayOfWeek.MONDAY, LocalTime.of(8, 30), LocalTime.of(13, 30))),
            maintenance("c/t", new Maintenance.Once(at("07:00"), at("17:00"))),
            maintenance(
                "",
                new Maintenance.Weekly(DayOfWeek.SUNDAY, LocalTime.of(0, 0), LocalTime.of(23, 0))));
    Availability one =
        Availability.of(
            Opening.of(CALENDAR, planned, PRINTER, DAY),
            List.of(
                change("07:00", Outcome.OK, null),
                change("08:00", Outcome.FAIL, Reason.PRINTER_NO_PAPER),
                change("14:00", Outcome.OK, null)),
            ALWAYS);
    assertThat(one.planned()).isEqualTo(Duration.ofHours(4));
    assertThat(one.open()).isEqualTo(Duration.ofMinutes(210));
    assertThat(one.down()).isEqualTo(Duration.ofMinutes(30));
    assertThat(one.up()).isEqualTo(Duration.ofHours(3));
  }

  private static Maintenance maintenance(String level, Maintenance.Times times) {
    return new Maintenance(level, Set.of(), times, "w", "supplier");
  }

  @Test
  void severalAreTheirSums() {
    Availability good = of(ALWAYS, change("07:00", Outcome.OK, null));
    Availability bad = of(ALWAYS, change("13:00", Outcome.FAIL, Reason.PRINTER_NO_PAPER));
    Availability both = good.plus(bad);
    assertThat(both.open()).isEqualTo(Duration.ofHours(15));
    assertThat(both.share()).isEqualTo(OptionalDouble.of(450 / 660.0));
    assertThat(both.unknownShare()).isEqualTo(OptionalDouble.of(240 / 900.0));
  }

  /** A random history of some days, everything on whole minutes. */
  private record History(
      OfficeCalendar calendar,
      List<Maintenance> planned,
      List<Transition> changes,
      List<Span> looks,
      Span period) {

    static History of(Random random) {
      Instant start = MONDAY.plusDays(random.nextInt(7)).atStartOfDay(OfficeZone.ZONE).toInstant();
      List<Session> sessions = new ArrayList<>();
      for (DayOfWeek day : DayOfWeek.values()) {
        for (int i = random.nextInt(3); i > 0; i--) {
          int opens = random.nextInt(1400);
          int closes = opens + 1 + random.nextInt(1438 - opens);
          sessions.add(new Session(day, time(opens), time(closes)));
        }
      }
      TreeMap<LocalDate, String> off = new TreeMap<>();
      off.put(MONDAY.plusDays(random.nextInt(9)), "Nghỉ");
      List<Maintenance> planned = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        Span once = span(start, random);
        int hour = random.nextInt(23);
        planned.add(
            maintenance(
                random.nextBoolean() ? "c" : "d",
                random.nextBoolean()
                    ? new Maintenance.Once(once.from(), once.to())
                    : new Maintenance.Weekly(
                        DayOfWeek.of(1 + random.nextInt(7)),
                        time(hour * 60),
                        time(hour * 60 + 75))));
      }
      List<Transition> changes = new ArrayList<>();
      for (int minute = random.nextInt(900) - 400; minute < 6000; ) {
        Outcome outcome = OUTCOMES.get(random.nextInt(4));
        boolean foreign = outcome == Outcome.WARN && random.nextBoolean();
        String reason = foreign ? Reason.INTERNET_FOREIGN_UNREACHABLE.code() : "r";
        changes.add(
            new Transition(
                start.plusSeconds(60L * minute),
                outcome,
                outcome == Outcome.OK ? null : reason,
                "A",
                outcome == Outcome.UNKNOWN && random.nextBoolean()));
        minute += 1 + random.nextInt(400);
      }
      List<Span> looks = new ArrayList<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        looks.add(span(start, random));
      }
      return new History(
          new OfficeCalendar(sessions, off), planned, changes, looks, span(start, random));
    }

    private static LocalTime time(int minute) {
      return LocalTime.ofSecondOfDay(60L * Math.min(minute, 1439));
    }

    private static Span span(Instant start, Random random) {
      Instant from = start.plusSeconds(60L * random.nextInt(3000));
      return new Span(from, from.plusSeconds(60L * random.nextInt(3000)));
    }

    Availability told() {
      return Availability.of(
          Opening.of(calendar, planned, PRINTER, period), changes, Spans.of(looks));
    }

    /** Minute by minute, without any arithmetic of spans. */
    Availability counted() {
      long[] minutes = new long[4];
      for (Instant minute = period.from();
          minute.isBefore(period.to());
          minute = minute.plusSeconds(60)) {
        if (calendar.isOpen(minute)) {
          minutes[place(minute)]++;
        }
      }
      return new Availability(
          Duration.ofMinutes(minutes[0] + minutes[1] + minutes[2]),
          Duration.ofMinutes(minutes[0]),
          Duration.ofMinutes(minutes[1]),
          Duration.ofMinutes(minutes[2]),
          Duration.ofMinutes(minutes[3]));
    }

    private int place(Instant minute) {
      if (planned.stream()
          .anyMatch(one -> one.covers("c/s", "may-in") && one.times().until(minute).isPresent())) {
        return 3;
      }
      Kind kind = Kind.NEITHER;
      for (Transition change : changes) {
        kind = change.at().isAfter(minute) ? kind : change.kind();
      }
      boolean watched =
          looks.stream()
              .anyMatch(look -> !minute.isBefore(look.from()) && minute.isBefore(look.to()));
      return !watched || kind == Kind.NEITHER ? 2 : kind == Kind.GOOD ? 0 : 1;
    }
  }

  @Test
  void anIndependentCountAgreesMinuteByMinute() {
    Random random = new Random(20261123);
    Availability all = Availability.NONE;
    for (int i = 0; i < 200; i++) {
      History history = History.of(random);
      Availability told = history.told();
      assertThat(told).as("history %s", i).isEqualTo(history.counted());
      all = all.plus(told);
    }
    assertThat(List.of(all.up(), all.down(), all.unknown(), all.planned()))
        .as("every part was there")
        .allMatch(part -> part.compareTo(Duration.ofHours(50)) > 0);
  }

  @Test
  void thePartsAreTheOpenTimeToTheMillisecond() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      History history = History.of(random);
      Span odd =
          new Span(
              history.period().from().plusMillis(random.nextInt(60_000)),
              history.period().to().plusMillis(random.nextInt(60_000)));
      List<Transition> changes =
          history.changes().stream()
              .map(
                  one ->
                      new Transition(
                          one.at().plusMillis(random.nextInt(60_000)),
                          one.outcome(),
                          one.reason(),
                          one.witness(),
                          one.silence()))
              .toList();
      Availability told =
          Availability.of(
              Opening.of(history.calendar(), history.planned(), PRINTER, odd),
              changes,
              Spans.of(history.looks()));
      assertThat(told.up().plus(told.down()).plus(told.unknown()).plus(told.planned()))
          .isEqualTo(history.calendar().openTime(odd.from(), odd.to()));
      assertThat(told.unknown()).isGreaterThanOrEqualTo(Duration.ZERO);
    }
  }
}
