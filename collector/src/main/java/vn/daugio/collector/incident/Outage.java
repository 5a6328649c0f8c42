package vn.daugio.collector.incident;

import vn.daugio.collector.state.Subject;

/** The subjects of outages that no single check sees. */
public final class Outage {
  /** Check code: nothing is heard from a whole site. */
  public static final String SITE_SILENT = "site.silent";

  /** Check code: a machine that watches for its site is silent while others report. */
  public static final String MACHINE_SILENT = "machine.silent";

  /** Check code: nothing is heard from anywhere. */
  public static final String COLLECTOR = "collector.uplink";

  /** Check code: an alert that Alertmanager has handed over. */
  public static final String ALERT = "prometheus.alert";

  /** The reason of such an incident; its words are the alert's own. */
  public static final String ALERT_FIRING = "alert.firing";

  /** The site of what concerns all of the province; no site of a plan has a code like it. */
  public static final String EVERYWHERE = "toan-tinh/toan-tinh";

  private Outage() {}

  public static Subject silence(String site) {
    return new Subject(site, site.substring(site.indexOf('/') + 1), SITE_SILENT);
  }

  public static Subject silence(String site, String machine) {
    return new Subject(site, machine, MACHINE_SILENT);
  }

  public static Subject collector() {
    return new Subject(EVERYWHERE, "collector", COLLECTOR);
  }

  /**
   * An alert of Alertmanager's.
   *
   * @param site which its labels name, or {@link #EVERYWHERE}
   */
  public static Subject alert(String site, String target) {
    return new Subject(site, target, ALERT);
  }

  public static boolean isAlert(Subject subject) {
    return subject.check().equals(ALERT);
  }

  /** One system, as all sites see it. */
  public static Subject everywhere(Subject system) {
    return new Subject(EVERYWHERE, system.target(), system.check());
  }

  public static boolean isEverywhere(Subject subject) {
    return subject.site().equals(EVERYWHERE);
  }
}
