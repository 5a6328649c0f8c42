package vn.daugio.collector.incident;

import java.util.Locale;

/** What kind of outage an incident is, by the evidence of both sides; it may be revised. */
public enum Cause {
  /** The building has no electricity. */
  POWER,
  /** The office's own network: a switch, a cable to all, the gateway. */
  LAN,
  /** The one line to the Internet that the office works over. */
  MAIN_LINE,
  /** Each of several lines. */
  ALL_LINES,
  DNS,
  /** The line works, only foreign hosts do not answer. */
  FOREIGN,
  /** The dedicated State data network. */
  TSLCD,
  /** One system fails at many sites at a time: it is down itself. */
  SYSTEM_EVERYWHERE,
  /** One system fails for this site while others reach it, or nobody else asks it. */
  SYSTEM_SITE,
  /** One office PC. */
  MACHINE,
  /** One printer, scanner, switch or other device. */
  DEVICE,
  /** Nothing is heard from a whole site, and it is not known yet why. */
  SITE_SILENT,
  /** Nothing is heard from anywhere: the collector or its own line. */
  COLLECTOR,
  /** What a rule of Prometheus has found. */
  ALERT;

  /** Lower case with hyphens, as in JSON and labels. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
