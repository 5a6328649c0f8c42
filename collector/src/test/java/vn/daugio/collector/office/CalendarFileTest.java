package vn.daugio.collector.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.calendar.SpecialDay;
import vn.daugio.protocol.ConfigException;

/** The calendar as the plan file and the notices make it. */
class CalendarFileTest {
  private static OfficeCalendar calendar(String province, String site) {
    String yaml =
        "province: p\n"
            + province
            + "\ncommunes: {c: {name: C, sites: {s: {name: S, contact: K}}}}\n";
    String filled =
        yaml.replace("contact: K", site.isEmpty() ? "contact: K" : "contact: K, " + site);
    return OfficeFile.of("p", YamlFile.parse("p", filled)).site("c/s").orElseThrow().calendar();
  }

  private static OfficeCalendar usual() {
    return calendar("", "");
  }

  private static OfficeCalendar seasonal() {
    return calendar(
        "",
        "seasons: [{from: 04-16, to: 10-15, monday: [\"07:00-11:30\"], friday: [\"07:00-11:00\"]},"
            + " {from: 10-16, to: 04-15, monday: [\"07:30-12:00\"], friday: [\"07:30-11:00\"]}],"
            + " extra-sessions: {2026-11-24: [\"08:00-10:00\"]}");
  }

  private static SpecialDay special(OfficeCalendar calendar, LocalDate date) {
    return Objects.requireNonNull(calendar.day(date).special(), date.toString());
  }

  private static Instant vn(String local) {
    return LocalDateTime.parse(local).toInstant(ZoneOffset.ofHours(7));
  }

  /** Every weekday off of three years, and the Saturdays that are worked. */
  @Test
  void theDaysOfThreeYearsAreThoseOfTheNotices() {
    OfficeCalendar calendar = usual();
    List<String> off =
        LocalDate.of(2025, 1, 1)
            .datesUntil(LocalDate.of(2028, 1, 1))
            .filter(date -> date.getDayOfWeek().getValue() <= 5 && !calendar.isWorkingDay(date))
            .map(LocalDate::toString)
            .toList();
    assertThat(String.join(" ", off))
        .isEqualTo(
            "2025-01-01 2025-01-27 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-04-07"
                + " 2025-04-30 2025-05-01 2025-05-02 2025-09-01 2025-09-02"
                + " 2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20"
                + " 2026-04-27 2026-04-30 2026-05-01 2026-08-31 2026-09-01 2026-09-02 2026-11-24"
                + " 2027-01-01 2027-02-05 2027-02-08 2027-02-09 2027-02-10 2027-02-11 2027-04-16"
                + " 2027-04-30 2027-05-03 2027-09-02 2027-09-03 2027-11-24");
    List<String> saturdays =
        LocalDate.of(2025, 1, 1)
            .datesUntil(LocalDate.of(2028, 1, 1))
            .filter(date -> date.getDayOfWeek().getValue() > 5 && calendar.isWorkingDay(date))
            .map(LocalDate::toString)
            .toList();
    assertThat(saturdays).containsExactly("2025-04-26", "2026-01-10", "2026-08-22");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24, holiday, official, Ngày Văn hóa Việt Nam",
    "2026-04-27, comp, official, Nghỉ bù Giỗ Tổ Hùng Vương",
    "2026-01-02, swap_off, official, Nghỉ hoán đổi",
    "2026-01-10, makeup_work, official, Làm bù cho ngày 02/01/2026",
    "2026-08-31, swap_off, expected, Nghỉ hoán đổi",
    "2027-02-06, holiday, official, Tết Nguyên đán Đinh Mùi",
    "2027-02-09, holiday, expected, Tết Nguyên đán Đinh Mùi",
    "2027-02-11, comp, expected, Nghỉ bù Tết Nguyên đán Đinh Mùi",
    "2027-09-02, holiday, official, Quốc khánh",
    "2027-09-03, holiday, expected, Quốc khánh",
  })
  void eachDayHasItsKindAndStatus(LocalDate date, String kind, String status, String name) {
    SpecialDay day = special(usual(), date);
    assertThat(List.of(day.kind().code(), day.status().code(), day.name()))
        .containsExactly(kind, status, name);
    assertThat(day.source()).isNotEmpty();
  }

  @Test
  void aNoticeThatIsWrittenIntoThePlanReplacesWhatWasExpected() {
    OfficeCalendar calendar =
        calendar(
            "holiday-choices: {2027: {tet: {days-before: 2, source: \"1/TB\"}, national-day:"
                + " {beside: before, source: \"2/TB\"}}}",
            "");
    assertThat(calendar.isWorkingDay(LocalDate.of(2027, 2, 4))).isFalse();
    assertThat(calendar.isWorkingDay(LocalDate.of(2027, 2, 11))).isTrue();
    assertThat(special(calendar, LocalDate.of(2027, 2, 10)).status().code()).isEqualTo("official");
    assertThat(special(calendar, LocalDate.of(2027, 9, 1)).source()).isEqualTo("2/TB");
    assertThat(calendar.isWorkingDay(LocalDate.of(2027, 9, 3))).isTrue();
  }

  @Test
  void aSaturdayIsWorkedLikeTheDayThatItMakesUpFor() {
    String day =
        "days-off: {2026-12-26: {name: N, kind: makeup_work, works-as: friday, source: Q},"
            + " 2027-01-04: {name: Lũ, kind: emergency, source: Q}}";
    OfficeCalendar seasonal =
        calendar(day, "sessions: {monday: [\"07:30-12:00\"], friday: [\"08:00-11:00\"]}");
    assertThat(seasonal.firstOpening(LocalDate.of(2026, 12, 26))).contains(vn("2026-12-26T08:00"));
    assertThat(seasonal.isWorkingDay(LocalDate.of(2027, 1, 4))).isFalse();
  }

  @Test
  void summerAndWinterHaveTheirHoursAndADayOffMayHaveExtraOnes() {
    OfficeCalendar calendar = seasonal();
    assertThat(calendar.firstOpening(LocalDate.of(2026, 10, 12))).contains(vn("2026-10-12T07:00"));
    assertThat(calendar.firstOpening(LocalDate.of(2026, 10, 16))).contains(vn("2026-10-16T07:30"));
    assertThat(calendar.firstOpening(LocalDate.of(2026, 11, 24))).contains(vn("2026-11-24T08:00"));
    assertThat(calendar.isOpen(vn("2026-11-24T09:59:59"))).isTrue();
    assertThat(calendar.isOpen(vn("2026-11-24T10:00"))).isFalse();
    assertThat(calendar.nextOpening(vn("2026-11-24T08:00:01"))).contains(vn("2026-11-27T07:30"));
    assertThat(calendar.openTime(vn("2026-11-23T11:00"), vn("2026-11-27T08:00")))
        .isEqualTo(Duration.ofMinutes(60 + 120 + 30));
  }

  /**
   * Whatever the span is cut into, the parts are the whole, and no part is longer than its span.
   */
  @Test
  void openTimeIsAddedUp() {
    Random random = new Random(3);
    OfficeCalendar calendar = usual();
    for (int run = 0; run < 300; run++) {
      Instant a = vn("2026-10-01T00:00").plusSeconds(random.nextInt(60 * 86_400));
      Instant b = a.plusSeconds(random.nextInt(9 * 86_400));
      Instant c = b.plusSeconds(random.nextInt(9 * 86_400));
      Duration first = calendar.openTime(a, b);
      assertThat(first.plus(calendar.openTime(b, c))).isEqualTo(calendar.openTime(a, c));
      assertThat(first).isBetween(Duration.ZERO, Duration.between(a, b));
      assertThat(calendar.openTime(b, a).isNegative()).isFalse();
      Instant next = calendar.nextOpening(a).orElseThrow();
      assertThat(calendar.isOpen(next) && !next.isBefore(a)).isTrue();
    }
    assertThat(
            IntStream.range(2021, 2149).filter(y -> calendar.isWorkingDay(LocalDate.of(y, 9, 2))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "days-off: {2027-01-04: {name: N, kind: swap, source: Q}} | days-off.2027-01-04.kind: unknown kind 'swap'; known kinds: comp, emergency, holiday, makeup_work, provincial, swap_off",
        "days-off: {2027-01-04: {name: N, status: expektet, source: Q}} | days-off.2027-01-04.status: unknown status 'expektet'; did you mean 'expected'?",
        "days-off: {2027-01-04: {name: N}} | days-off.2027-01-04.source: is missing",
        "days-off: {2027-01-04: {name: N, source: Q, works-as: friday}} | days-off.2027-01-04.works-as: only a day of kind makeup_work has it",
        "holiday-choices: {27: {}} | holiday-choices: a year from 2021 to 2149 is expected, not '27'",
        "holiday-choices: {2027: {tet: {days-before: 9, source: Q}}} | holiday-choices.2027.tet.days-before: a whole number from 0 to 4 is expected, not '9'",
        "holiday-choices: {2027: {national-day: {beside: befor, source: Q}}} | holiday-choices.2027.national-day.beside: unknown beside 'befor'; did you mean 'before'?",
      })
  void aMistakeInTheDaysIsTold(String yaml, String message) {
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> calendar(yaml, ""));
    assertThat(e.problems()).containsExactly(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seasons: [{from: 04-16, to: 10-15, monday: [\"07:00-11:30\"]}] | SITE.seasons: 01-01 lies in no season; SITE.seasons: 10-16 lies in no season",
        "seasons: [{from: 03-01, to: 03-01, monday: [\"07:00-11:30\"]}, {from: 03-01, to: 02-28, monday: [\"07:00-11:30\"]}] | SITE.seasons: 02-29 lies in no season; SITE.seasons: 03-01 lies in several",
        "seasons: [{from: 16/04, to: 10-15, monday: [\"07:00-11:30\"]}] | SITE.seasons[0].from: month and day like \"04-16\" are expected, not '16/04'",
        "seasons: [{from: 01-01, to: 12-31, monday: [\"07:00-11:30\"]}], sessions: {} | SITE: has sessions and seasons; one of them is enough",
        "extra-sessions: {2026-11-28: [\"8-9\"]} | SITE.extra-sessions.2026-11-28: hours like 07:30-12:00 are expected, not '8-9'",
      })
  void aMistakeInTheHoursIsTold(String yaml, String messages) {
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> calendar("", yaml));
    assertThat(String.join("; ", e.problems()))
        .isEqualTo(messages.replace("SITE", "communes.c.sites.s"));
  }
}
