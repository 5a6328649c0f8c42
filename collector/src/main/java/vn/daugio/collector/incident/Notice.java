package vn.daugio.collector.incident;

import java.time.Instant;
import java.util.Locale;

/**
 * What is to be said about an incident; kept in the outbox until a channel has taken it.
 *
 * @param id the outbox row
 * @param incident what it is about, as it is now
 * @param kind what is said
 * @param round how often the incident had come back when it was due
 * @param attempts how often delivery was tried
 * @param createdAt when it was put into the outbox
 */
public record Notice(
    long id, Incident incident, Kind kind, int round, int attempts, Instant createdAt) {

  /** What is said; one notice of each kind per incident and round. */
  public enum Kind {
    OPENED,
    RECOVERED,
    /** Nobody watches it any more; whether it works again is not known. */
    WITHDRAWN,
    /** It came back soon after its recovery. */
    REOPENED,
    /** It comes and goes; nothing more is said until it is stable. */
    FLAPPING,
    /** Half of the 24 hours are over. */
    REMINDER_50,
    REMINDER_80,
    /** The 24 hours are over. */
    OVERDUE,
    /** Some time after that: the supplier's team and the province. */
    ESCALATED_SUPPLIER,
    /** And then the chair. */
    ESCALATED_CHAIR;

    /** Whether nothing more is to be said afterwards, unless it begins again. */
    public boolean isEnd() {
      return this == RECOVERED || this == WITHDRAWN;
    }

    /** Lower case with hyphens, as in JSON and keys. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The same for the same notice, also after a restart: the other side can tell a repetition. */
  public String key() {
    String key = "daugio-" + incident.id() + "-" + kind.code();
    return round == 0 ? key : key + "-" + round;
  }
}
