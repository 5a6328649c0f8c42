package vn.daugio.collector.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;

/** What is to be said, until everybody has been told. */
public final class Outbox {
  private static final String NOTICES =
      "SELECT o.id AS outbox_id, o.kind, o.round, o.created_at, (SELECT COALESCE(SUM(d.attempts),"
          + " 0) FROM delivery d WHERE d.notice = o.id) AS tried, i.* FROM outbox o"
          + " JOIN incident i ON i.id = o.incident";

  private final Handle handle;

  Outbox(Handle handle) {
    this.handle = handle;
  }

  /** Adds a notice; a second one of the same kind for the same round of an incident is none. */
  public void add(Incident incident, Notice.Kind kind, Instant at) {
    handle
        .createUpdate(
            "INSERT INTO outbox (id, incident, kind, round, created_at)"
                + " VALUES (:id, :incident, :kind, :round, :at) ON CONFLICT DO NOTHING")
        .bind("id", Tx.nextId(handle, "outbox"))
        .bind("incident", incident.id())
        .bind("round", incident.course().reopened())
        .bind("kind", kind.name())
        .bind("at", at.toEpochMilli())
        .execute();
  }

  /** Whether {@link #due} has anything. */
  public boolean isDue(Instant now) {
    return handle
            .createQuery(
                "SELECT COUNT(*) FROM (SELECT 1 FROM outbox WHERE planned_at IS NULL AND"
                    + " created_at <= :now LIMIT 1) o")
            .bind("now", now.toEpochMilli())
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /** Notices of which nobody has asked yet whom they are for, oldest first. */
  public List<Notice> due(Instant now, int most) {
    return handle
        .createQuery(
            NOTICES
                + " WHERE o.planned_at IS NULL AND o.created_at <= :now ORDER BY o.id LIMIT :most")
        .bind("now", now.toEpochMilli())
        .bind("most", most)
        .map((row, context) -> map(row))
        .list();
  }

  public Optional<Notice> find(long id) {
    return handle
        .createQuery(NOTICES + " WHERE o.id = :id")
        .bind("id", id)
        .map((row, context) -> map(row))
        .findOne();
  }

  /** The notices of a kind that an incident has had. */
  public List<Long> idsOf(long incident, Notice.Kind kind) {
    return handle
        .createQuery(
            "SELECT id FROM outbox WHERE incident = :incident AND kind = :kind ORDER BY id")
        .bind("incident", incident)
        .bind("kind", kind.name())
        .mapTo(Long.class)
        .list();
  }

  /** Notes that it is known whom a notice is for; one that is for nobody is done. */
  public void planned(long id, Instant at) {
    handle
        .createUpdate("UPDATE outbox SET planned_at = :at WHERE id = :id")
        .bind("id", id)
        .bind("at", at.toEpochMilli())
        .execute();
    finish(handle, id, at);
  }

  /** Ends a notice that waits for nobody any more. */
  static void finish(Handle handle, long id, Instant at) {
    handle
        .createUpdate(
            "UPDATE outbox SET delivered_at = :at WHERE id = :id AND delivered_at IS NULL AND"
                + " planned_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM delivery d WHERE"
                + " d.notice = :id AND d.state = 'WAITING')")
        .bind("id", id)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  /** How many notices wait. */
  public long waiting() {
    return handle
        .createQuery("SELECT COUNT(*) FROM outbox WHERE delivered_at IS NULL")
        .mapTo(Long.class)
        .one();
  }

  private static Notice map(ResultSet row) throws SQLException {
    return new Notice(
        row.getLong("outbox_id"),
        IncidentTable.map(row),
        Notice.Kind.valueOf(row.getString("kind")),
        row.getInt("round"),
        row.getInt("tried"),
        Columns.instant(row, "created_at"));
  }
}
