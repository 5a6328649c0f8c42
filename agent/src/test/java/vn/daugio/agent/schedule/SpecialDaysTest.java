package vn.daugio.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.plan.Planner;
import vn.daugio.agent.plan.Wishes;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.Session;
import vn.daugio.protocol.SpecialHours;

/** Beside the usual 07:30–12:00 and 13:30–17:00, Monday to Friday. */
class SpecialDaysTest {
  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 27);
  private static final LocalDate SATURDAY = FRIDAY.plusDays(1);
  private static final LocalDate MONDAY = FRIDAY.plusDays(3);

  private static final List<RoundDone> LIVED =
      List.of(new RoundDone(FRIDAY.minusDays(7), RoundKind.OPENING));

  private static Instant at(LocalDate day, String time) {
    return LocalDateTime.of(day, LocalTime.parse(time)).atZone(OfficeZone.ZONE).toInstant();
  }

  /** Hours as {@code 07:30-12:00}. */
  private static SpecialHours hours(LocalDate date, String... sessions) {
    return new SpecialHours(
        date,
        Stream.of(sessions)
            .map(text -> text.split("-"))
            .map(
                ends ->
                    new Session(
                        date.getDayOfWeek(), LocalTime.parse(ends[0]), LocalTime.parse(ends[1])))
            .toList());
  }

  /** Of a machine at the beginning of each span. */
  private static Schedule with(List<LocalDate> daysOff, @Nullable List<SpecialHours> special) {
    return new Schedule(List.of(), daysOff, special, 0);
  }

  private static Schedule.Slot slot(RoundKind kind, LocalDate day, String time) {
    return new Schedule.Slot(kind, at(day, time));
  }

  @Test
  void aMakeUpSaturdayHasItsRounds() {
    Schedule schedule =
        with(List.of(), List.of(hours(SATURDAY, "07:30-12:00", "13:30-17:00"), hours(MONDAY)));
    assertThat(schedule.slots(SATURDAY))
        .containsExactly(
            slot(RoundKind.EARLY, SATURDAY, "07:00"),
            slot(RoundKind.OPENING, SATURDAY, "07:30"),
            slot(RoundKind.AFTERNOON, SATURDAY, "13:30"));
    assertThat(schedule.next(at(FRIDAY, "14:00"))).isEqualTo(at(SATURDAY, "07:00"));
    assertThat(schedule.due(at(SATURDAY, "07:31"), LIVED))
        .contains(new Tick(RoundKind.OPENING, at(SATURDAY, "07:30"), true, false));
    assertThat(schedule.calm(at(SATURDAY, "07:30"))).isEqualTo(at(SATURDAY, "08:30"));
    // the week after is as ever
    assertThat(schedule.slots(SATURDAY.plusDays(7))).isEmpty();
  }

  @Test
  void anExtraSessionOpensARestDayAndADayOff() {
    Schedule schedule =
        with(
            List.of(MONDAY), List.of(hours(SATURDAY, "08:00-11:00"), hours(MONDAY, "14:00-16:00")));
    assertThat(schedule.slots(SATURDAY))
        .containsExactly(
            slot(RoundKind.EARLY, SATURDAY, "07:30"), slot(RoundKind.OPENING, SATURDAY, "08:00"));
    assertThat(schedule.slots(MONDAY))
        .containsExactly(
            slot(RoundKind.EARLY, MONDAY, "13:30"), slot(RoundKind.OPENING, MONDAY, "14:00"));
    assertThat(schedule.slots(MONDAY.plusDays(7))).hasSize(3);
  }

  @Test
  void anotherSeasonsHoursReplaceTheWeekdaysAndNoHoursCloseIt() {
    Schedule schedule =
        with(List.of(), List.of(hours(MONDAY, "13:00-16:30", "07:00-11:30"), hours(FRIDAY)));
    assertThat(schedule.slots(FRIDAY)).isEmpty();
    assertThat(schedule.slots(MONDAY))
        .containsExactly(
            slot(RoundKind.EARLY, MONDAY, "06:30"),
            slot(RoundKind.OPENING, MONDAY, "07:00"),
            slot(RoundKind.AFTERNOON, MONDAY, "13:00"));
    assertThat(schedule.next(at(FRIDAY, "06:00"))).isEqualTo(at(MONDAY, "06:30"));
  }

  @Test
  void fromAnOldCollectorEverythingIsAsBefore() {
    Schedule before = new Schedule(List.of(), List.of(MONDAY), 0);
    for (int day = 0; day < 10; day++) {
      LocalDate date = FRIDAY.plusDays(day);
      assertThat(with(List.of(MONDAY), null).slots(date)).isEqualTo(before.slots(date));
    }
    assertThat(with(List.of(MONDAY), null).slots(FRIDAY)).hasSize(3);
    assertThat(with(List.of(MONDAY), null).slots(MONDAY)).isEmpty();
  }

  @Test
  void ofADateThatIsToldTwiceTheLastCounts() {
    Schedule schedule =
        with(List.of(), List.of(hours(SATURDAY, "08:00-11:00"), hours(SATURDAY, "09:00-11:00")));
    assertThat(schedule.next(at(SATURDAY, "08:45"))).isEqualTo(at(SATURDAY, "09:00"));
  }

  @Test
  void theySpeakThroughThePlan() {
    PlanDocument document =
        new PlanDocument(
            "a/b",
            "M",
            false,
            List.of(),
            List.of(),
            List.of(SATURDAY),
            Map.of(),
            Map.of(),
            List.of(),
            null,
            List.of(hours(SATURDAY, "08:00-11:00")));
    Schedule planned =
        new Planner(address -> true)
            .plan(new Wishes("a/b", "M", List.of(), Map.of(), document, Wishes.Scope.MACHINE))
            .schedule();
    Instant opening =
        at(SATURDAY, "08:00")
            .plus(Jitter.within(RoundKind.OPENING.span(), Jitter.fraction("a/b", "M")));
    assertThat(planned.slots(SATURDAY)).contains(new Schedule.Slot(RoundKind.OPENING, opening));
  }
}
