package vn.daugio.collector.sheet;

import java.util.Locale;
import vn.daugio.protocol.Outcome;

/** What a line of the sheet shows. OPEN waits for a person; it says nothing about the thing. */
public enum Light {
  OK,
  WARN,
  FAIL,
  UNKNOWN,
  OPEN;

  static Light of(Outcome outcome) {
    return switch (outcome) {
      case OK -> OK;
      case WARN -> WARN;
      case FAIL -> FAIL;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** Lower case, as in labels and texts. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
