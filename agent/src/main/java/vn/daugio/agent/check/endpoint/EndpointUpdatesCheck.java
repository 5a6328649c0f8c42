package vn.daugio.agent.check.endpoint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Updates;
import vn.daugio.agent.os.Updates.Reading;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Reason;

/**
 * {@code endpoint.updates}: how long ago this computer had all security updates, what it still has
 * to install, and whether its release gets any at all. A pending restart is computer.health's.
 */
public final class EndpointUpdatesCheck implements Check {
  /** Further in the future than this tells of a wrong clock. */
  private static final Duration FUTURE = Duration.ofDays(1);

  /** In which the last updates for all may still be installed; the next ones come a month later. */
  private static final Duration LATE = Duration.ofDays(60);

  private static final double DAY = 86_400;

  private final Updates updates;
  private final Clock clock;

  public EndpointUpdatesCheck(Updates updates, Clock clock) {
    this.updates = updates;
    this.clock = clock;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    Reading reading = updates.read(deadline);
    Instant now = clock.instant();
    Optional<Instant> upToDateAt = upToDateAt(reading, now);
    age(assignment, upToDateAt, now, finding);
    pending(reading, finding);
    if (reading.refused() && (upToDateAt.isEmpty() || reading.pending().isEmpty())) {
      finding.unknown(Reason.NOT_PERMITTED);
    } else if (upToDateAt.isEmpty() || reading.pending().isEmpty()) {
      finding.unknown(Reason.ENDPOINT_UPDATES_UNKNOWN);
    }
    support(assignment, reading, now, finding);
    return finding.build();
  }

  /** Updates were installed, or the list of what is to be installed was empty. */
  private static Optional<Instant> upToDateAt(Reading reading, Instant now) {
    boolean complete = reading.pending().filter(count -> count == 0).isPresent();
    return Stream.of(
            reading.installedAt(), complete ? reading.checkedAt() : Optional.<Instant>empty())
        .flatMap(Optional::stream)
        .filter(at -> at.isBefore(now.plus(FUTURE)))
        .max(Instant::compareTo);
  }

  private static void age(
      Assignment assignment, Optional<Instant> at, Instant now, Finding.Builder finding) {
    if (at.isEmpty()) {
      return;
    }
    double seconds = Math.max(0, Duration.between(at.get(), now).toMillis() / 1e3);
    finding
        .measure("updates_age_seconds", seconds)
        .fact("updated", at.get().atZone(OfficeZone.ZONE).toLocalDate().toString())
        .fact("updateDays", Long.toString((long) (seconds / DAY)));
    if (seconds > assignment.limit("age-fail-above")) {
      finding.fail(Reason.ENDPOINT_UPDATES_OLD);
    } else if (seconds > assignment.limit("age-warn-above")) {
      finding.warn(Reason.ENDPOINT_UPDATES_OLD);
    }
  }

  private static void pending(Reading reading, Finding.Builder finding) {
    reading
        .pending()
        .ifPresent(
            count -> {
              finding.measure("pending_updates", count);
              if (count > 0) {
                finding
                    .warn(Reason.ENDPOINT_UPDATES_PENDING)
                    .fact("pendingUpdates", Integer.toString(count));
              }
            });
  }

  private static void support(
      Assignment assignment, Reading reading, Instant now, Finding.Builder finding) {
    Optional<SupportCatalogue.Entry> entry =
        reading.release().flatMap(SupportCatalogue.load()::find);
    if (entry.isEmpty()) {
      finding.unknown(Reason.ENDPOINT_OS_UNKNOWN);
      reading
          .release()
          .ifPresent(
              it -> finding.fact("system", it.system() + " " + it.version() + " " + it.edition()));
      return;
    }
    LocalDate today = now.atZone(OfficeZone.ZONE).toLocalDate();
    LocalDate lastDay = lastDay(entry.get(), reading, now);
    long days = ChronoUnit.DAYS.between(today, lastDay);
    finding
        .measure("support_left_seconds", days * DAY)
        .fact("system", entry.get().name())
        .fact("supportedUntil", lastDay.toString());
    if (days < 0) {
      finding.fail(Reason.ENDPOINT_OS_UNSUPPORTED);
    } else if (days * DAY < assignment.limit("support-warn-below")) {
      finding.warn(Reason.ENDPOINT_OS_SUPPORT_ENDING).fact("daysLeft", Long.toString(days));
    }
  }

  /** Who still gets updates after the end has paid for longer. */
  private static LocalDate lastDay(SupportCatalogue.Entry entry, Reading reading, Instant now) {
    Instant end = entry.lastDay().atStartOfDay(ZoneOffset.UTC).toInstant().plus(LATE);
    boolean stillUpdated =
        reading
            .installedAt()
            .filter(at -> at.isAfter(end) && at.isBefore(now.plus(FUTURE)))
            .isPresent();
    return stillUpdated ? entry.extendedLastDay().orElse(entry.lastDay()) : entry.lastDay();
  }
}
