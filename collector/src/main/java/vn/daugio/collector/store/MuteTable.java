package vn.daugio.collector.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import vn.daugio.collector.incident.Mute;

/** What was muted by whom until when. */
public final class MuteTable {
  private final Handle handle;

  MuteTable(Handle handle) {
    this.handle = handle;
  }

  /** Adds one and returns its number; the one given is not looked at. */
  public long add(Mute mute) {
    long id = Tx.nextId(handle, "mute");
    handle
        .createUpdate(
            "INSERT INTO mute (id, site, target, check_code, from_at, until_at, why, owner, author)"
                + " VALUES (:id, :site, :target, :check, :from, :until, :why, :owner, :author)")
        .bind("id", id)
        .bind("site", mute.site())
        .bind("target", mute.target())
        .bind("check", mute.check())
        .bind("from", mute.from().toEpochMilli())
        .bind("until", mute.until().toEpochMilli())
        .bind("why", mute.why())
        .bind("owner", mute.owner())
        .bind("author", mute.author())
        .execute();
    return id;
  }

  /** Those in force at a moment, the first to end first. */
  public List<Mute> active(Instant now) {
    return handle
        .createQuery(
            "SELECT * FROM mute WHERE from_at <= :now AND until_at > :now ORDER BY until_at, id")
        .bind("now", now.toEpochMilli())
        .map((row, context) -> map(row))
        .list();
  }

  public Optional<Mute> find(long id) {
    return handle
        .createQuery("SELECT * FROM mute WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> map(row))
        .findOne();
  }

  /** Ends one that is in force; false when it is none. */
  public boolean end(long id, Instant at) {
    return handle
            .createUpdate("UPDATE mute SET until_at = :at WHERE id = :id AND until_at > :at")
            .bind("id", id)
            .bind("at", at.toEpochMilli())
            .execute()
        == 1;
  }

  private static Mute map(ResultSet row) throws SQLException {
    return new Mute(
        row.getLong("id"),
        row.getString("site"),
        row.getString("target"),
        row.getString("check_code"),
        Columns.instant(row, "from_at"),
        Columns.instant(row, "until_at"),
        row.getString("why"),
        row.getString("owner"),
        row.getString("author"));
  }
}
