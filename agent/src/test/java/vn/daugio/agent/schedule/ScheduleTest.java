package vn.daugio.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Session;

class ScheduleTest {
  /** A Monday. */
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

  private static final List<RoundDone> LIVED = List.of(new RoundDone(day(-3), RoundKind.OPENING));

  /** Slots at half of their spans: 07:10, 07:32:30 and 13:32:30. */
  private final Schedule schedule = new Schedule(List.of(), List.of(), 0.5);

  private static LocalDate day(int fromMonday) {
    return MONDAY.plusDays(fromMonday);
  }

  private static Instant at(String time) {
    return at(MONDAY, time);
  }

  private static Instant at(LocalDate day, String time) {
    return LocalDateTime.of(day, LocalTime.parse(time)).atZone(OfficeZone.ZONE).toInstant();
  }

  @Test
  void theRoundsOfAWorkingDay() {
    assertThat(schedule.slots(MONDAY))
        .containsExactly(
            new Schedule.Slot(RoundKind.EARLY, at("07:10")),
            new Schedule.Slot(RoundKind.OPENING, at("07:32:30")),
            new Schedule.Slot(RoundKind.AFTERNOON, at("13:32:30")));
    assertThat(schedule.slots(day(5))).isEmpty();
  }

  @Test
  void anHourAroundEachOpeningIsNotCalm() {
    assertThat(schedule.calm(at("06:29:59"))).isEqualTo(at("06:29:59"));
    assertThat(schedule.calm(at("06:30"))).isEqualTo(at("08:30"));
    assertThat(schedule.calm(at("08:30"))).isEqualTo(at("08:30"));
    assertThat(schedule.calm(at("14:29"))).isEqualTo(at("14:30"));
    assertThat(schedule.calm(at(day(5), "07:30"))).isEqualTo(at(day(5), "07:30"));
    Schedule close =
        new Schedule(
            List.of(
                new Session(DayOfWeek.MONDAY, LocalTime.of(7, 0), LocalTime.of(8, 0)),
                new Session(DayOfWeek.MONDAY, LocalTime.of(8, 30), LocalTime.of(11, 0))),
            List.of(),
            0);
    assertThat(close.calm(at("06:30"))).isEqualTo(at("09:30"));
    assertThat(new Schedule(List.of(), List.of(MONDAY), 0).calm(at("07:30")))
        .isEqualTo(at("07:30"));
  }

  @Test
  void aDayOffHasNoRoundsAndNothingIsCaughtUpOnIt() {
    Schedule off = new Schedule(List.of(), List.of(MONDAY), 0.5);
    assertThat(off.due(at("10:00"), LIVED)).isEmpty();
    assertThat(off.next(at("06:00"))).isEqualTo(at(day(1), "07:10"));
  }

  @Test
  void sessionsOfThePlanReplaceTheUsualOnes() {
    Session saturday = new Session(DayOfWeek.SATURDAY, LocalTime.of(8, 0), LocalTime.of(11, 30));
    Schedule weekend = new Schedule(List.of(saturday), List.of(), 0);
    assertThat(weekend.slots(MONDAY)).isEmpty();
    assertThat(weekend.slots(day(5)))
        .containsExactly(
            new Schedule.Slot(RoundKind.EARLY, at(day(5), "07:30")),
            new Schedule.Slot(RoundKind.OPENING, at(day(5), "08:00")));
  }

  @Test
  void anOpeningSoonAfterMidnightHasItsEarlyRoundOnTheSameDay() {
    Session night = new Session(DayOfWeek.MONDAY, LocalTime.of(0, 10), LocalTime.of(8, 0));
    assertThat(new Schedule(List.of(night), List.of(), 0).slots(MONDAY).get(0))
        .isEqualTo(new Schedule.Slot(RoundKind.EARLY, at("00:00")));
  }

  @Test
  void aMachineThatNeverRanOneRunsAFullRoundAtOnceEvenAtNight() {
    Instant night = at(day(6), "23:00");
    assertThat(schedule.due(night, List.of()))
        .contains(new Tick(RoundKind.FIRST, night, true, false));
  }

  @Test
  void theFirstRoundStandsForTheOneThatItCameAfter() {
    Instant now = at("09:00");
    List<RoundDone> done = schedule.after(schedule.due(now, List.of()).orElseThrow(), List.of());
    assertThat(schedule.due(now, done)).isEmpty();
    assertThat(schedule.due(at("13:33"), done))
        .contains(new Tick(RoundKind.AFTERNOON, at("13:32:30"), false, false));
  }

  @Test
  void aRoundIsDueFromItsSlotOnAndOnce() {
    assertThat(schedule.due(at("07:09:59"), LIVED)).isEmpty();
    Tick early = schedule.due(at("07:10"), LIVED).orElseThrow();
    assertThat(early).isEqualTo(new Tick(RoundKind.EARLY, at("07:10"), true, false));
    List<RoundDone> done = schedule.after(early, LIVED);
    assertThat(schedule.due(at("07:10:01"), done)).isEmpty();
    assertThat(schedule.due(at("07:32:30"), done))
        .contains(new Tick(RoundKind.OPENING, at("07:32:30"), true, false));
  }

  @Test
  void onlyTheNewestMissedRoundIsCaughtUpAndItIsLateAfterTwentyMinutes() {
    assertThat(schedule.due(at("07:52:30"), LIVED))
        .contains(new Tick(RoundKind.OPENING, at("07:32:30"), true, false));
    Tick late = schedule.due(at("07:52:31"), LIVED).orElseThrow();
    assertThat(late).isEqualTo(new Tick(RoundKind.OPENING, at("07:32:30"), true, true));
    assertThat(schedule.due(at("07:53"), schedule.after(late, LIVED))).isEmpty();
  }

  @Test
  void theAfternoonRoundIsShortUnlessTheMorningWasMissed() {
    List<RoundDone> morning = List.of(new RoundDone(MONDAY, RoundKind.EARLY));
    assertThat(schedule.due(at("14:00"), morning).map(Tick::full)).contains(false);
    assertThat(schedule.due(at("14:00"), LIVED).map(Tick::full)).contains(true);
  }

  @Test
  void nothingIsCaughtUpFromYesterday() {
    assertThat(schedule.due(at(day(1), "06:59"), LIVED)).isEmpty();
  }

  @Test
  void aRoundNowStandsForTheNewestSlotButNotForTheNext() {
    List<RoundDone> done = schedule.after(Tick.now(at("07:20")), LIVED);
    assertThat(schedule.due(at("07:21"), done)).isEmpty();
    assertThat(schedule.due(at("07:33"), done).map(Tick::kind)).contains(RoundKind.OPENING);
    assertThat(schedule.after(Tick.watch(at("07:20")), LIVED)).isEqualTo(LIVED);
  }

  @Test
  void aClockThatGoesBackNeitherRepeatsARoundNorStopsTheOthers() {
    List<RoundDone> done = LIVED;
    done = schedule.after(schedule.due(at(day(1), "07:40"), done).orElseThrow(), done);
    // back to Monday, which was never run, forth to Tuesday, which was
    Tick monday = schedule.due(at("07:40"), done).orElseThrow();
    assertThat(monday.kind()).isEqualTo(RoundKind.OPENING);
    done = schedule.after(monday, done);
    assertThat(schedule.due(at("07:35"), done)).isEmpty();
    assertThat(schedule.due(at(day(1), "07:45"), done)).isEmpty();
    assertThat(schedule.due(at(day(1), "14:00"), done).map(Tick::kind))
        .contains(RoundKind.AFTERNOON);
  }

  @Test
  void aClockThatJumpsForwardRunsOneRoundPerDayItLandsOn() {
    List<RoundDone> done = List.of(new RoundDone(MONDAY, RoundKind.EARLY));
    Tick jumped = schedule.due(at(day(2), "15:00"), done).orElseThrow();
    assertThat(jumped.kind()).isEqualTo(RoundKind.AFTERNOON);
    assertThat(schedule.due(at(day(2), "15:01"), schedule.after(jumped, done))).isEmpty();
  }

  /** However a clock jumps within some weeks: no (day, round) runs twice. */
  @Test
  void noRoundRunsTwiceOnADayUnderRandomJumps() {
    Random random = new Random(7);
    for (int run = 0; run < 300; run++) {
      List<RoundDone> done = LIVED;
      List<RoundDone> ran = new ArrayList<>();
      Instant now = at("06:00");
      for (int step = 0; step < 40; step++) {
        now = now.plus(Duration.ofMinutes(random.nextInt(3 * 1440) - 1000L));
        Optional<Tick> due = schedule.due(now, done);
        if (due.isPresent()) {
          LocalDate today = LocalDate.ofInstant(now, OfficeZone.ZONE);
          RoundDone one = new RoundDone(today, due.get().kind());
          assertThat(ran).doesNotContain(one);
          ran.add(one);
          done = schedule.after(due.get(), done);
        }
      }
    }
  }

  @Test
  void theNextSlotIsTheNextWorkingDaysAfterTheLast() {
    assertThat(schedule.next(at("07:10"))).isEqualTo(at("07:32:30"));
    assertThat(schedule.next(at(day(4), "14:00"))).isEqualTo(at(day(7), "07:10"));
  }

  @Test
  void anOfficeThatNeverOpensStillHasANextLook() {
    Session never = new Session(DayOfWeek.MONDAY, LocalTime.of(7, 30), LocalTime.of(8, 0));
    List<LocalDate> allOff = new ArrayList<>();
    for (int week = 0; week < 20; week++) {
      allOff.add(day(7 * week));
    }
    assertThat(new Schedule(List.of(never), allOff, 0).next(at("06:00")))
        .isEqualTo(at(day(1), "06:00"));
  }
}
