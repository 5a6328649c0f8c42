package vn.daugio.protocol;

/** The part of the office's IT that a check type belongs to; the first word of its code. */
public enum Area {
  INTERNET,
  /** The dedicated State data network (TSLCD). */
  WAN,
  /** Where a computer stands on the way to IPv6. */
  IPV6,
  LAN,
  COMPUTER,
  PRINTER,
  SCANNER,
  NETWORK,
  /** What stands at the counter or in the meeting room and is neither printer nor scanner. */
  DEVICE,
  /** The ports of switches, routers and access points. */
  SWITCH,
  UPS,
  CAMERA,
  SERVER,
  ROUTER,
  ENDPOINT,
  SIGNING,
  SYSTEM,
  /** On-line meetings: where they take place, the codec, and the line between. */
  MEETING;

  /** Lower case, as in check codes and metric families. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
