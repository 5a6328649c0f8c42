package vn.daugio.agent.check;

import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;

/**
 * One kind of judgement: a function of its assignment, the present reading and this agent's last
 * reading of the same subject. Implementations keep no state and catch only what they can judge.
 */
public interface Check {
  /**
   * @throws ProbeException when the failure of a probe says nothing about the target; the runner
   *     makes it UNKNOWN
   */
  Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException;
}
