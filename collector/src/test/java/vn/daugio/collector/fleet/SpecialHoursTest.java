package vn.daugio.collector.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.daugio.collector.calendar.DayKind;
import vn.daugio.collector.calendar.DayStatus;
import vn.daugio.collector.calendar.DayTable;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.calendar.Season;
import vn.daugio.collector.calendar.SpecialDay;
import vn.daugio.protocol.Session;
import vn.daugio.protocol.SpecialHours;

/** What agents are told beside the weekday's hours and the days off. */
class SpecialHoursTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
  private static final LocalDate SATURDAY = LocalDate.of(2026, 11, 28);

  private static Session session(DayOfWeek day, String opens, String closes) {
    return new Session(day, LocalTime.parse(opens), LocalTime.parse(closes));
  }

  private static List<Session> mondays(String opens, String closes) {
    return List.of(session(DayOfWeek.MONDAY, opens, closes));
  }

  private static SpecialDay day(DayKind kind, DayOfWeek... worksAs) {
    return new SpecialDay(
        "x", kind, DayStatus.OFFICIAL, "", worksAs.length == 0 ? null : worksAs[0]);
  }

  private static OfficeCalendar calendar(
      List<Season> seasons, Map<LocalDate, SpecialDay> days, Map<LocalDate, List<Session>> extra) {
    Map<LocalDate, Optional<SpecialDay>> table = new TreeMap<>();
    days.forEach((date, day) -> table.put(date, Optional.of(day)));
    return new OfficeCalendar(seasons, DayTable.of(table), extra);
  }

  private static OfficeCalendar allYear(
      Map<LocalDate, SpecialDay> days, Map<LocalDate, List<Session>> extra) {
    return calendar(List.of(Season.wholeYear(mondays("07:30", "12:00"))), days, extra);
  }

  @Test
  void anOrdinaryWeekAndADayOffSayNothing() {
    OfficeCalendar calendar = allYear(Map.of(MONDAY, day(DayKind.HOLIDAY)), Map.of());
    assertThat(Assignments.specialDays(calendar, MONDAY)).isEmpty();
  }

  @Test
  void aMakeUpSaturdayWorksAsItsWeekday() {
    OfficeCalendar calendar =
        allYear(Map.of(SATURDAY, day(DayKind.MAKEUP_WORK, DayOfWeek.MONDAY)), Map.of());
    SpecialHours told =
        new SpecialHours(SATURDAY, List.of(session(DayOfWeek.SATURDAY, "07:30", "12:00")));
    assertThat(Assignments.specialDays(calendar, MONDAY)).containsExactly(told);
    // from 60 days before to the day after, the same all the time
    assertThat(Assignments.specialDays(calendar, SATURDAY.minusDays(61))).isEmpty();
    assertThat(Assignments.specialDays(calendar, SATURDAY.minusDays(60))).containsExactly(told);
    assertThat(Assignments.specialDays(calendar, SATURDAY.plusDays(1))).containsExactly(told);
    assertThat(Assignments.specialDays(calendar, SATURDAY.plusDays(2))).isEmpty();
  }

  @Test
  void anExtraSessionIsToldWithTheOthersOfItsDateAndOnADayOff() {
    OfficeCalendar calendar =
        allYear(
            Map.of(MONDAY.plusDays(7), day(DayKind.HOLIDAY)),
            Map.of(
                MONDAY,
                mondays("13:30", "16:00"),
                SATURDAY,
                List.of(session(DayOfWeek.SATURDAY, "08:00", "11:00")),
                MONDAY.plusDays(7),
                mondays("08:00", "09:00")));
    assertThat(Assignments.specialDays(calendar, MONDAY))
        .containsExactly(
            new SpecialHours(
                MONDAY,
                List.of(
                    session(DayOfWeek.MONDAY, "07:30", "12:00"),
                    session(DayOfWeek.MONDAY, "13:30", "16:00"))),
            new SpecialHours(SATURDAY, List.of(session(DayOfWeek.SATURDAY, "08:00", "11:00"))),
            new SpecialHours(MONDAY.plusDays(7), mondays("08:00", "09:00")));
  }

  @Test
  void theNextSeasonIsToldUntilItIsTheWeeksTableAndYesterdaysAfterwards() {
    List<Season> seasons =
        List.of(
            new Season(MonthDay.of(12, 1), MonthDay.of(12, 14), mondays("08:00", "12:00")),
            new Season(
                MonthDay.of(12, 15),
                MonthDay.of(11, 30),
                List.of(
                    session(DayOfWeek.MONDAY, "07:00", "11:30"),
                    session(DayOfWeek.SATURDAY, "07:00", "11:30"))));
    OfficeCalendar calendar = calendar(seasons, Map.of(), Map.of());
    assertThat(Assignments.specialDays(calendar, MONDAY))
        .containsExactly(
            new SpecialHours(LocalDate.of(2026, 12, 5), List.of()),
            new SpecialHours(LocalDate.of(2026, 12, 7), mondays("08:00", "12:00")),
            new SpecialHours(LocalDate.of(2026, 12, 12), List.of()),
            new SpecialHours(LocalDate.of(2026, 12, 14), mondays("08:00", "12:00")));
    assertThat(Assignments.specialDays(calendar, LocalDate.of(2026, 12, 15)))
        .containsExactly(new SpecialHours(LocalDate.of(2026, 12, 14), mondays("08:00", "12:00")));
  }
}
