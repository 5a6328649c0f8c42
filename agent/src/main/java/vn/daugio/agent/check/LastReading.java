package vn.daugio.agent.check;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this agent remembered when it last judged the same subject.
 *
 * @param at when; null: never before, the check reports a baseline
 * @param values at most 4 KB of short texts
 */
public record LastReading(@Nullable Instant at, Map<String, String> values) {
  public static final LastReading NONE = new LastReading(null, Map.of());

  public LastReading {
    values = Map.copyOf(values);
  }
}
