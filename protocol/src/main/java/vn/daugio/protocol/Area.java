package vn.daugio.protocol;

/** The part of the office's IT that a check type belongs to; the first word of its code. */
public enum Area {
  INTERNET,
  LAN,
  COMPUTER,
  PRINTER,
  SCANNER,
  NETWORK,
  ENDPOINT,
  SIGNING,
  SYSTEM;

  /** Lower case, as in check codes and metric families. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
