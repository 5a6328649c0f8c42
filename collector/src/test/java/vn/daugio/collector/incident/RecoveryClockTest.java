package vn.daugio.collector.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryClockTest {
  private static final Instant OPENED = Instant.parse("2026-11-23T00:12:00Z");

  private static RecoveryClock open(String after) {
    return new RecoveryClock(OPENED, null, OPENED.plus(Duration.parse(after)));
  }

  private static RecoveryClock recovered(String after) {
    Instant at = OPENED.plus(Duration.parse(after));
    return new RecoveryClock(OPENED, at, at.plus(Duration.ofDays(30)));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, running",
    "PT11H59M59.999S, running",
    "PT12H, 50",
    "PT19H11M59.999S, 50",
    "PT19H12M, 80",
    "PT23H59M59.999S, 80",
    "PT24H, overdue",
    "PT400H, overdue"
  })
  void eachStageBeginsAtItsShare(String after, String stage) {
    assertThat(open(after).stage().code()).isEqualTo(stage);
  }

  @Test
  void exactlyTwentyFourHoursKeepThePromise() {
    assertThat(recovered("PT24H").isBreached()).isFalse();
    assertThat(recovered("PT24H").stage()).isEqualTo(RecoveryClock.Stage.LATE);
    assertThat(recovered("PT24H0.001S").isBreached()).isTrue();
    assertThat(recovered("PT24H0.001S").stage()).isEqualTo(RecoveryClock.Stage.OVERDUE);
    assertThat(open("PT24H").isBreached()).isFalse();
    assertThat(open("PT24H0.001S").isBreached()).isTrue();
  }

  @Test
  void itStandsStillOnceItIsRecovered() {
    RecoveryClock clock = recovered("PT6H");
    assertThat(clock.used()).isEqualTo(Duration.ofHours(6));
    assertThat(clock.share()).isEqualTo(0.25);
    assertThat(clock.left()).isEqualTo(Duration.ofHours(18));
    assertThat(clock.stage()).isEqualTo(RecoveryClock.Stage.RUNNING);
  }

  @Test
  void nightsCountAndTooMuchIsToldAsMoreThanAll() {
    RecoveryClock clock = open("PT36H");
    assertThat(clock.share()).isEqualTo(1.5);
    assertThat(clock.left()).isEqualTo(Duration.ZERO);
    assertThat(clock.dueAt()).isEqualTo(Instant.parse("2026-11-24T00:12:00Z"));
    assertThat(List.of(RecoveryClock.Stage.values()).stream().map(clock::at))
        .containsExactly(
            OPENED,
            Instant.parse("2026-11-23T12:12:00Z"),
            Instant.parse("2026-11-23T19:24:00Z"),
            Instant.parse("2026-11-24T00:12:00Z"));
  }

  @Test
  void aClockThatIsBehindDoesNotCountBackwards() {
    assertThat(open("PT-5M").used()).isEqualTo(Duration.ZERO);
    assertThat(open("PT-5M").stage()).isEqualTo(RecoveryClock.Stage.RUNNING);
  }

  @Test
  void theLawCountsFromTheDeclaredDetection() {
    SecurityClock clock = new SecurityClock(OPENED);
    assertThat(clock.noticeDueAt()).isEqualTo(Instant.parse("2026-11-24T00:12:00Z"));
    assertThat(clock.reportDueAt()).isEqualTo(Instant.parse("2026-11-26T00:12:00Z"));
  }
}
