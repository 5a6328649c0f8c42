package vn.daugio.collector.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LunarCalendarTest {
  private static List<String> computedElsewhere() throws IOException {
    try (InputStream in = LunarCalendarTest.class.getResourceAsStream("lunar-months.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  /** Each of the 1250 months of 101 years begins on the same day and has the same number. */
  @Test
  void aHundredYearsAgreeWithAnIndependentComputation() throws IOException {
    List<String> ours =
        IntStream.rangeClosed(2000, 2101)
            .mapToObj(LunarCalendar::months)
            .flatMap(List::stream)
            .filter(month -> month.first().getYear() >= 2000 && month.first().getYear() <= 2100)
            .map(month -> month.first() + " " + month.number() + (month.leap() ? "+" : ""))
            .toList();
    assertThat(ours).hasSize(1250).isEqualTo(computedElsewhere());
  }

  /** Published dates of the first day of Tết. 2007 and 2030 are a day before Beijing's. */
  @ParameterizedTest
  @CsvSource({
    "2000-02-05",
    "2007-02-17",
    "2020-01-25",
    "2024-02-10",
    "2025-01-29",
    "2026-02-17",
    "2027-02-06",
    "2028-01-26",
    "2030-02-02"
  })
  void tetIsAsPublished(LocalDate published) {
    assertThat(LunarCalendar.date(published.getYear(), 1, 1)).isEqualTo(published);
  }

  @Test
  void thousandsOfDaysAreMonthsWithoutGap() {
    List<LunarCalendar.Month> months =
        Stream.iterate(2001, year -> year + 1)
            .limit(148)
            .flatMap(year -> LunarCalendar.months(year).stream())
            .toList();
    for (int i = 1; i < months.size(); i++) {
      long length = months.get(i).first().toEpochDay() - months.get(i - 1).first().toEpochDay();
      assertThat(length).as(months.get(i - 1).toString()).isBetween(29L, 30L);
    }
  }

  @Test
  void whatCannotBeForeseenIsRefused() {
    assertThatThrownBy(() -> LunarCalendar.date(1999, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("from 2000 to 2149, not 1999");
  }
}
