package vn.daugio.collector.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.protocol.Outcome;

class StateMachineTest {
  private static final Instant T0 = Instant.parse("2026-11-23T00:00:00Z");

  private static Instant minute(int minutes) {
    return T0.plusSeconds(60L * minutes);
  }

  private static Observation seen(int minute, Outcome outcome) {
    @Nullable String reason = outcome == Outcome.OK ? null : "internet.unreachable";
    return new Observation(minute(minute), outcome, reason, List.of(), "OC-Q1-01");
  }

  private static SubjectState after(Outcome... outcomes) {
    @Nullable SubjectState state = null;
    for (int i = 0; i < outcomes.length; i++) {
      state = StateMachine.next(state, seen(i, outcomes[i])).state();
    }
    return Objects.requireNonNull(state);
  }

  @Test
  void aSuccessResetsTheStreak() {
    SubjectState state = after(Outcome.FAIL, Outcome.OK, Outcome.FAIL);
    assertThat(state.fails()).isEqualTo(new Streak(1, minute(2)));
    assertThat(state.goods()).isEqualTo(Streak.NONE);
  }

  @Test
  void aWarningIsAlsoASuccess() {
    assertThat(after(Outcome.FAIL, Outcome.FAIL, Outcome.WARN).fails()).isEqualTo(Streak.NONE);
  }

  @Test
  void unknownNeitherConfirmsNorInterrupts() {
    SubjectState state = after(Outcome.FAIL, Outcome.UNKNOWN, Outcome.FAIL);
    assertThat(state.fails()).isEqualTo(new Streak(2, minute(0)));
  }

  @Test
  void aStreakSaturates() {
    Outcome[] many = new Outcome[Streak.MOST + 5];
    java.util.Arrays.fill(many, Outcome.OK);
    assertThat(after(many).goods()).isEqualTo(new Streak(Streak.MOST, minute(0)));
  }

  @Test
  void onlyAChangeIsATransition() {
    SubjectState state = after(Outcome.OK);
    assertThat(StateMachine.next(state, seen(1, Outcome.OK)).transition()).isNull();
    assertThat(StateMachine.next(state, seen(1, Outcome.FAIL)).transition())
        .isEqualTo(
            new Transition(minute(1), Outcome.FAIL, "internet.unreachable", "OC-Q1-01", false));
  }

  @Test
  void sinceIsWhenTheOutcomeBegan() {
    assertThat(after(Outcome.OK, Outcome.FAIL, Outcome.FAIL).since()).isEqualTo(minute(1));
  }

  @Test
  void aNewerStateNeverMovesBackwards() {
    SubjectState state = after(Outcome.OK, Outcome.OK);
    assertThat(StateMachine.isHistory(state, seen(1, Outcome.FAIL))).isTrue();
    assertThatThrownBy(() -> StateMachine.next(state, seen(1, Outcome.FAIL)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void silenceIsDatedWhenItWasDue() {
    StateMachine.Step step = StateMachine.silence(after(Outcome.FAIL, Outcome.FAIL), minute(11));
    assertThat(step.transition())
        .isEqualTo(new Transition(minute(11), Outcome.UNKNOWN, "agent.silent", "OC-Q1-01", true));
    assertThat(step.state().since()).isEqualTo(minute(11));
    assertThat(step.state().observedAt()).isEqualTo(minute(1));
    assertThat(step.state().fails()).isEqualTo(new Streak(2, minute(0)));
  }

  @Test
  void silenceIsNotedOnce() {
    SubjectState silent = StateMachine.silence(after(Outcome.OK), minute(10)).state();
    assertThat(StateMachine.silence(silent, minute(20)).transition()).isNull();
  }

  @Test
  void theFirstReportAfterASilenceIsATransition() {
    SubjectState silent = StateMachine.silence(after(Outcome.OK), minute(10)).state();
    StateMachine.Step step = StateMachine.next(silent, seen(12, Outcome.OK));
    assertThat(step.transition())
        .isEqualTo(new Transition(minute(12), Outcome.OK, null, "OC-Q1-01", false));
    assertThat(step.state().since()).isEqualTo(minute(12));
  }

  @Test
  void aSilentStateRemembersWhatWasSeen() {
    SubjectState failing = after(Outcome.OK, Outcome.FAIL, Outcome.FAIL);
    SubjectState silent = StateMachine.silence(failing, minute(12)).state();
    List<Transition> history =
        List.of(
            new Transition(minute(0), Outcome.OK, null, "OC-Q1-01", false),
            new Transition(minute(1), Outcome.FAIL, "internet.unreachable", "OC-Q1-01", false),
            new Transition(minute(12), Outcome.UNKNOWN, "agent.silent", "OC-Q1-01", true));
    assertThat(StateMachine.asSeen(silent, history)).isEqualTo(failing);
  }
}
