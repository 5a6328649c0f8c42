package vn.daugio.protocol;

/**
 * The lines of the morning sheet, in the order of the commune handbook. A line without a check type
 * stays open for a person.
 */
public enum HandbookLine {
  POWER,
  NETWORK_BOXES,
  INTERNET,
  STATE_NETWORK,
  COMPUTERS,
  CLOCK_AND_DISK,
  PROTECTION,
  PRINTERS,
  SCANNERS,
  SIGNING,
  ONE_DOOR_SOFTWARE,
  NATIONAL_PORTAL,
  DOCUMENTS_AND_MAIL,
  DATABASES,
  PAYMENT,
  COUNTER_DEVICES,
  MEETING,
  CIPHER,
  CAMERAS,
  OPEN_INCIDENTS,
  SIGNATURE;

  /** Lower case with hyphens, e.g. {@code one-door-software}; {@code line:} of a target. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** The line's number on the sheet, from 1: the constants stand in the handbook's order. */
  @SuppressWarnings("EnumOrdinal")
  public int number() {
    return ordinal() + 1;
  }
}
