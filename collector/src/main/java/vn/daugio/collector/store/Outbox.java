package vn.daugio.collector.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import vn.daugio.collector.incident.Notice;

/** What is to be said, until a channel has taken it. */
public final class Outbox {
  private final Handle handle;

  Outbox(Handle handle) {
    this.handle = handle;
  }

  /** Adds a notice; a second one of the same kind for the same incident is none. */
  public void add(long incident, Notice.Kind kind, Instant at) {
    handle
        .createUpdate(
            "INSERT INTO outbox (id, incident, kind, created_at, due_at)"
                + " VALUES (:id, :incident, :kind, :at, :at) ON CONFLICT DO NOTHING")
        .bind("id", Tx.nextId(handle, "outbox"))
        .bind("incident", incident)
        .bind("kind", kind.name())
        .bind("at", at.toEpochMilli())
        .execute();
  }

  /**
   * Notices to deliver now, oldest first. A recovery waits until its opening was delivered, so that
   * nobody hears of the end before the beginning.
   */
  public List<Notice> due(Instant now, int most) {
    return handle
        .createQuery(
            "SELECT o.id AS outbox_id, o.kind, o.attempts, o.created_at, i.* FROM outbox o"
                + " JOIN incident i ON i.id = o.incident WHERE o.delivered_at IS NULL AND"
                + " o.due_at <= :now AND NOT EXISTS (SELECT 1 FROM outbox first WHERE"
                + " first.incident = o.incident AND first.id < o.id AND"
                + " first.delivered_at IS NULL) ORDER BY o.id LIMIT :most")
        .bind("now", now.toEpochMilli())
        .bind("most", most)
        .map(
            (row, context) ->
                new Notice(
                    row.getLong("outbox_id"),
                    IncidentTable.map(row),
                    Notice.Kind.valueOf(row.getString("kind")),
                    row.getInt("attempts"),
                    Columns.instant(row, "created_at")))
        .list();
  }

  public void delivered(long id, Instant at) {
    handle
        .createUpdate(
            "UPDATE outbox SET delivered_at = :at, attempts = attempts + 1, last_error = NULL"
                + " WHERE id = :id")
        .bind("id", id)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  /** Notes a failed attempt; the error has no secret in it. */
  public void failed(long id, String error, Instant nextAttempt) {
    handle
        .createUpdate(
            "UPDATE outbox SET attempts = attempts + 1, last_error = :error, due_at = :next"
                + " WHERE id = :id")
        .bind("id", id)
        .bind("error", error)
        .bind("next", nextAttempt.toEpochMilli())
        .execute();
  }

  /** How many notices wait. */
  public long waiting() {
    return handle
        .createQuery("SELECT COUNT(*) FROM outbox WHERE delivered_at IS NULL")
        .mapTo(Long.class)
        .one();
  }
}
