package vn.daugio.agent.os.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Updates.Reading;

class WindowsUpdatesTest {
  private static Reading read(WindowsUpdateFacts facts) {
    return new WindowsUpdates(() -> facts).read(Deadline.in(Duration.ofSeconds(1)));
  }

  private static Reading read(String situation) {
    return read(Situations.read(Part.UPDATES, situation, WindowsUpdateFacts.class));
  }

  @ParameterizedTest
  @CsvSource({
    "windows-11-en-admin, windows 26200 Professional, 2026-11-12T02:15:00Z, 2026-11-22T23:40:00Z, 0",
    "windows-11-vi-user, windows 26100 CoreSingleLanguage, 2026-07-15T01:05:00Z, 2026-11-20T00:00:00Z, 3",
    "windows-10-vi-user, windows 19045 Professional, 2025-10-15T03:00:00Z,,",
    "windows-10-en-admin-extended, windows 19045 Professional, 2026-11-12T02:10:33Z, 2026-11-22T00:00:00Z, 0",
    "windows-10-ltsc-en-user, windows 19044 EnterpriseS, 2026-11-12T02:10:33Z, 2026-11-22T00:00:00Z, 1",
    "windows-10-ltsc-2019-vi-admin, windows 17763 EnterpriseS, 2026-11-11T00:00:00Z, 2026-11-22T00:00:00Z, 0",
    "windows-server-2022-en-admin, windows-server 20348 ServerStandard, 2026-11-12T02:10:33Z, 2026-11-22T00:00:00Z, 0",
    "windows-11-en-user-refused, windows 26200 Enterprise,,,",
  })
  void eachSituation(
      String situation,
      String release,
      @Nullable Instant installed,
      @Nullable Instant checked,
      @Nullable Integer pending) {
    Reading reading = read(situation);
    assertThat(reading.release())
        .map(it -> it.system() + " " + it.version() + " " + it.edition())
        .contains(release);
    assertThat(reading.installedAt()).isEqualTo(Optional.ofNullable(installed));
    assertThat(reading.checkedAt()).isEqualTo(Optional.ofNullable(checked));
    assertThat(reading.pending()).isEqualTo(Optional.ofNullable(pending));
    assertThat(reading.refused()).isEqualTo(situation.endsWith("refused"));
  }

  @Test
  void nonsenseIsNotRead() {
    Reading reading =
        read(
            PowerShell.parse(
                """
                {"build":-1,"edition":"Pro fessional","kind":"Client","rollupAt":"gestern",
                "historyAt":"1900-01-01T00:00:00Z","hotfixAt":"12/11/2026","pending":-4}
                """,
                WindowsUpdateFacts.class));
    assertThat(reading)
        .isEqualTo(
            new Reading(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false));
  }
}
