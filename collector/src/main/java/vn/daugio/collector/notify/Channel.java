package vn.daugio.collector.notify;

import java.util.Locale;

/** The ways to tell people. */
public enum Channel {
  WEBHOOK;

  /** Lower case, as in metric labels. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
