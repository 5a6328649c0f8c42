package vn.daugio.collector.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.surface.Offices;
import vn.daugio.protocol.Outcome;

class ProtectionStateTest {
  /** Monday, 07:10 in Vietnam. */
  private static final Instant NOW = Instant.parse("2026-11-23T00:10:00Z");

  private static ProtectionState of(Outcome outcome, Map<String, String> facts, Instant seen) {
    return ProtectionState.of(outcome, facts, seen, Offices.calendar(), NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "OK, yes, yes, COVERED",
    "WARN, yes, yes, COVERED",
    // stale definitions are the check's matter
    "FAIL, yes, yes, COVERED",
    "FAIL, yes, no, UNCOVERED",
    "FAIL, no, no, UNCOVERED",
    "FAIL, no, unknown, UNCOVERED",
    "UNKNOWN, unknown, unknown, UNKNOWN",
    "UNKNOWN, yes, unknown, UNKNOWN",
    // silent since this morning, with the facts of Friday
    "UNKNOWN, yes, yes, COVERED",
    "OK, unknown, unknown, UNKNOWN",
  })
  void byWhatItsAgentTold(
      Outcome outcome, String installed, String running, ProtectionState expected) {
    Map<String, String> facts = Map.of("installed", installed, "running", running);
    assertThat(of(outcome, facts, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"OK, COVERED", "WARN, COVERED", "FAIL, UNCOVERED", "UNKNOWN, UNKNOWN"})
  void anAgentThatTellsNoStatesIsJudgedByItsOutcome(Outcome outcome, ProtectionState expected) {
    assertThat(of(outcome, Map.of(), NOW)).isEqualTo(expected);
  }

  /** Of Thursday, Friday and this Monday; Wednesday is too long ago. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-22T03:00:00Z, COVERED",
    "2026-11-20T03:00:00Z, COVERED",
    "2026-11-19T03:00:00Z, COVERED",
    "2026-11-18T03:00:00Z, UNKNOWN",
    "2026-10-01T03:00:00Z, UNKNOWN",
    "2020-01-01T03:00:00Z, UNKNOWN",
    "2026-11-23T03:00:00Z, COVERED",
    "2026-11-25T03:00:00Z, COVERED",
  })
  void seenWithinThreeWorkingDays(Instant seen, ProtectionState expected) {
    assertThat(of(Outcome.OK, Map.of("installed", "yes", "running", "yes"), seen))
        .isEqualTo(expected);
  }

  @Test
  void codesAreLabels() {
    assertThat(ProtectionState.UNCOVERED.code()).isEqualTo("uncovered");
  }
}
