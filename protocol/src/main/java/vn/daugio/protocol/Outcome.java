package vn.daugio.protocol;

import java.util.Collection;

/**
 * The four judgements of a check. UNKNOWN means that we could not tell; it is never folded into
 * another outcome.
 */
public enum Outcome {
  OK(0),
  WARN(1),
  FAIL(2),
  UNKNOWN(3);

  private final int code;

  Outcome(int code) {
    this.code = code;
  }

  /**
   * The value of {@code daugio_check_outcome}: 0 OK, 1 WARN, 2 FAIL, 3 UNKNOWN; names, no order.
   */
  public int code() {
    return code;
  }

  /**
   * The outcome of a whole made of parts: a FAIL is certain whatever is unknown beside it; but
   * without one, anything unknown keeps the whole from being called OK or WARN.
   *
   * @return UNKNOWN for an empty collection
   */
  public static Outcome worst(Collection<Outcome> parts) {
    for (Outcome candidate : new Outcome[] {FAIL, UNKNOWN, WARN, OK}) {
      if (parts.contains(candidate)) {
        return candidate;
      }
    }
    return UNKNOWN;
  }
}
