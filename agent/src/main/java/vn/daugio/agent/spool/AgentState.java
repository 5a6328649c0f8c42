package vn.daugio.agent.spool;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;
import vn.daugio.agent.schedule.RoundDone;

/**
 * What a machine has to know after a restart.
 *
 * @param bootId with {@code sequence} the idempotency key of its reports; new when this was lost
 * @param sequence of the last report, which may or may not have been spooled
 * @param dropped lost reports that no spooled report tells of
 * @param telling how many lost reports the report {@code sequence} was to tell of, as long as it is
 *     not certain that it was spooled
 * @param rounds see {@link vn.daugio.agent.schedule.Schedule#after}
 * @param subjects by check code and target name, with a space between
 */
@Json
public record AgentState(
    String bootId,
    long sequence,
    long dropped,
    long telling,
    List<RoundDone> rounds,
    Map<String, SubjectMemo> subjects) {
  public AgentState {
    rounds = List.copyOf(rounds);
    subjects = Map.copyOf(subjects);
  }
}
