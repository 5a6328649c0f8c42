package vn.daugio.collector.state;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Outcome;

/**
 * One subject as it is known now.
 *
 * @param outcome UNKNOWN while silent
 * @param reason null exactly when OK
 * @param also further reason codes
 * @param since when this outcome began
 * @param observedAt the newest observation; silence is none
 * @param fails consecutive observations of {@link Kind#BAD} up to now
 * @param goods consecutive observations of {@link Kind#GOOD} up to now
 * @param silent whether the witness owes a report
 * @param witness the machine of the newest observation
 */
public record SubjectState(
    Outcome outcome,
    @Nullable String reason,
    List<String> also,
    Instant since,
    Instant observedAt,
    Streak fails,
    Streak goods,
    boolean silent,
    String witness) {
  public SubjectState {
    also = List.copyOf(also);
  }

  /** The same with other streaks. */
  public SubjectState with(Streak newFails, Streak newGoods) {
    return new SubjectState(
        outcome, reason, also, since, observedAt, newFails, newGoods, silent, witness);
  }
}
