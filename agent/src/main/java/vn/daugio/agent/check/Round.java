package vn.daugio.agent.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Layer;
import vn.daugio.protocol.Reason;

/** One round: who waits for whom, who runs, who is over. Its state belongs to one thread. */
final class Round {
  private static final long THREAD_STACK = 256 * 1024;

  private final CheckRunner runner;
  private final List<Assignment> assignments;
  private final int bystandersFrom;
  private final Function<Assignment, LastReading> last;
  private final Deadline roundDeadline;

  private final @Nullable Judged[] results;
  private final List<Integer> waiting = new ArrayList<>();
  private final List<Running> running = new ArrayList<>();
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();

  Round(
      CheckRunner runner,
      List<Assignment> toRun,
      List<Assignment> bystanders,
      Function<Assignment, LastReading> last) {
    this.runner = runner;
    this.assignments = Stream.concat(toRun.stream(), bystanders.stream()).toList();
    this.bystandersFrom = toRun.size();
    this.last = last;
    this.roundDeadline = Deadline.in(runner.roundDeadline());
    this.results = new Judged[assignments.size()];
    for (int i = 0; i < assignments.size(); i++) {
      waiting.add(i);
    }
  }

  private record Running(
      int index, Assignment assignment, Start start, Deadline deadline, Thread thread) {}

  /** By the wall clock for people, by the monotonic one for durations. */
  private record Start(Instant at, long nanos) {}

  private record Ended(int index, Finding finding) {}

  List<Judged> run() throws InterruptedException {
    try {
      startReady();
      while (!running.isEmpty()) {
        Ended one = ended.poll(untilNextDeadline().toMillis() + 1, TimeUnit.MILLISECONDS);
        if (one != null) {
          over(one.index(), one.finding());
        }
        giveUpOverdue();
        startReady();
      }
    } catch (InterruptedException e) {
      running.forEach(one -> one.thread().interrupt());
      throw e;
    }
    List<Judged> all = new ArrayList<>();
    for (int i = 0; i < results.length; i++) {
      @Nullable Judged judged = results[i];
      if (judged != null) {
        all.add(judged);
      } else if (i < bystandersFrom) {
        throw new IllegalStateException("a check was neither run nor given up");
      }
    }
    return all;
  }

  /** Starts whatever waits for nobody any more; judges at once what lies below a FAIL. */
  private void startReady() {
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Integer index : List.copyOf(waiting)) {
        Assignment assignment = assignments.get(index);
        @Nullable Layer upstream = assignment.upstream();
        if (upstream != null && isOpen(upstream)) {
          continue;
        }
        @Nullable CheckResult down = upstream == null ? null : down(upstream);
        if (down != null) {
          waiting.remove(index);
          conclude(index, Verdicts.upstreamDown(assignment.type(), down));
          moved = true;
        } else if (index >= bystandersFrom) {
          waiting.remove(index);
          moved = true;
        } else if (roundDeadline.isOver()) {
          waiting.remove(index);
          conclude(index, Verdicts.overdue(assignment.type(), "round"));
          moved = true;
        } else if (running.size() < CheckRunner.WIDTH) {
          waiting.remove(index);
          moved = !start(index, assignment) || moved;
        }
      }
    }
  }

  private boolean isOpen(Layer layer) {
    return waiting.stream().anyMatch(index -> assignments.get(index).type().layer() == layer)
        || running.stream().anyMatch(one -> one.assignment().type().layer() == layer);
  }

  /** A result of this layer when all of them are down; null when one works or none was asked. */
  private @Nullable CheckResult down(Layer layer) {
    List<CheckResult> ofLayer =
        Arrays.stream(results)
            .filter(judged -> judged != null && judged.assignment().type().layer() == layer)
            .map(Judged::result)
            .toList();
    return !ofLayer.isEmpty() && ofLayer.stream().allMatch(Verdicts::isDown)
        ? ofLayer.get(0)
        : null;
  }

  /** False when it was judged instead of started. */
  private boolean start(int index, Assignment assignment) {
    String subject = subject(assignment);
    if (runner.isStuck(subject)) {
      conclude(index, Verdicts.overdue(assignment.type(), "the last one has not ended"));
      return false;
    }
    if (runner.stuck() >= CheckRunner.MOST_STUCK) {
      conclude(index, Verdicts.overdue(assignment.type(), "too many have not ended"));
      return false;
    }
    Deadline deadline = Deadline.in(roundDeadline.atMost(assignment.deadline()));
    LastReading reading = last.apply(assignment);
    Thread thread =
        new Thread(
            null,
            () -> ended.add(new Ended(index, judge(assignment, reading, deadline))),
            "check " + subject,
            THREAD_STACK);
    thread.setDaemon(true);
    running.add(new Running(index, assignment, now(), deadline, thread));
    thread.start();
    return true;
  }

  private static String subject(Assignment assignment) {
    return assignment.type().code() + " " + assignment.target().name();
  }

  @SuppressWarnings("CatchingUnchecked") // the one place: nothing a check throws may end a round
  private Finding judge(Assignment assignment, LastReading reading, Deadline deadline) {
    try {
      return runner.check(assignment.type()).judge(assignment, reading, deadline);
    } catch (ProbeException e) {
      Finding finding = Verdicts.unanswered(assignment.type(), e);
      if (finding.reason() == Reason.AGENT_INTERNAL_ERROR) {
        runner.errors().note(assignment.type().code(), e);
      }
      return finding;
    } catch (InterruptedException e) {
      return Verdicts.overdue(assignment.type(), "check");
    } catch (Throwable e) {
      runner.errors().note(assignment.type().code(), e);
      return Verdicts.broken(assignment.type(), e);
    }
  }

  private void giveUpOverdue() {
    for (Running one : List.copyOf(running)) {
      if (one.deadline().isOver() && ended.stream().noneMatch(it -> it.index() == one.index())) {
        one.thread().interrupt();
        runner.leaveBehind(subject(one.assignment()), one.thread());
        over(one.index(), Verdicts.overdue(one.assignment().type(), "check"));
      }
    }
  }

  private Duration untilNextDeadline() {
    return running.stream()
        .map(one -> one.deadline().remaining())
        .min(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** Takes the first verdict on a running check; one that comes after its deadline is ignored. */
  private void over(int index, Finding finding) {
    for (Running one : List.copyOf(running)) {
      if (one.index() == index) {
        running.remove(one);
        conclude(index, finding, one.start());
      }
    }
  }

  private void conclude(int index, Finding finding) {
    conclude(index, finding, now());
  }

  private Start now() {
    return new Start(runner.clock().instant(), System.nanoTime());
  }

  private void conclude(int index, Finding finding, Start start) {
    Assignment assignment = assignments.get(index);
    long tookMs = (System.nanoTime() - start.nanos()) / 1_000_000;
    @Nullable Reason reason = finding.reason();
    results[index] =
        new Judged(
            assignment,
            new CheckResult(
                assignment.type().code(),
                assignment.target().name(),
                start.at(),
                tookMs,
                finding.outcome(),
                reason == null ? null : reason.code(),
                finding.also().stream().map(Reason::code).toList(),
                finding.measures(),
                finding.facts()),
            finding.remember());
  }
}
