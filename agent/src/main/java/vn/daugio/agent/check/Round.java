package vn.daugio.agent.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
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
import vn.daugio.protocol.TargetKind;

/** One round: who waits for whom, who runs, who is over. Its state belongs to one thread. */
final class Round {
  /** A check that stops at its deadline still has to say what it found. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private final CheckRunner runner;
  private final List<Assignment> assignments;
  private final int bystandersFrom;
  private final Function<Assignment, LastReading> last;
  private final Deadline roundDeadline;

  private final @Nullable Judged[] results;

  /** How many of each layer have no result yet. */
  private final Map<Layer, Integer> open = new EnumMap<>(Layer.class);

  /** Of each layer that is over: a result of it when all of them are down. */
  private final Map<Layer, Optional<CheckResult>> down = new EnumMap<>(Layer.class);

  private final List<Integer> waiting = new ArrayList<>();
  private final Map<Integer, Work> underway = new LinkedHashMap<>();
  private final Queue<Work> ready = new ArrayDeque<>();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private int threads;

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
      open.merge(assignments.get(i).type().layer(), 1, Integer::sum);
    }
  }

  /** A check that has begun. */
  private static final class Work {
    private final int index;
    private final Assignment assignment;
    private final Check check;
    private final Start start;
    private final Deadline deadline;

    /** When it is given up. */
    private final Deadline end;

    /** Its judgement at work; null as long as it only reads, or waits for its turn. */
    private @Nullable Lane lane;

    private Work(int index, Assignment assignment, Check check, Start start, Deadline deadline) {
      this.index = index;
      this.assignment = assignment;
      this.check = check;
      this.start = start;
      this.deadline = deadline;
      this.end = Deadline.in(deadline.remaining().plus(GRACE));
    }
  }

  /** By the wall clock for people, by the monotonic one for durations. */
  private record Start(Instant at, long nanos) {}

  /**
   * Something has happened to a check.
   *
   * @param finding null when it has only read what it had begun to read
   */
  private record Event(int index, @Nullable Finding finding) {}

  List<Judged> run() throws InterruptedException {
    try {
      startReady();
      while (!underway.isEmpty()) {
        Event one = events.poll(untilNextEnd().toMillis() + 1, TimeUnit.MILLISECONDS);
        while (one != null) {
          happened(one);
          one = events.poll();
        }
        giveUpOverdue();
        startReady();
      }
    } catch (InterruptedException e) {
      underway.values().forEach(Round::interrupt);
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

  private static void interrupt(Work work) {
    if (work.lane != null) {
      work.lane.interrupt();
    }
  }

  /** Starts whatever waits for nobody any more; judges at once what lies below a FAIL. */
  private void startReady() {
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Iterator<Integer> each = waiting.iterator(); each.hasNext(); ) {
        int index = each.next();
        if (goesOn(index)) {
          each.remove();
          moved = true;
        }
      }
    }
    while (threads < CheckRunner.WIDTH && !ready.isEmpty()) {
      judgeInThread(ready.remove());
    }
  }

  /** False when it has to wait. */
  private boolean goesOn(int index) {
    Assignment assignment = assignments.get(index);
    @Nullable Layer upstream = assignment.upstream();
    if (upstream != null && open.getOrDefault(upstream, 0) > 0) {
      return false;
    }
    @Nullable CheckResult down = upstream == null ? null : down(assignment, upstream);
    if (down != null) {
      conclude(index, Verdicts.upstreamDown(assignment.type(), down), now());
    } else if (index >= bystandersFrom) {
      open.merge(assignment.type().layer(), -1, Integer::sum);
    } else if (roundDeadline.isOver()) {
      conclude(index, Verdicts.overdue(assignment.type(), "round"), now());
    } else if (underway.size() >= CheckRunner.MOST_BEGUN) {
      return false;
    } else {
      begin(index, assignment);
    }
    return true;
  }

  /** Of several lines each has its own names to find: those of one that works are judged. */
  private @Nullable CheckResult down(Assignment below, Layer upstream) {
    if (upstream != Layer.LINK || below.target().kind() != TargetKind.LINK) {
      return down(upstream);
    }
    for (Judged judged : results) {
      if (judged != null
          && judged.assignment().type().layer() == upstream
          && judged.assignment().target().name().equals(below.target().name())) {
        return Verdicts.isDown(judged.result()) ? judged.result() : null;
      }
    }
    return null;
  }

  /** A result of this layer when all of them are down; null when one works or none was asked. */
  private @Nullable CheckResult down(Layer layer) {
    return down.computeIfAbsent(layer, this::downNow).orElse(null);
  }

  private Optional<CheckResult> downNow(Layer layer) {
    List<CheckResult> ofLayer =
        Arrays.stream(results)
            .filter(judged -> judged != null && judged.assignment().type().layer() == layer)
            .map(Judged::result)
            .toList();
    return ofLayer.stream().allMatch(Verdicts::isDown)
        ? ofLayer.stream().findFirst()
        : Optional.empty();
  }

  private void begin(int index, Assignment assignment) {
    if (runner.isStuck(subject(assignment))) {
      conclude(index, Verdicts.overdue(assignment.type(), "the last one has not ended"), now());
      return;
    }
    if (runner.stuck() >= CheckRunner.MOST_STUCK) {
      conclude(index, Verdicts.overdue(assignment.type(), "too many have not ended"), now());
      return;
    }
    Start start = now();
    Deadline deadline = Deadline.in(roundDeadline.atMost(assignment.deadline()));
    Work work = new Work(index, assignment, runner.check(assignment.type()), start, deadline);
    underway.put(index, work);
    try {
      work.check.begin(assignment, deadline, () -> events.add(new Event(index, null)));
    } catch (RuntimeException e) {
      runner.errors().note(assignment.type().code(), e);
      over(work, Verdicts.broken(assignment.type(), e));
    }
  }

  private static String subject(Assignment assignment) {
    return assignment.type().code() + " " + assignment.target().name();
  }

  private void judgeInThread(Work work) {
    LastReading reading = last.apply(work.assignment);
    work.lane =
        runner
            .lanes()
            .run(
                "check " + subject(work.assignment),
                () -> events.add(new Event(work.index, judge(work, reading))));
    threads++;
  }

  @SuppressWarnings("CatchingUnchecked") // the one place: nothing a check throws may end a round
  private Finding judge(Work work, LastReading reading) {
    Assignment assignment = work.assignment;
    try {
      return work.check.judge(assignment, reading, work.deadline);
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

  /** What comes after a check was given up is ignored. */
  private void happened(Event event) {
    @Nullable Work work = underway.get(event.index());
    if (work == null) {
      return;
    }
    @Nullable Finding finding = event.finding();
    if (finding == null) {
      ready.add(work);
    } else {
      over(work, finding);
    }
  }

  private void giveUpOverdue() {
    for (Work work : List.copyOf(underway.values())) {
      if (work.end.isOver() && events.stream().noneMatch(it -> it.index() == work.index)) {
        ready.remove(work);
        if (work.lane != null) {
          work.lane.interrupt();
          runner.leaveBehind(subject(work.assignment), work.lane);
        }
        over(work, Verdicts.overdue(work.assignment.type(), "check"));
      }
    }
  }

  private Duration untilNextEnd() {
    return underway.values().stream()
        .map(work -> work.end.remaining())
        .min(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private void over(Work work, Finding finding) {
    underway.remove(work.index);
    if (work.lane != null) {
      threads--;
    }
    conclude(work.index, finding, work.start);
  }

  private Start now() {
    return new Start(runner.clock().instant(), System.nanoTime());
  }

  private void conclude(int index, Finding finding, Start start) {
    Assignment assignment = assignments.get(index);
    open.merge(assignment.type().layer(), -1, Integer::sum);
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
