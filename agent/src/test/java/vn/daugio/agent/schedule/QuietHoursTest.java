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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Session;
import vn.daugio.protocol.SpecialHours;

/** Sessions are 07:30–12:00 and 13:30–17:00; this machine's place is 15 minutes after closing. */
class QuietHoursTest {
  /** A Monday. */
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

  private final QuietHours quiet = new Schedule(List.of(), List.of(), 0.5).quietHours();

  private static Instant at(int fromMonday, String time) {
    return LocalDateTime.of(MONDAY.plusDays(fromMonday), LocalTime.parse(time))
        .atZone(OfficeZone.ZONE)
        .toInstant();
  }

  private static LastRun asked(Instant at) {
    return new LastRun(at, false, false, at);
  }

  /** When a machine that is on from one time to the other takes its samples. */
  private List<Instant> samples(Instant from, Instant to, @Nullable LastRun before) {
    List<Instant> samples = new ArrayList<>();
    LastRun last = before;
    for (Instant now = from; now.isBefore(to); now = now.plus(Duration.ofMinutes(1))) {
      if (quiet.isDue(now, last)) {
        samples.add(now);
        last = asked(now);
      }
    }
    return samples;
  }

  @Test
  void aMachineThatIsAlwaysOnSamplesOnceADayAfterClosing() {
    assertThat(samples(at(0, "06:00"), at(7, "06:00"), asked(at(-1, "17:20"))))
        .containsExactly(
            at(0, "17:15"),
            at(1, "17:15"),
            at(2, "17:15"),
            at(3, "17:15"),
            at(4, "17:15"),
            at(5, "17:15"),
            at(6, "17:15"));
  }

  @Test
  void aMachineThatIsOffInTheEveningMakesUpForItAtNoon() {
    LastRun last = asked(at(-4, "12:20"));
    for (int day = 0; day < 3; day++) {
      List<Instant> samples = samples(at(day, "07:05"), at(day, "17:00"), last);
      assertThat(samples).containsExactly(at(day, "12:15"));
      last = asked(samples.get(0));
    }
    // and does not do it twice on the day on which it stays on
    assertThat(samples(at(3, "12:15"), at(3, "23:00"), last)).containsExactly(at(3, "12:15"));
  }

  @Test
  void neverInASessionNorInTheHalfHourBeforeTheFirst() {
    assertThat(samples(at(0, "06:30"), at(0, "07:00"), null)).containsExactly(at(0, "06:30"));
    assertThat(samples(at(0, "06:59"), at(0, "12:15"), null)).isEmpty();
    assertThat(samples(at(0, "13:28"), at(0, "17:15"), null)).isEmpty();
    assertThat(quiet.isBusy(at(0, "06:58"))).isFalse();
    assertThat(quiet.isBusy(at(0, "13:27"))).isFalse();
    assertThat(quiet.isBusy(at(5, "09:00"))).isFalse();
  }

  @Test
  void aDayOffIsQuiet() {
    QuietHours off = new Schedule(List.of(), List.of(MONDAY), 0.5).quietHours();
    assertThat(off.isDue(at(0, "09:00"), null)).isTrue();
    assertThat(off.isDue(at(0, "09:00"), asked(at(-1, "17:15")))).isFalse();
  }

  @Test
  void aDateWithHoursOfItsOwnIsBusyInThoseAndQuietAfterThem() {
    QuietHours special =
        new Schedule(
                List.of(),
                List.of(MONDAY),
                List.of(
                    new SpecialHours(
                        MONDAY,
                        List.of(
                            new Session(
                                DayOfWeek.MONDAY, LocalTime.of(8, 0), LocalTime.of(11, 0)))),
                    new SpecialHours(MONDAY.plusDays(1), List.of())),
                0.5)
            .quietHours();
    assertThat(special.isBusy(at(0, "07:28"))).isFalse();
    assertThat(special.isBusy(at(0, "07:29"))).isTrue();
    assertThat(special.isBusy(at(0, "11:14"))).isTrue();
    assertThat(special.isBusy(at(0, "11:15"))).isFalse();
    assertThat(special.isDue(at(0, "11:14"), asked(at(-1, "11:00")))).isFalse();
    assertThat(special.isDue(at(0, "11:15"), asked(at(-1, "11:00")))).isTrue();
    assertThat(special.isBusy(at(1, "09:00"))).isFalse();
  }

  @Test
  void aSampleThatTheLineDidNotAllowIsTriedAgainSoonButNotAtOnce() {
    LastRun blocked = new LastRun(at(0, "17:15"), false, true, at(-1, "17:15"));
    assertThat(quiet.isDue(at(0, "17:29"), blocked)).isFalse();
    assertThat(quiet.isDue(at(0, "17:30"), blocked)).isTrue();
  }

  @Test
  void aClockThatWasSetBackDoesNotPutItOffForLong() {
    assertThat(quiet.isDue(at(0, "18:00"), asked(at(30, "17:15")))).isTrue();
  }
}
