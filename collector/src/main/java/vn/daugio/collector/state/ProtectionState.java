package vn.daugio.collector.state;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.protocol.Outcome;

/**
 * Whether a machine counts as protected, as the plans count: what they require is installed and
 * running, and was seen so within three working days. How old its definitions are is a matter of
 * the check, not of this count.
 */
public enum ProtectionState {
  COVERED,
  UNCOVERED,
  UNKNOWN;

  /** A machine that was not heard of for so long is no part of the count. */
  public static final Duration ACTIVE = Duration.ofDays(30);

  private static final int WORKING_DAYS = 3;

  /**
   * @param outcome of {@code endpoint.protection}; silence is UNKNOWN, with the facts before it
   * @param facts {@code installed} and {@code running} as {@code yes}, {@code no} or {@code
   *     unknown}; an agent that tells neither is judged by its outcome
   * @param observedAt when they were seen
   */
  public static ProtectionState of(
      Outcome outcome,
      Map<String, String> facts,
      Instant observedAt,
      OfficeCalendar calendar,
      Instant now) {
    if (!isRecent(observedAt, calendar, now)) {
      return UNKNOWN;
    }
    String installed = facts.getOrDefault("installed", "");
    String running = facts.getOrDefault("running", "");
    if (installed.isEmpty() && running.isEmpty()) {
      return switch (outcome) {
        case OK, WARN -> COVERED;
        case FAIL -> UNCOVERED;
        case UNKNOWN -> UNKNOWN;
      };
    }
    if (installed.equals("no") || running.equals("no")) {
      return UNCOVERED;
    }
    return installed.equals("yes") && running.equals("yes") ? COVERED : UNKNOWN;
  }

  private static boolean isRecent(Instant observedAt, OfficeCalendar calendar, Instant now) {
    LocalDate seen = OfficeCalendar.today(observedAt);
    LocalDate today = OfficeCalendar.today(now);
    if (seen.isBefore(today.minusDays(ACTIVE.toDays()))) {
      return false;
    }
    long since =
        seen.plusDays(1)
            .datesUntil(today.isBefore(seen) ? seen.plusDays(1) : today.plusDays(1))
            .filter(calendar::isWorkingDay)
            .count();
    return since < WORKING_DAYS;
  }

  /** Lower case, as a metric label. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
