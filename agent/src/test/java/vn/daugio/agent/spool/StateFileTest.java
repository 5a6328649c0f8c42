package vn.daugio.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.schedule.LastRun;
import vn.daugio.agent.schedule.RoundDone;
import vn.daugio.agent.schedule.RoundKind;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Outcome;

class StateFileTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00.123456789Z");

  @TempDir Path directory;

  private StateFile open() throws IOException {
    return StateFile.open(directory.resolve("state.json"));
  }

  private static StateFile.Learnt learnt(Outcome outcome, Map<String, String> values) {
    return learnt(outcome, outcome == Outcome.OK ? null : "lan.no_gateway", values);
  }

  private static StateFile.Learnt learnt(
      Outcome outcome, @Nullable String reason, Map<String, String> values) {
    return new StateFile.Learnt(
        new CheckResult(
            "lan.gateway", "gateway", NOW, 1, outcome, reason, List.of(), List.of(), Map.of()),
        values);
  }

  private static void learn(StateFile state, Outcome outcome, Map<String, String> values) {
    state.learn(List.of(learnt(outcome, values)), Set.of("lan.gateway gateway"), NOW);
  }

  @Test
  void everythingSurvivesARestart() throws IOException {
    StateFile state = open();
    assertThat(state.takeSequence()).isEqualTo(1);
    state.rounds(List.of(new RoundDone(LocalDate.of(2026, 11, 23), RoundKind.EARLY)));
    learn(state, Outcome.FAIL, Map.of("mac", "aa:bb"));
    state.save();
    StateFile again = open();
    assertThat(again.bootId()).isEqualTo(state.bootId()).matches("[0-9a-f]{32}");
    assertThat(again.takeSequence()).isEqualTo(2);
    assertThat(again.rounds())
        .containsExactly(new RoundDone(LocalDate.of(2026, 11, 23), RoundKind.EARLY));
    assertThat(again.subject("lan.gateway", "gateway"))
        .isEqualTo(
            new SubjectMemo(NOW, Outcome.FAIL, true, false, NOW, NOW, Map.of("mac", "aa:bb")));
  }

  @Test
  void aSequenceIsOnTheDiskBeforeItIsUsed() throws IOException {
    long used = open().takeSequence();
    assertThat(open().takeSequence()).isEqualTo(used + 1);
  }

  @Test
  void aLostStateBeginsANewLifeSoThatNumbersDoNotCollide() throws IOException {
    StateFile state = open();
    state.takeSequence();
    Files.delete(directory.resolve("state.json"));
    assertThat(open().bootId()).isNotEqualTo(state.bootId());
  }

  @Test
  void aStateCutAtAnyByteIsKeptAsideAndNeverDeleted() throws IOException {
    StateFile state = open();
    learn(state, Outcome.OK, Map.of("mac", "aa:bb"));
    state.save();
    byte[] whole = Files.readAllBytes(directory.resolve("state.json"));
    for (int cut = 0; cut < whole.length; cut++) {
      Files.write(directory.resolve("state.json"), java.util.Arrays.copyOf(whole, cut));
      assertThat(open().bootId()).as("cut at %d", cut).isNotEqualTo(state.bootId());
      try (Stream<Path> files = Files.list(directory)) {
        Path aside =
            files
                .filter(file -> file.getFileName().toString().startsWith("state.json.corrupt-"))
                .findFirst()
                .orElseThrow();
        assertThat(Files.size(aside)).isEqualTo(cut);
        Files.delete(aside);
      }
    }
    Files.write(directory.resolve("state.json"), whole);
    assertThat(open().bootId()).isEqualTo(state.bootId());
  }

  @Test
  void aChangeIsOneFromOrToFail() throws IOException {
    StateFile state = open();
    assertThat(state.lastRun("lan.gateway", "gateway")).isNull();
    for (Outcome[] step :
        new Outcome[][] {
          {Outcome.OK, Outcome.WARN}, {Outcome.FAIL, Outcome.FAIL}, {Outcome.UNKNOWN, Outcome.OK}
        }) {
      learn(state, step[0], Map.of());
      boolean changed = step[0] != Outcome.OK;
      assertThat(state.lastRun("lan.gateway", "gateway"))
          .isEqualTo(new LastRun(NOW, changed, false, NOW));
      learn(state, step[1], Map.of());
      assertThat(state.lastRun("lan.gateway", "gateway"))
          .isEqualTo(new LastRun(NOW, false, false, NOW));
    }
  }

  @Test
  void aCheckThatDidNotRunForgetsNothing() throws IOException {
    StateFile state = open();
    learn(state, Outcome.OK, Map.of("mac", "aa:bb"));
    Instant later = NOW.plusSeconds(60);
    state.learn(List.of(learnt(Outcome.UNKNOWN, Map.of())), Set.of(), later);
    assertThat(state.subject("lan.gateway", "gateway"))
        .isEqualTo(
            new SubjectMemo(
                later, Outcome.UNKNOWN, false, false, later, NOW, Map.of("mac", "aa:bb")));
  }

  @Test
  void whatWasBlockedRemembersWhenItWasReallyAsked() throws IOException {
    StateFile state = open();
    learn(state, Outcome.OK, Map.of());
    StateFile.Learnt blocked = learnt(Outcome.UNKNOWN, "upstream_down", Map.of());
    for (int minute = 1; minute <= 2; minute++) {
      Instant at = NOW.plusSeconds(60L * minute);
      state.learn(List.of(blocked), Set.of("lan.gateway gateway"), at);
      assertThat(state.lastRun("lan.gateway", "gateway"))
          .isEqualTo(new LastRun(at, false, true, NOW));
    }
    StateFile fresh = StateFile.open(directory.resolve("other.json"));
    fresh.learn(List.of(blocked), Set.of(), NOW);
    assertThat(fresh.lastRun("lan.gateway", "gateway"))
        .isEqualTo(new LastRun(NOW, false, true, null));
  }

  @Test
  void moreThanFourKilobytesASubjectAreNotKept() throws IOException {
    StateFile state = open();
    learn(state, Outcome.OK, Map.of("a", "x".repeat(5000)));
    assertThat(Optional.ofNullable(state.subject("lan.gateway", "gateway")).orElseThrow().values())
        .isEmpty();
  }

  @Test
  void aSubjectThatIsNoLongerAssignedIsForgottenAfterAMonth() throws IOException {
    StateFile state = open();
    learn(state, Outcome.OK, Map.of());
    state.learn(List.of(), Set.of(), NOW.plus(Duration.ofDays(30)));
    assertThat(state.subject("lan.gateway", "gateway")).isNotNull();
    state.learn(List.of(), Set.of(), NOW.plus(Duration.ofDays(31)));
    assertThat(state.subject("lan.gateway", "gateway")).isNull();
  }

  @Test
  void lostReportsAreToldOnceAndAgainUntilTheTellingIsSpooled() throws IOException {
    StateFile state = open();
    state.lost(3);
    state.takeSequence();
    assertThat(state.telling()).isEqualTo(3);
    StateFile afterCrash = open();
    afterCrash.takeSequence();
    assertThat(afterCrash.telling()).isEqualTo(3);
    afterCrash.told();
    afterCrash.takeSequence();
    assertThat(afterCrash.telling()).isZero();
  }

  @Test
  void oneAgentPerDirectory() throws IOException {
    try (AgentLock first = AgentLock.take(directory).orElseThrow()) {
      assertThat(first).isNotNull();
      assertThat(AgentLock.take(directory)).isEmpty();
    }
    AgentLock.take(directory).orElseThrow().close();
  }
}
