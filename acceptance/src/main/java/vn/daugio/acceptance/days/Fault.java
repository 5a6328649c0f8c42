package vn.daugio.acceptance.days;

/** What may be broken at one site, or be out of its reach. */
enum Fault {
  /**
   * No electricity from outside; the UPS, where there is one, tells and feeds what is behind it.
   */
  MAINS,
  /** No electricity at all: every machine is off, and starts anew afterwards. */
  POWER,
  /** The switch: machines reach nothing but themselves. */
  LAN,
  MAIN_LINE,
  BACKUP_LINE,
  DNS,
  /** Foreign hosts do not answer. */
  FOREIGN,
  TSLCD,
  /** The national system does not answer. */
  SYSTEM,
  PRINTER,
  /** Everything works, only the collector is not reached. */
  COLLECTOR
}
