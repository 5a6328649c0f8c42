package vn.daugio.protocol;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one check found out about one target in one round.
 *
 * @param check the code of its {@link CheckType}; a newer agent may send one that we do not know
 * @param target the target's name, unique in its site
 * @param startedAt when the check started, by the agent's clock
 * @param tookMs how long it took, in milliseconds
 * @param outcome the judgement
 * @param reason the worst {@link Reason}'s code; absent exactly when the outcome is OK
 * @param also further reason codes
 * @param measures the numbers read
 * @param facts what else was read, for people: short strings
 */
@Json
public record CheckResult(
    String check,
    String target,
    Instant startedAt,
    long tookMs,
    Outcome outcome,
    @Nullable String reason,
    List<String> also,
    List<Measure> measures,
    Map<String, String> facts) {
  /** What a collector accepts; an agent that reads more has read nonsense. */
  public static final int MOST_MEASURES = 200;

  public CheckResult {
    also = List.copyOf(also);
    measures = List.copyOf(measures);
    facts = Map.copyOf(facts);
  }
}
