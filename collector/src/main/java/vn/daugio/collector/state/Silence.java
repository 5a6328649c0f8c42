package vn.daugio.collector.state;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.protocol.OfficeZone;

/**
 * When a machine owes its next report. Judged against the calendar: a PC off on Sunday is normal.
 */
public final class Silence {
  /**
   * A prober watches every minute; three quarters of an hour of tick, slot and retry is too long.
   */
  public static final Duration PROBER = Duration.ofMinutes(10);

  /**
   * What was switched on before or at opening has reported by then: its first tick runs when it
   * starts, and the slots of the early round are over. Later it is a remark on the sheet.
   */
  private static final Duration AFTER_OPENING = Duration.ofMinutes(10);

  /** The early round starts half an hour before opening. */
  private static final Duration BEFORE_OPENING = Duration.ofMinutes(30);

  private Silence() {}

  /**
   * When the next report is owed at the latest.
   *
   * @param lastReport the time of the last report
   * @param prober whether the machine stays resident and watches
   * @return the instant from which it is silent
   */
  public static Instant due(OfficeCalendar calendar, Instant lastReport, boolean prober) {
    if (prober) {
      return lastReport.plus(PROBER);
    }
    LocalDate date = lastReport.atZone(OfficeZone.ZONE).toLocalDate();
    for (int days = 0; days < 400; days++) {
      LocalDate candidate = date.plusDays(days);
      Instant opening = calendar.firstOpening(candidate).orElse(null);
      if (opening != null && lastReport.isBefore(opening.minus(BEFORE_OPENING))) {
        return opening.plus(AFTER_OPENING);
      }
    }
    return Instant.MAX;
  }
}
