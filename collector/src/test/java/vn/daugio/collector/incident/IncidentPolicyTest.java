package vn.daugio.collector.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.collector.state.Streak;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.SubjectState;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;

class IncidentPolicyTest {
  private static final Instant T = Instant.parse("2026-11-23T00:00:00Z");
  private static final CheckType LINK = CheckType.INTERNET_LINK;

  private static SubjectState state(Outcome outcome, Streak fails, Streak goods) {
    @Nullable String reason = outcome == Outcome.OK ? null : "internet.unreachable";
    return new SubjectState(outcome, reason, List.of(), T, T, fails, goods, false, "OC-Q1-01");
  }

  private static SubjectState failing(int count) {
    return state(Outcome.FAIL, new Streak(count, T.minusSeconds(60)), Streak.NONE);
  }

  private static SubjectState good(int count) {
    return state(Outcome.OK, Streak.NONE, new Streak(count, T.minusSeconds(60)));
  }

  private static Incident open(@Nullable Instant announced) {
    return new Incident(
        1,
        new Subject("a/b", "duong-chinh", LINK.code()),
        Severity.HIGH,
        "internet.unreachable",
        Cause.MAIN_LINE,
        null,
        new Incident.Course(T, null, null, 0, announced),
        Incident.Handling.NONE);
  }

  @Test
  void oneFailureIsNotYetAnIncident() {
    assertThat(IncidentPolicy.decide(LINK, failing(1), null, T))
        .isEqualTo(new Decision.Nothing(Decision.Why.NOT_CONFIRMED_YET));
  }

  @Test
  void itOpensAtItsFirstFailure() {
    assertThat(IncidentPolicy.decide(LINK, failing(2), null, T))
        .isEqualTo(new Decision.Open(T.minusSeconds(60), "internet.unreachable", true));
  }

  @Test
  void whatIsOldIsWrittenDownButNobodyIsCalled() {
    assertThat(IncidentPolicy.decide(LINK, failing(2), null, T.plusSeconds(601)))
        .isEqualTo(new Decision.Open(T.minusSeconds(60), "internet.unreachable", false));
  }

  @Test
  void whatGoesOnIsAnnouncedOnce() {
    assertThat(IncidentPolicy.decide(LINK, failing(3), open(null), T))
        .isEqualTo(new Decision.Announce());
    assertThat(IncidentPolicy.decide(LINK, failing(3), open(T), T))
        .isEqualTo(new Decision.Nothing(Decision.Why.ALREADY_OPEN));
  }

  @Test
  void itRecoversAfterEnoughSuccesses() {
    assertThat(IncidentPolicy.decide(LINK, good(1), open(T), T))
        .isEqualTo(new Decision.Nothing(Decision.Why.STILL_RECOVERING));
    assertThat(IncidentPolicy.decide(LINK, good(2), open(T), T))
        .isEqualTo(new Decision.Recover(T.minusSeconds(60), true));
  }

  @Test
  void theEndOfWhatNobodyHeardOfIsNotAnnounced() {
    assertThat(IncidentPolicy.decide(LINK, good(2), open(null), T))
        .isEqualTo(new Decision.Recover(T.minusSeconds(60), false));
  }

  @Test
  void unknownDecidesNothing() {
    SubjectState unknown = state(Outcome.UNKNOWN, new Streak(5, T), Streak.NONE);
    assertThat(IncidentPolicy.decide(LINK, unknown, null, T))
        .isEqualTo(new Decision.Nothing(Decision.Why.COULD_NOT_TELL));
  }
}
