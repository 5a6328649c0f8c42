package vn.daugio.collector.calendar;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a date differs from its weekday. */
public enum DayKind {
  /** A public holiday. */
  HOLIDAY,
  /** Off because a holiday fell on a weekly rest day (Labour Code 2019, art. 111.3). */
  COMP,
  /** Off, and made up for on another day. */
  SWAP_OFF,
  /** A rest day that is worked to make up for a swapped one. */
  MAKEUP_WORK,
  /** Off by a decision of the province, the commune or the site. */
  PROVINCIAL,
  /** Off at short notice: a storm, a flood. */
  EMERGENCY;

  /** Whether the counter stays closed. */
  public boolean isOff() {
    return this != MAKEUP_WORK;
  }

  /** Lower case, as in files and in the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<DayKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }
}
