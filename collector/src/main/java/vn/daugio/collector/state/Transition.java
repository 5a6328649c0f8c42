package vn.daugio.collector.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Outcome;

/**
 * A change of a subject's outcome or reason, dated when it became true and not when it was noticed.
 *
 * @param silence true when it says that a report was owed from then on
 */
public record Transition(
    Instant at, Outcome outcome, @Nullable String reason, String witness, boolean silence) {
  public Kind kind() {
    return silence ? Kind.NEITHER : Kind.of(outcome, reason);
  }
}
