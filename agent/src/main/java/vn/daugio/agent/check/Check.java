package vn.daugio.agent.check;

import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;

/**
 * One kind of judgement: a function of its assignment, the present reading and this agent's last
 * reading of the same subject. An instance serves one judgement; it keeps nothing but what it has
 * begun, and catches only what it can judge.
 */
public interface Check {
  /**
   * Sends what can be asked without waiting for the answers, so that a round over hundreds of
   * devices needs few threads. Most checks have nothing of the kind. Called once, before {@link
   * #judge}; a failure shows there.
   *
   * @param ready has to be run once, by any thread, when there is nothing more to wait for
   */
  default void begin(Assignment assignment, Deadline deadline, Runnable ready) {
    ready.run();
  }

  /**
   * @throws ProbeException when the failure of a probe says nothing about the target; the runner
   *     makes it UNKNOWN
   */
  Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException;
}
