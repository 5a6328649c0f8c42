package vn.daugio.collector.state;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Outcome;

/**
 * What one machine saw of a subject at one moment.
 *
 * @param at when the check started
 * @param reason the worst reason's code; null exactly when OK
 * @param also further reason codes
 * @param witness the reporting machine's code
 */
public record Observation(
    Instant at, Outcome outcome, @Nullable String reason, List<String> also, String witness) {
  public Observation {
    also = List.copyOf(also);
  }

  public Kind kind() {
    return Kind.of(outcome, reason);
  }
}
