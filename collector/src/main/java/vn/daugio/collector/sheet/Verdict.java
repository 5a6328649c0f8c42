package vn.daugio.collector.sheet;

import java.util.Collection;
import java.util.Locale;
import vn.daugio.protocol.Outcome;

/** What the whole sheet says about the morning. */
public enum Verdict {
  /** Every automatic item is OK. */
  READY,
  READY_WITH_NOTES,
  NOT_READY,
  /** Nothing fails, but something could not be told or nothing has come. */
  NOT_ENOUGH_DATA;

  static Verdict of(Collection<Outcome> automatic) {
    return switch (Outcome.worst(automatic)) {
      case OK -> READY;
      case WARN -> READY_WITH_NOTES;
      case FAIL -> NOT_READY;
      case UNKNOWN -> NOT_ENOUGH_DATA;
    };
  }

  /** Lower case with hyphens, as in texts and the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
