package vn.daugio.agent.check;

import java.util.Map;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.CheckResult;

/**
 * One judgement that is over.
 *
 * @param remember for the next judgement of the same subject; empty when the check did not end
 */
public record Judged(Assignment assignment, CheckResult result, Map<String, String> remember) {
  public Judged {
    remember = Map.copyOf(remember);
  }
}
