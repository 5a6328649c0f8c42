package vn.daugio.collector.incident;

import java.time.Instant;

/**
 * What is to be said about an incident; kept in the outbox until a channel has taken it.
 *
 * @param id the outbox row
 * @param incident what it is about, as it was when the notice was due
 * @param kind what is said
 * @param attempts how often delivery was tried
 * @param createdAt when it was put into the outbox
 */
public record Notice(long id, Incident incident, Kind kind, int attempts, Instant createdAt) {
  /** What is said; one notice of each kind per incident. */
  public enum Kind {
    OPENED,
    RECOVERED
  }
}
