package vn.daugio.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Target;

/** Checks that read ahead: they wait without a thread, and nothing they do ends a round. */
class BeginTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T00:00:00Z"));

  /** A check with a beginning of its own; counts who judges at the same time. */
  private static final class Reading implements Check {
    private final Consumer<Runnable> beginning;
    private final AtomicInteger judging;
    private final AtomicInteger most;
    private final AtomicInteger judged;

    private Reading(
        Consumer<Runnable> beginning,
        AtomicInteger judging,
        AtomicInteger most,
        AtomicInteger judged) {
      this.beginning = beginning;
      this.judging = judging;
      this.most = most;
      this.judged = judged;
    }

    @Override
    public void begin(Assignment assignment, Deadline deadline, Runnable ready) {
      beginning.accept(ready);
    }

    @Override
    public Finding judge(Assignment assignment, LastReading last, Deadline deadline) {
      most.accumulateAndGet(judging.incrementAndGet(), Math::max);
      judging.decrementAndGet();
      judged.incrementAndGet();
      return Finding.of(assignment.type()).build();
    }
  }

  private final AtomicInteger judging = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger judged = new AtomicInteger();

  private List<CheckResult> run(int checks, Duration deadline, Consumer<Runnable> beginning)
      throws InterruptedException {
    List<Assignment> all =
        IntStream.range(0, checks)
            .mapToObj(
                i ->
                    new Assignment(
                        CheckType.PRINTER_STATUS,
                        new Target("p" + i, CheckType.PRINTER_STATUS.kind(), null, null, List.of()),
                        CheckType.PRINTER_STATUS.limits(),
                        deadline,
                        null))
            .toList();
    return new CheckRunner(type -> new Reading(beginning, judging, most, judged), CLOCK)
        .run(all, any -> LastReading.NONE).stream().map(Judged::result).toList();
  }

  @Test
  void twoHundredWaitAtTheSameTimeAndFewThreadsJudgeThem() throws InterruptedException {
    Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    List<CheckResult> results =
        run(
            200,
            Duration.ofMinutes(1),
            ready -> {
              waiting.add(ready);
              if (waiting.size() == 200) {
                waiting.forEach(Runnable::run);
              }
            });
    assertThat(results).hasSize(200).extracting(CheckResult::outcome).containsOnly(Outcome.OK);
    assertThat(most.get()).isBetween(1, CheckRunner.WIDTH);
  }

  @Test
  void neverMoreBeginThanASocketCanHear() throws InterruptedException {
    List<Runnable> waiting = new ArrayList<>();
    List<Integer> judgedBefore = new ArrayList<>();
    List<CheckResult> results =
        run(
            CheckRunner.MOST_BEGUN + 50,
            Duration.ofMinutes(1),
            ready -> {
              judgedBefore.add(judged.get());
              waiting.add(ready);
              if (waiting.size() >= CheckRunner.MOST_BEGUN) {
                waiting.forEach(Runnable::run);
                waiting.clear();
              } else if (judgedBefore.size() > CheckRunner.MOST_BEGUN) {
                waiting.remove(ready);
                ready.run();
              }
            });
    assertThat(results).extracting(CheckResult::outcome).containsOnly(Outcome.OK);
    assertThat(judgedBefore.get(CheckRunner.MOST_BEGUN - 1)).isZero();
    assertThat(judgedBefore.get(CheckRunner.MOST_BEGUN)).isPositive();
  }

  @Test
  void whoNeverGetsReadyIsGivenUpAndWhoThrowsIsAnInternalError() throws InterruptedException {
    assertThat(run(2, Duration.ofMillis(50), ready -> {}))
        .extracting(CheckResult::reason)
        .containsExactly("agent.deadline", "agent.deadline");
    AtomicInteger first = new AtomicInteger();
    assertThat(
            run(
                2,
                Duration.ofMinutes(1),
                ready -> {
                  if (first.getAndIncrement() == 0) {
                    throw new IllegalStateException("broken");
                  }
                  ready.run();
                }))
        .extracting(CheckResult::reason)
        .containsExactly("agent.internal_error", null);
    assertThat(judging.get()).isZero();
  }
}
