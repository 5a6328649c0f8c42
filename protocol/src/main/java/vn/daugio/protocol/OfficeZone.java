package vn.daugio.protocol;

import java.time.ZoneId;

/** Vietnam has one time zone, UTC+7 without daylight saving; opening hours are written in it. */
public final class OfficeZone {
  public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  private OfficeZone() {}
}
