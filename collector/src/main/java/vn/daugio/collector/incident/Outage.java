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

  /** One system, as all sites see it. */
  public static Subject everywhere(Subject system) {
    return new Subject(EVERYWHERE, system.target(), system.check());
  }

  public static boolean isEverywhere(Subject subject) {
    return subject.site().equals(EVERYWHERE);
  }
}
