package vn.daugio.collector.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;

/** What is to be said, until a channel has taken it. */
public final class Outbox {
  private final Handle handle;

  Outbox(Handle handle) {
    this.handle = handle;
  }

  /** Adds a notice; a second one of the same kind for the same round of an incident is none. */
  public void add(Incident incident, Notice.Kind kind, Instant at) {
    handle
        .createUpdate(
            "INSERT INTO outbox (id, incident, kind, round, created_at, due_at)"
                + " VALUES (:id, :incident, :kind, :round, :at, :at) ON CONFLICT DO NOTHING")
        .bind("id", Tx.nextId(handle, "outbox"))
        .bind("incident", incident.id())
        .bind("round", incident.course().reopened())
        .bind("kind", kind.name())
        .bind("at", at.toEpochMilli())
        .execute();
  }

  /** Notices that somebody has not been told yet and whose next attempt is due, oldest first. */
  public List<Notice> due(Instant now, int most) {
    return handle
        .createQuery(
            "SELECT o.id AS outbox_id, o.kind, o.round, o.attempts, o.created_at, i.* FROM outbox o"
                + " JOIN incident i ON i.id = o.incident WHERE o.delivered_at IS NULL AND"
                + " o.due_at <= :now ORDER BY o.id LIMIT :most")
        .bind("now", now.toEpochMilli())
        .bind("most", most)
        .map(
            (row, context) ->
                new Notice(
                    row.getLong("outbox_id"),
                    IncidentTable.map(row),
                    Notice.Kind.valueOf(row.getString("kind")),
                    row.getInt("round"),
                    row.getInt("attempts"),
                    Columns.instant(row, "created_at")))
        .list();
  }

  /** Whether a destination has taken a notice. */
  public boolean isTaken(long id, String destination) {
    return handle
            .createQuery(
                "SELECT COUNT(*) FROM outbox_taken WHERE notice = :id AND destination = :destination")
            .bind("id", id)
            .bind("destination", destination)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /** Whether a destination has to hear something else of the incident first. */
  public boolean isEarlierOpen(Notice notice, String destination) {
    return handle
            .createQuery(
                "SELECT COUNT(*) FROM outbox o WHERE o.incident = :incident AND o.id < :id AND"
                    + " o.delivered_at IS NULL AND NOT EXISTS (SELECT 1 FROM outbox_taken t WHERE"
                    + " t.notice = o.id AND t.destination = :destination)")
            .bind("incident", notice.incident().id())
            .bind("id", notice.id())
            .bind("destination", destination)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /** Notes that a destination has taken a notice; true. */
  public boolean taken(long id, String destination, Instant at) {
    return handle
            .createUpdate(
                "INSERT INTO outbox_taken (notice, destination, at) VALUES (:id, :destination, :at)"
                    + " ON CONFLICT DO NOTHING")
            .bind("id", id)
            .bind("destination", destination)
            .bind("at", at.toEpochMilli())
            .execute()
        >= 0;
  }

  /** Notes that all destinations have taken a notice. */
  public boolean delivered(long id, Instant at) {
    return handle
            .createUpdate(
                "UPDATE outbox SET delivered_at = :at, attempts = attempts + 1, last_error = NULL"
                    + " WHERE id = :id")
            .bind("id", id)
            .bind("at", at.toEpochMilli())
            .execute()
        == 1;
  }

  /** Notes a failed attempt; the error has no secret in it. */
  public boolean failed(long id, String error, Instant nextAttempt) {
    return handle
            .createUpdate(
                "UPDATE outbox SET attempts = attempts + 1, last_error = :error, due_at = :next"
                    + " WHERE id = :id")
            .bind("id", id)
            .bind("error", error)
            .bind("next", nextAttempt.toEpochMilli())
            .execute()
        == 1;
  }

  /** How many notices wait. */
  public long waiting() {
    return handle
        .createQuery("SELECT COUNT(*) FROM outbox WHERE delivered_at IS NULL")
        .mapTo(Long.class)
        .one();
  }
}
