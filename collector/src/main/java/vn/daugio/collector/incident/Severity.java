package vn.daugio.collector.incident;

import java.util.Locale;

/** How much an incident matters to citizens. */
public enum Severity {
  INFO,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** Lower case, as in labels. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
