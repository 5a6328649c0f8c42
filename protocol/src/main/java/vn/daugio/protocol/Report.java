package vn.daugio.protocol;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;

/**
 * What one agent sends in one go. (machine, bootId, sequence) is its idempotency key.
 *
 * @param machine the machine's code
 * @param bootId random, new whenever the sequence starts again
 * @param sequence from 1, growing by one a report
 * @param sentAt when the report was put together, by the agent's clock
 * @param agent the agent's version
 * @param dropped how many reports this agent's spool has had to drop since its last accepted report
 * @param late true when the round was caught up after its time, e.g. the machine was off
 * @param results what was found
 */
@Json
public record Report(
    String machine,
    String bootId,
    long sequence,
    Instant sentAt,
    String agent,
    long dropped,
    boolean late,
    List<CheckResult> results) {
  public Report {
    results = List.copyOf(results);
  }
}
