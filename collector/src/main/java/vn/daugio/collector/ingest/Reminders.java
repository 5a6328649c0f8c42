package vn.daugio.collector.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.RecoveryClock;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.Tx;

/**
 * The reminders of the 24 hours and what comes after them. When several have become due at a time,
 * e.g. while the collector was off, only the last of them is told.
 */
final class Reminders {
  /** After the 24 hours: the supplier's team and the province, then the chair. */
  private static final Duration SUPPLIER = Duration.ofHours(2);

  private static final Duration CHAIR = Duration.ofHours(8);

  private final Tx tx;
  private final Office office;
  private final Instant now;

  Reminders(Tx tx, Office office, Instant now) {
    this.tx = tx;
    this.office = office;
    this.now = now;
  }

  void remind() {
    for (Incident incident : tx.incidents().open()) {
      // no office has promised to mend it
      boolean ours = incident.cause() == Cause.COLLECTOR || incident.cause() == Cause.ALERT;
      boolean told = incident.isRoot() && incident.announcedAt() != null && !ours;
      if (told && !Outages.isHushed(tx, office, incident, now)) {
        due(incident).ifPresent(kind -> tx.outbox().add(incident, kind, now));
      }
    }
  }

  private Optional<Notice.Kind> due(Incident incident) {
    RecoveryClock clock = RecoveryClock.of(incident, now);
    Instant overdue = clock.dueAt();
    if (!now.isBefore(overdue.plus(CHAIR))) {
      return Optional.of(Notice.Kind.ESCALATED_CHAIR);
    }
    if (!now.isBefore(overdue.plus(SUPPLIER))) {
      return Optional.of(Notice.Kind.ESCALATED_SUPPLIER);
    }
    return switch (clock.stage()) {
      case RUNNING -> Optional.empty();
      case HALF -> Optional.of(Notice.Kind.REMINDER_50);
      case LATE -> Optional.of(Notice.Kind.REMINDER_80);
      case OVERDUE -> Optional.of(Notice.Kind.OVERDUE);
    };
  }
}
