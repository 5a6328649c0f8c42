package vn.daugio.protocol;

/**
 * The lines of the morning sheet, in the order of the commune handbook. A line of which nothing was
 * checked by itself stays open for a person as a whole; of others a part may.
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

  /**
   * Whether a part of it only a person can confirm, such as a printed page; that part has words of
   * its own, and the line's own words claim no more than what is checked.
   */
  public boolean hasHumanPart() {
    return switch (this) {
      case NETWORK_BOXES,
          INTERNET,
          COMPUTERS,
          PRINTERS,
          SCANNERS,
          SIGNING,
          ONE_DOOR_SOFTWARE,
          DATABASES,
          PAYMENT,
          COUNTER_DEVICES,
          MEETING,
          CAMERAS ->
          true;
      case POWER,
          STATE_NETWORK,
          CLOCK_AND_DISK,
          PROTECTION,
          NATIONAL_PORTAL,
          DOCUMENTS_AND_MAIL,
          CIPHER,
          OPEN_INCIDENTS,
          SIGNATURE ->
          false;
    };
  }

  /** The line's number on the sheet, from 1: the constants stand in the handbook's order. */
  @SuppressWarnings("EnumOrdinal")
  public int number() {
    return ordinal() + 1;
  }
}
