package vn.daugio.collector.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Session;

class SilenceTest {
  /** Monday 23 and Wednesday 25 November 2026 open at 7:30; Tuesday 24 is a holiday. */
  private static final OfficeCalendar CALENDAR =
      new OfficeCalendar(
          List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY).stream()
              .map(day -> new Session(day, LocalTime.of(7, 30), LocalTime.of(12, 0)))
              .toList(),
          new TreeMap<>(java.util.Map.of(LocalDate.of(2026, 11, 24), "Ngày Văn hóa Việt Nam")));

  private static Instant vn(String local) {
    return LocalDateTime.parse(local).atZone(OfficeZone.ZONE).toInstant();
  }

  @Test
  void aProberIsSilentAfterTenMinutes() {
    assertThat(Silence.due(CALENDAR, vn("2026-11-22T03:00"), true))
        .isEqualTo(vn("2026-11-22T03:10"));
  }

  @Test
  void anOrdinaryPcOwesItsReportAfterTheNextOpening() {
    assertThat(Silence.due(CALENDAR, vn("2026-11-20T16:00"), false))
        .isEqualTo(vn("2026-11-23T07:40"));
  }

  @Test
  void aReportOfTheEarlyRoundCountsForThatMorning() {
    assertThat(Silence.due(CALENDAR, vn("2026-11-23T07:00"), false))
        .isEqualTo(vn("2026-11-25T07:40"));
  }

  @Test
  void aHolidayIsNoSilence() {
    assertThat(Silence.due(CALENDAR, vn("2026-11-23T09:00"), false))
        .isEqualTo(vn("2026-11-25T07:40"));
  }
}
