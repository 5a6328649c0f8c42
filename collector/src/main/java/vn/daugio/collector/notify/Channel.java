package vn.daugio.collector.notify;

import java.util.Locale;

/** The ways to tell people and other programs. */
public enum Channel {
  WEBHOOK(false);

  private final boolean addressed;

  Channel(boolean addressed) {
    this.addressed = addressed;
  }

  /** Whether it needs the address of a person; otherwise it is itself the destination. */
  public boolean isAddressed() {
    return addressed;
  }

  /** Lower case with hyphens, as in the configuration and in metric labels. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
