package vn.daugio.collector.incident;

import java.time.Duration;
import java.time.Instant;

/**
 * The legal time limits of a serious security incident, beside the recovery clock: a first notice
 * within 24 hours and a report within 72 hours (Decree 331/2026/NĐ-CP, Article 31.2.d). Both run
 * from the moment at which a person declared that it was detected. Pure.
 *
 * @param detectedAt the declared detection
 */
public record SecurityClock(Instant detectedAt) {
  public static final Duration NOTICE = Duration.ofHours(24);
  public static final Duration REPORT = Duration.ofDays(3);

  /** The last moment for the first notice. */
  public Instant noticeDueAt() {
    return detectedAt.plus(NOTICE);
  }

  /** The last moment for the report. */
  public Instant reportDueAt() {
    return detectedAt.plus(REPORT);
  }
}
