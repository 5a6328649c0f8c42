package vn.daugio.collector.state;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** What an observation says about an outage. */
public enum Kind {
  GOOD,
  BAD,
  /** It could not tell: neither confirms nor interrupts what was seen. */
  NEITHER;

  /**
   * Warnings that are outages: nothing at the office is broken, but somebody has to know and act.
   */
  private static final Set<String> OUTAGES =
      Set.of(Reason.INTERNET_FOREIGN_UNREACHABLE.code(), Reason.UPS_ON_BATTERY.code());

  /**
   * @param reason the worst reason's code; null exactly when OK
   */
  public static Kind of(Outcome outcome, @Nullable String reason) {
    return switch (outcome) {
      case OK -> GOOD;
      case WARN -> reason != null && OUTAGES.contains(reason) ? BAD : GOOD;
      case FAIL -> BAD;
      case UNKNOWN -> NEITHER;
    };
  }
}
