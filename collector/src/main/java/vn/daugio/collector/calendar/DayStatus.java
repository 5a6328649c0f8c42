package vn.daugio.collector.calendar;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How certain a day is. An expected day counts like an official one until a notice says else. */
public enum DayStatus {
  OFFICIAL,
  EXPECTED;

  /** Lower case, as in files and in the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<DayStatus> of(String code) {
    return Arrays.stream(values()).filter(status -> status.code().equals(code)).findFirst();
  }
}
