package vn.daugio.agent.check;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.CheckType;

/**
 * Runs the checks of a round in dependency order, with a deadline for each and for all of them; the
 * only place that turns an exception into a result.
 *
 * <p>Checks that do not depend on each other run at the same time. A check that does not end by its
 * deadline is interrupted and its thread left behind; it is not started again before that thread
 * has ended.
 */
public final class CheckRunner {
  /** Threads at a time; a round over 60 dead devices shall last as long as one of them. */
  static final int WIDTH = 64;

  /** Checks at a time, most of which wait for answers without a thread: some datagrams for each. */
  static final int MOST_BEGUN = 256;

  /** Threads that ignored their interruption; beyond it nothing more is started. */
  static final int MOST_STUCK = 32;

  private static final Duration ROUND_DEADLINE = Duration.ofMinutes(4);

  private final Function<CheckType, Check> checks;
  private final InstantSource clock;
  private final Duration roundDeadline;
  private final DistinctErrors errors = new DistinctErrors();
  private final Lanes lanes = new Lanes();
  private final Map<String, Lane> leftBehind = new ConcurrentHashMap<>();

  public CheckRunner(Function<CheckType, Check> checks, InstantSource clock) {
    this(checks, clock, ROUND_DEADLINE);
  }

  CheckRunner(Function<CheckType, Check> checks, InstantSource clock, Duration roundDeadline) {
    this.checks = checks;
    this.clock = clock;
    this.roundDeadline = roundDeadline;
  }

  /**
   * @param last what was remembered of a subject
   * @return one result for each assignment, in their order
   * @throws InterruptedException when the agent shall end: what runs is cut off
   */
  public List<Judged> run(List<Assignment> assignments, Function<Assignment, LastReading> last)
      throws InterruptedException {
    return run(assignments, List.of(), last);
  }

  /**
   * @param bystanders not run; each has a result only when the way to it is found to be down
   */
  public List<Judged> run(
      List<Assignment> assignments,
      List<Assignment> bystanders,
      Function<Assignment, LastReading> last)
      throws InterruptedException {
    return new Round(this, assignments, bystanders, last).run();
  }

  /** How many checks have not ended long after their deadline. */
  public int stuck() {
    leftBehind.values().removeIf(Lane::isOver);
    return leftBehind.size();
  }

  Duration roundDeadline() {
    return roundDeadline;
  }

  Check check(CheckType type) {
    return checks.apply(type);
  }

  InstantSource clock() {
    return clock;
  }

  Lanes lanes() {
    return lanes;
  }

  DistinctErrors errors() {
    return errors;
  }

  boolean isStuck(String subject) {
    return stuck() > 0 && leftBehind.containsKey(subject);
  }

  void leaveBehind(String subject, Lane lane) {
    leftBehind.put(subject, lane);
  }
}
