package vn.daugio.collector.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Outage;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.state.Subject;

/** Incidents, what happened to them, and the counters of recoveries. */
public final class IncidentTable {
  /** A root, or what one of all sites explains: that stands in no other list of its site. */
  private static final String LISTED =
      " refuted_at IS NULL AND (parent IS NULL OR parent IN"
          + " (SELECT id FROM incident WHERE site = '"
          + Outage.EVERYWHERE
          + "')) ";

  private final Handle handle;

  IncidentTable(Handle handle) {
    this.handle = handle;
  }

  /**
   * A line of an incident's timeline.
   *
   * @param author the role that did it; empty: the collector
   */
  public record Event(Instant at, String kind, String detail, String author) {}

  public Optional<Incident> find(long id) {
    return handle
        .createQuery("SELECT * FROM incident WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> map(row))
        .findOne();
  }

  /** All open incidents but those that another one of their site explains, oldest first. */
  public List<Incident> open() {
    return handle
        .createQuery(
            "SELECT * FROM incident WHERE recovered_at IS NULL AND"
                + LISTED
                + "ORDER BY opened_at, id")
        .map((row, context) -> map(row))
        .list();
  }

  /** Those of {@link #open} that are of one commune. */
  public List<Incident> openOf(String commune) {
    return handle
        .createQuery(
            "SELECT * FROM incident WHERE recovered_at IS NULL AND site >= :from AND site < :to AND"
                + LISTED
                + "ORDER BY opened_at, id")
        .bind("from", commune + "/")
        .bind("to", commune + "0") // '0' is the character after '/'
        .map((row, context) -> map(row))
        .list();
  }

  /** The incidents whose recovery was confirmed at a moment or later, oldest first. */
  public List<Incident> recoveredSince(Instant moment) {
    return handle
        .createQuery(
            "SELECT * FROM incident WHERE recovered_at IS NOT NULL AND recovery_seen_at >= :moment"
                + " UNION ALL SELECT * FROM incident WHERE recovery_seen_at IS NULL AND"
                + " recovered_at >= :moment ORDER BY opened_at, id")
        .bind("moment", moment.toEpochMilli())
        .map((row, context) -> map(row))
        .list();
  }

  /** The newest incidents, open or not. */
  public List<Incident> newest(int most) {
    return handle
        .createQuery(
            "SELECT * FROM incident WHERE refuted_at IS NULL"
                + " ORDER BY opened_at DESC, id DESC LIMIT :most")
        .bind("most", most)
        .map((row, context) -> map(row))
        .list();
  }

  /** The newest incidents of one commune, open or not. */
  public List<Incident> newestOf(String commune, int most) {
    return handle
        .createQuery(
            "SELECT * FROM incident WHERE site >= :from AND site < :to AND refuted_at IS NULL"
                + " ORDER BY opened_at DESC, id DESC LIMIT :most")
        .bind("from", commune + "/")
        .bind("to", commune + "0") // '0' is the character after '/'
        .bind("most", most)
        .map((row, context) -> map(row))
        .list();
  }

  /**
   * A site's incidents that had begun and were not over at a moment, oldest first; without those
   * that another one of the site explains.
   */
  public List<Incident> openAt(String site, Instant moment) {
    return handle
        .createQuery(
            "SELECT * FROM incident WHERE site = :site AND opened_at <= :moment AND"
                + " (recovered_at IS NULL OR recovered_at > :moment) AND"
                + LISTED
                + "ORDER BY opened_at, id")
        .bind("site", site)
        .bind("moment", moment.toEpochMilli())
        .map((row, context) -> map(row))
        .list();
  }

  public List<Event> events(long id) {
    return handle
        .createQuery(
            "SELECT * FROM incident_event WHERE incident = :id ORDER BY at,"
                + " CASE kind WHEN 'opened' THEN 0 ELSE 1 END, kind")
        .bind("id", id)
        .map(
            (row, context) ->
                new Event(
                    Columns.instant(row, "at"),
                    row.getString("kind"),
                    row.getString("detail"),
                    row.getString("author")))
        .list();
  }

  /** Takes an incident on; false when it was taken before or is over. */
  public boolean acknowledge(long id, Instant at, String by) {
    boolean taken =
        handle
                .createUpdate(
                    "UPDATE incident SET acknowledged_at = :at, acknowledged_by = :by"
                        + " WHERE id = :id AND acknowledged_at IS NULL AND recovered_at IS NULL")
                .bind("id", id)
                .bind("at", at.toEpochMilli())
                .bind("by", by)
                .execute()
            == 1;
    if (taken) {
      addEvent(id, at, "acknowledged", "", by);
    }
    return taken;
  }

  /** Gives an open incident to a role; false when it is over. */
  public boolean assign(long id, Instant at, String to, String by) {
    boolean done =
        handle
                .createUpdate(
                    "UPDATE incident SET assigned_to = :to WHERE id = :id AND recovered_at IS NULL")
                .bind("id", id)
                .bind("to", to)
                .execute()
            == 1;
    if (done) {
      addEvent(id, at, "assigned", to, by);
    }
    return done;
  }

  /** Adds a line that a person wrote. */
  public boolean note(long id, Instant at, String text, String by) {
    addEvent(id, at, "noted", text, by);
    return true;
  }

  /** What a person wrote down at the end. */
  public record Closing(String cause, String remedy) {}

  /** Closes a recovered incident, once; false when it still fails or was closed before. */
  public boolean close(long id, Instant at, Closing closing, String by) {
    boolean done =
        handle
                .createUpdate(
                    "UPDATE incident SET closed_at = :at, closed_by = :by, close_cause = :cause,"
                        + " remedy = :remedy WHERE id = :id AND recovered_at IS NOT NULL"
                        + " AND closed_at IS NULL")
                .bind("id", id)
                .bind("at", at.toEpochMilli())
                .bind("by", by)
                .bind("cause", closing.cause())
                .bind("remedy", closing.remedy())
                .execute()
            == 1;
    if (done) {
      addEvent(id, at, "closed", "", by);
    }
    return done;
  }

  /** Declares a serious security incident, once; false when it was declared before. */
  public boolean declareSerious(long id, Instant at, String by) {
    boolean done =
        handle
                .createUpdate(
                    "UPDATE incident SET serious_at = :at WHERE id = :id AND serious_at IS NULL")
                .bind("id", id)
                .bind("at", at.toEpochMilli())
                .execute()
            == 1;
    if (done) {
      addEvent(id, at, "serious", "", by);
    }
    return done;
  }

  /** Writes down that nothing is told of it until a moment. */
  public boolean muted(long id, Instant at, Instant until, String by) {
    addEvent(id, at, "muted", until.toString(), by);
    return true;
  }

  /** What an incident explains, oldest first. */
  public List<Incident> children(long id) {
    return handle
        .createQuery("SELECT * FROM incident WHERE parent = :id ORDER BY opened_at, id")
        .bind("id", id)
        .map((row, context) -> map(row))
        .list();
  }

  /** The numbers of what each of these incidents explains, oldest first. */
  public Map<Long, List<Long>> childIds(List<Long> parents) {
    Map<Long, List<Long>> found = new HashMap<>();
    if (!parents.isEmpty()) {
      handle
          .createQuery(
              "SELECT id, parent FROM incident WHERE parent IN (<parents>) AND refuted_at IS NULL"
                  + " ORDER BY opened_at, id")
          .bindList("parents", parents)
          .map((row, context) -> Map.entry(row.getLong("parent"), row.getLong("id")))
          .forEach(
              one ->
                  found
                      .computeIfAbsent(one.getKey(), parent -> new ArrayList<>())
                      .add(one.getValue()));
    }
    return found;
  }

  /** The roots that opened or recovered in a period; its end is exclusive. */
  public List<Incident> rootsOf(Instant from, Instant to) {
    return handle
        .createQuery(
            "SELECT * FROM incident WHERE parent IS NULL AND refuted_at IS NULL AND"
                + " ((opened_at >= :from AND opened_at < :to)"
                + " OR (recovered_at >= :from AND recovered_at < :to)) ORDER BY opened_at, id")
        .bind("from", from.toEpochMilli())
        .bind("to", to.toEpochMilli())
        .map((row, context) -> map(row))
        .list();
  }

  /** The counters of recoveries. */
  public RecoveryCounts recoveries() {
    return new RecoveryCounts(handle);
  }

  void addEvent(long id, Instant at, String kind, String detail, String author) {
    handle
        .createUpdate(
            "INSERT INTO incident_event (incident, at, kind, detail, author)"
                + " VALUES (:id, :at, :kind, :detail, :author)")
        .bind("author", author)
        .bind("id", id)
        .bind("at", at.toEpochMilli())
        .bind("kind", kind)
        .bind("detail", detail)
        .execute();
  }

  static Incident map(ResultSet row) throws SQLException {
    return new Incident(
        row.getLong("id"),
        new Subject(row.getString("site"), row.getString("target"), row.getString("check_code")),
        Severity.valueOf(row.getString("severity")),
        row.getString("reason"),
        Cause.valueOf(row.getString("cause")),
        row.getObject("parent") == null ? null : row.getLong("parent"),
        new Incident.Course(
            Columns.instant(row, "opened_at"),
            Columns.optionalInstant(row, "recovered_at"),
            Columns.optionalInstant(row, "flapping_since"),
            row.getInt("reopened"),
            Columns.optionalInstant(row, "announced_at"),
            Columns.optionalInstant(row, "withdrawn_at")),
        new Incident.Handling(
            Columns.optionalInstant(row, "acknowledged_at"),
            row.getString("acknowledged_by"),
            row.getString("assigned_to"),
            Columns.optionalInstant(row, "closed_at"),
            row.getString("closed_by"),
            row.getString("close_cause"),
            row.getString("remedy"),
            Columns.optionalInstant(row, "serious_at")));
  }
}
