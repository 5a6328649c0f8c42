package vn.daugio.collector.notify;

import java.util.Locale;

/** The ways to tell people and other programs. */
public enum Channel {
  WEBHOOK(false),
  EMAIL(true),
  /** A log server or SIEM. */
  SYSLOG(false),
  /** Prometheus Alertmanager, which groups and routes by itself. */
  ALERTMANAGER(false),
  /** Zalo Bot: the usual chat of offices. */
  ZALO_BOT(true),
  /** Text messages by a gateway's HTTP interface. */
  SMS_GATEWAY(true),
  /** Text messages by a modem of one's own. */
  SMS_MODEM(true),
  /** Template messages of a Zalo Official Account. */
  ZALO_OA(true),
  /** A plug-in that is off: blocked by order in Vietnam. */
  TELEGRAM(true);

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
