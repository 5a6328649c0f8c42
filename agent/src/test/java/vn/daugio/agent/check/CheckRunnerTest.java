package vn.daugio.agent.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Layer;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;

class CheckRunnerTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final Duration LONG = Duration.ofMinutes(1);

  private static Assignment assignment(
      CheckType type, String target, @Nullable Layer upstream, Duration deadline) {
    return new Assignment(
        type,
        new Target(target, type.kind(), null, null, List.of()),
        type.limits(),
        deadline,
        upstream);
  }

  private static Assignment assignment(CheckType type, String target) {
    return assignment(type, target, type.layer().upstream(), LONG);
  }

  private static Check ok() {
    return (assignment, last, deadline) -> Finding.of(assignment.type()).build();
  }

  private static List<CheckResult> run(Check check, Assignment... assignments)
      throws InterruptedException {
    return results(
        new CheckRunner(type -> check, CLOCK).run(List.of(assignments), any -> LastReading.NONE));
  }

  private static List<CheckResult> results(List<Judged> judged) {
    return judged.stream().map(Judged::result).toList();
  }

  @Test
  void aFindingBecomesAResultWithItsReasonsAndMemory() throws InterruptedException {
    Check check =
        (assignment, last, deadline) ->
            Finding.of(assignment.type())
                .warn(Reason.LAN_GATEWAY_LOSS)
                .measure("gateway_loss_ratio", 0.25)
                .fact("gateway", last.values().get("mac"))
                .remember("mac", "new")
                .build();
    Judged judged =
        new CheckRunner(type -> check, CLOCK)
            .run(
                List.of(assignment(CheckType.LAN_GATEWAY, "gateway")),
                any -> new LastReading(NOW, Map.of("mac", "old")))
            .get(0);
    assertThat(judged.result().outcome()).isEqualTo(Outcome.WARN);
    assertThat(judged.result().reason()).isEqualTo("lan.gateway_loss");
    assertThat(judged.result().startedAt()).isEqualTo(NOW);
    assertThat(judged.result().facts()).isEqualTo(Map.of("gateway", "old"));
    assertThat(judged.result().measures().get(0).value()).isEqualTo(0.25);
    assertThat(judged.remember()).isEqualTo(Map.of("mac", "new"));
  }

  @Test
  void belowAFailureEverythingIsUnknownAndNamesTheRoot() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    Check check =
        (assignment, last, deadline) -> {
          asked.incrementAndGet();
          return assignment.type() == CheckType.LAN_GATEWAY
              ? Finding.of(assignment.type()).fail(Reason.LAN_GATEWAY_UNREACHABLE).build()
              : Finding.of(assignment.type()).build();
        };
    List<CheckResult> results =
        run(
            check,
            assignment(CheckType.SYSTEM_WEB, "dvc"),
            assignment(CheckType.INTERNET_DNS, "line"),
            assignment(CheckType.INTERNET_LINK, "line"),
            assignment(CheckType.LAN_GATEWAY, "modem"),
            assignment(CheckType.LAN_INTERFACE, "pc"),
            assignment(CheckType.SYSTEM_WEB, "local", null, LONG));
    assertThat(results)
        .extracting(CheckResult::outcome, CheckResult::reason, CheckResult::facts)
        .containsExactly(
            tuple(Outcome.UNKNOWN, "upstream_down", root()),
            tuple(Outcome.UNKNOWN, "upstream_down", root()),
            tuple(Outcome.UNKNOWN, "upstream_down", root()),
            tuple(Outcome.FAIL, "lan.gateway_unreachable", Map.of()),
            tuple(Outcome.OK, null, Map.of()),
            tuple(Outcome.OK, null, Map.of()));
    assertThat(asked).hasValue(3);
  }

  private static Map<String, String> root() {
    return Map.of("upstream", "lan.gateway", "upstreamTarget", "modem");
  }

  @Test
  void oneOfTwoLinesUpKeepsWhatIsBelowJudgeable() throws InterruptedException {
    Check check =
        (assignment, last, deadline) ->
            assignment.target().name().equals("dead")
                ? Finding.of(assignment.type()).fail(Reason.INTERNET_UNREACHABLE).build()
                : Finding.of(assignment.type()).build();
    assertThat(
            run(
                check,
                assignment(CheckType.INTERNET_LINK, "dead"),
                assignment(CheckType.INTERNET_LINK, "alive"),
                assignment(CheckType.INTERNET_DNS, "alive")))
        .extracting(CheckResult::outcome)
        .containsExactly(Outcome.FAIL, Outcome.OK, Outcome.OK);
  }

  @Test
  void withoutItsUpstreamInTheRoundNothingIsPresumed() throws InterruptedException {
    assertThat(run(ok(), assignment(CheckType.SYSTEM_WEB, "dvc")))
        .extracting(CheckResult::outcome)
        .containsExactly(Outcome.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "UNSUPPORTED,   PRINTER_STATUS,  not_supported",
    "AUTH_REJECTED, PRINTER_STATUS,  not_permitted",
    "TIMED_OUT,     PRINTER_STATUS,  printer.not_answering",
    "MALFORMED,     SCANNER_READY,   scanner.malformed",
    "REFUSED,       SYSTEM_WEB,      system.refused",
    "TIMED_OUT,     SYSTEM_WEB,      system.timed_out",
    "UNREACHABLE,   SYSTEM_WEB,      system.unreachable",
    "MALFORMED,     COMPUTER_HEALTH, computer.unreadable",
    "MALFORMED,     LAN_GATEWAY,     agent.internal_error",
  })
  void aProbeThatFailsIsUnknown(ProbeFailure failure, CheckType type, String reason)
      throws InterruptedException {
    Check check =
        (assignment, last, deadline) -> {
          throw new ProbeException(failure, "said the probe");
        };
    CheckResult result = run(check, assignment(type, "x", null, LONG)).get(0);
    assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(result.reason()).isEqualTo(reason);
    assertThat(result.facts()).containsEntry("detail", "said the probe");
  }

  @Test
  void anythingUnexpectedIsAnInternalErrorAndTheOthersGoOn() throws InterruptedException {
    Check check =
        (assignment, last, deadline) -> {
          switch (assignment.target().name()) {
            case "a" -> throw new IllegalStateException("secret");
            case "b" -> throw new StackOverflowError();
            case "c" -> throw new InterruptedException();
            default -> {
              return Finding.of(assignment.type()).build();
            }
          }
        };
    List<CheckResult> results =
        run(
            check,
            assignment(CheckType.PRINTER_STATUS, "a"),
            assignment(CheckType.PRINTER_STATUS, "b"),
            assignment(CheckType.PRINTER_STATUS, "c"),
            assignment(CheckType.PRINTER_STATUS, "d"));
    assertThat(results)
        .extracting(CheckResult::reason)
        .containsExactly("agent.internal_error", "agent.internal_error", "agent.deadline", null);
    assertThat(results.get(0).facts()).isEqualTo(Map.of("error", "IllegalStateException"));
  }

  @Test
  void aDistinctErrorIsCountedPerPlace() {
    DistinctErrors errors = new DistinctErrors();
    IllegalStateException error = new IllegalStateException("x");
    assertThat(errors.note("lan.gateway", error)).isEqualTo(1);
    assertThat(errors.note("lan.gateway", error)).isEqualTo(2);
    assertThat(errors.note("system.web", error)).isEqualTo(1);
  }

  @Test
  void sixtyChecksOfOneLayerRunAtTheSameTime() throws InterruptedException {
    CyclicBarrier allThere = new CyclicBarrier(60);
    Check check =
        (assignment, last, deadline) -> {
          try {
            allThere.await(20, TimeUnit.SECONDS);
          } catch (java.util.concurrent.BrokenBarrierException
              | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
          }
          return Finding.of(assignment.type()).build();
        };
    List<Assignment> sixty = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      sixty.add(assignment(CheckType.PRINTER_STATUS, "p" + i));
    }
    assertThat(results(new CheckRunner(type -> check, CLOCK).run(sixty, any -> LastReading.NONE)))
        .extracting(CheckResult::outcome)
        .containsOnly(Outcome.OK);
  }

  @ParameterizedTest
  @CsvSource({"201, 0.5", "1, 1.5", "1, -0.1", "1, NaN"})
  void whatACollectorWouldRefuseCostsOnlyItsOwnResult(int measures, double value)
      throws InterruptedException {
    Check check =
        (assignment, last, deadline) -> {
          Finding.Builder finding = Finding.of(assignment.type());
          for (int i = 0; i < measures && assignment.target().name().equals("odd"); i++) {
            finding.measure("gateway_loss_ratio", value);
          }
          return finding.build();
        };
    assertThat(
            run(
                check,
                assignment(CheckType.LAN_GATEWAY, "odd", null, LONG),
                assignment(CheckType.LAN_GATEWAY, "good", null, LONG)))
        .extracting(CheckResult::reason)
        .containsExactly("agent.internal_error", null);
  }

  @Test
  void aCheckThatStopsAtItsDeadlineIsStillHeard() throws InterruptedException {
    Check check =
        (assignment, last, deadline) -> {
          while (!deadline.isOver()) {
            Thread.onSpinWait();
          }
          return Finding.of(assignment.type()).fail(Reason.SYSTEM_TIMED_OUT).build();
        };
    assertThat(run(check, assignment(CheckType.SYSTEM_WEB, "dvc", null, Duration.ofMillis(50))))
        .extracting(CheckResult::reason)
        .containsExactly("system.timed_out");
  }

  @Test
  void aCheckThatIgnoresItsDeadlineIsLeftBehindCountedAndNotStartedAgain()
      throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    Check check =
        (assignment, last, deadline) -> {
          if (assignment.target().name().equals("stubborn")) {
            awaitUninterrupted(release);
          }
          return Finding.of(assignment.type()).build();
        };
    CheckRunner runner = new CheckRunner(type -> check, CLOCK);
    Assignment stubborn =
        assignment(CheckType.PRINTER_STATUS, "stubborn", null, Duration.ofMillis(50));
    List<Assignment> round = List.of(stubborn, assignment(CheckType.PRINTER_STATUS, "good"));
    assertThat(results(runner.run(round, any -> LastReading.NONE)))
        .extracting(CheckResult::reason, CheckResult::facts)
        .containsExactly(tuple("agent.deadline", Map.of("limit", "check")), tuple(null, Map.of()));
    assertThat(runner.stuck()).isEqualTo(1);
    assertThat(results(runner.run(List.of(stubborn), any -> LastReading.NONE)).get(0).facts())
        .isEqualTo(Map.of("limit", "the last one has not ended"));
    release.countDown();
  }

  @Test
  void tooManyStuckChecksStopTheStartingOfMore() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    Check check =
        (assignment, last, deadline) -> {
          awaitUninterrupted(release);
          return Finding.of(assignment.type()).build();
        };
    CheckRunner runner = new CheckRunner(type -> check, CLOCK);
    List<Assignment> many = new ArrayList<>();
    for (int i = 0; i < CheckRunner.MOST_STUCK; i++) {
      many.add(assignment(CheckType.PRINTER_STATUS, "p" + i, null, Duration.ofMillis(50)));
    }
    runner.run(many, any -> LastReading.NONE);
    assertThat(
            results(
                    runner.run(
                        List.of(assignment(CheckType.PRINTER_STATUS, "next")),
                        any -> LastReading.NONE))
                .get(0)
                .facts())
        .isEqualTo(Map.of("limit", "too many have not ended"));
    release.countDown();
  }

  @Test
  void aRoundEndsAtItsOwnDeadline() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Check check =
        (assignment, last, deadline) -> {
          never.await();
          return Finding.of(assignment.type()).build();
        };
    CheckRunner runner = new CheckRunner(type -> check, CLOCK, Duration.ofMillis(80));
    List<CheckResult> results =
        results(
            runner.run(
                List.of(
                    assignment(CheckType.LAN_INTERFACE, "pc"),
                    assignment(CheckType.LAN_GATEWAY, "gateway")),
                any -> LastReading.NONE));
    assertThat(results)
        .extracting(CheckResult::reason)
        .containsExactly("agent.deadline", "agent.deadline");
    assertThat(results.get(1).facts()).isEqualTo(Map.of("limit", "round"));
  }

  @ParameterizedTest
  @CsvSource({"true,4", "false,2"})
  void aBystanderIsHeardOfOnlyWhenTheWayToItIsDown(boolean down, int expected)
      throws InterruptedException {
    Check check =
        (assignment, last, deadline) -> {
          assertThat(assignment.type()).isIn(CheckType.LAN_INTERFACE, CheckType.LAN_GATEWAY);
          Finding.Builder finding = Finding.of(assignment.type());
          return down && assignment.type() == CheckType.LAN_GATEWAY
              ? finding.fail(Reason.LAN_GATEWAY_UNREACHABLE).build()
              : finding.build();
        };
    List<CheckResult> results =
        results(
            new CheckRunner(type -> check, CLOCK)
                .run(
                    List.of(
                        assignment(CheckType.LAN_INTERFACE, "pc"),
                        assignment(CheckType.LAN_GATEWAY, "gateway")),
                    List.of(
                        assignment(CheckType.INTERNET_LINK, "line"),
                        assignment(CheckType.INTERNET_DNS, "line"),
                        assignment(CheckType.COMPUTER_HEALTH, "pc")),
                    any -> LastReading.NONE));
    assertThat(results).hasSize(expected);
    assertThat(results.subList(2, expected))
        .allSatisfy(
            result -> {
              assertThat(result.reason()).isEqualTo("upstream_down");
              assertThat(result.facts()).containsEntry("upstream", "lan.gateway");
            });
  }

  @Test
  void anInterruptedRoundInterruptsItsChecks() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread runningRound = Thread.currentThread();
    Check check =
        (assignment, last, deadline) -> {
          runningRound.interrupt();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return Finding.of(assignment.type()).build();
        };
    assertThatThrownBy(() -> run(check, assignment(CheckType.LAN_INTERFACE, "pc")))
        .isInstanceOf(InterruptedException.class);
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    boolean over = false;
    while (!over) {
      try {
        latch.await();
        over = true;
      } catch (InterruptedException e) {
        over = latch.getCount() == 0;
      }
    }
  }
}
