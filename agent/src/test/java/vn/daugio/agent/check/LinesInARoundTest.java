package vn.daugio.agent.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;

/** Several lines of one office: each carries its own names, any of them the systems. */
class LinesInARoundTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T00:00:00Z"));

  private static Assignment assignment(CheckType type, String target) {
    return new Assignment(
        type,
        new Target(target, type.kind(), null, null, List.of()),
        type.limits(),
        Duration.ofMinutes(1),
        type.layer().upstream());
  }

  @Test
  void ofTwoLinesEachHasItsOwnNamesToFind() throws InterruptedException {
    Check check =
        (assignment, last, deadline) ->
            assignment.type() == CheckType.INTERNET_LINK && assignment.target().name().equals("a")
                ? Finding.of(assignment.type()).fail(Reason.INTERNET_UNREACHABLE).build()
                : Finding.of(assignment.type()).build();
    List<Assignment> round =
        List.of(
            assignment(CheckType.INTERNET_LINK, "a"),
            assignment(CheckType.INTERNET_LINK, "b"),
            assignment(CheckType.INTERNET_DNS, "a"),
            assignment(CheckType.INTERNET_DNS, "b"),
            assignment(CheckType.SYSTEM_WEB, "s"));
    assertThat(
            new CheckRunner(type -> check, CLOCK)
                .run(round, any -> LastReading.NONE).stream().map(Judged::result))
        .extracting(CheckResult::target, CheckResult::outcome, CheckResult::reason)
        .containsExactly(
            tuple("a", Outcome.FAIL, "internet.unreachable"),
            tuple("b", Outcome.OK, null),
            tuple("a", Outcome.UNKNOWN, "upstream_down"),
            tuple("b", Outcome.OK, null),
            tuple("s", Outcome.OK, null));
  }
}
