package vn.daugio.collector.store;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** The reports as they came, and who reported on which day. */
public final class ReportTable {
  /** What was off for longer when a silence was due was switched off by somebody. */
  private static final Duration LATELY = Duration.ofHours(1);

  private final Handle handle;

  ReportTable(Handle handle) {
    this.handle = handle;
  }

  /** The idempotency key of a report. */
  public record Key(String site, String machine, String bootId, long sequence) {}

  /** How many results the report with this key had, when it was accepted before. */
  public OptionalInt accepted(Key key) {
    return handle
        .createQuery(
            "SELECT accepted FROM report WHERE site = :site AND machine = :machine AND"
                + " boot_id = :bootId AND sequence = :sequence")
        .bindMethods(key)
        .mapTo(Integer.class)
        .findOne()
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  /** When the first and the last check of a report started. */
  public record Span(Instant first, Instant last) {}

  /** Keeps a new report; the body is its JSON, gzipped. */
  public void add(Key key, Instant receivedAt, Span span, int results, byte[] body) {
    handle
        .createUpdate(
            "INSERT INTO report (site, machine, boot_id, sequence, received_at, first_at,"
                + " last_at, accepted, body) VALUES (:site, :machine, :bootId, :sequence,"
                + " :receivedAt, :firstAt, :lastAt, :results, :body)")
        .bindMethods(key)
        .bind("receivedAt", receivedAt.toEpochMilli())
        .bind("firstAt", span.first().toEpochMilli())
        .bind("lastAt", span.last().toEpochMilli())
        .bind("results", results)
        .bind("body", body)
        .execute();
  }

  /** A kept report. */
  public record Kept(
      String machine,
      String bootId,
      long sequence,
      Instant receivedAt,
      Span span,
      ByteBuffer body) {}

  /** A site's kept reports whose checks started around a moment. */
  public List<Kept> over(String site, Instant moment) {
    return handle
        .createQuery(
            "SELECT machine, boot_id, sequence, received_at, first_at, last_at, body FROM report"
                + " WHERE site = :site AND last_at >= :moment AND first_at <= :moment"
                + " ORDER BY first_at, machine, sequence, boot_id")
        .bind("site", site)
        .bind("moment", moment.toEpochMilli())
        .map((row, context) -> kept(row))
        .list();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        row.getString("machine"),
        row.getString("boot_id"),
        row.getLong("sequence"),
        Columns.instant(row, "received_at"),
        new Span(Columns.instant(row, "first_at"), Columns.instant(row, "last_at")),
        ByteBuffer.wrap(row.getBytes("body")));
  }

  /** A site's kept reports with a check after a moment, by their first check. */
  public List<Kept> after(String site, Instant moment, int skip, int most) {
    return handle
        .createQuery(
            "SELECT machine, boot_id, sequence, received_at, first_at, last_at, body FROM report"
                + " WHERE site = :site AND last_at > :moment ORDER BY first_at, machine, sequence, boot_id"
                + " LIMIT :most OFFSET :skip")
        .bind("site", site)
        .bind("moment", moment.toEpochMilli())
        .bind("most", most)
        .bind("skip", skip)
        .map((row, context) -> kept(row))
        .list();
  }

  /**
   * What is known of a time in which nothing was received from a site.
   *
   * @param seen whether its machines looked meanwhile, and told later
   * @param restarted whether a machine that was heard shortly before has started anew since
   */
  public record Gap(boolean seen, boolean restarted) {}

  /** What reports before, of and after a silence tell of it. */
  public Gap gap(String site, Instant from, Instant to) {
    long seen =
        count(
            "report WHERE site = :site AND first_at < :to AND last_at >= :from AND received_at >="
                + " :to",
            site,
            from,
            to);
    // what was received lately was seen lately: by that there is an index, and months are skipped
    long restarted =
        count(
            "(SELECT DISTINCT machine, boot_id FROM report WHERE site = :site AND last_at >= :from"
                + " AND received_at >= :to) r WHERE r.machine IN (SELECT machine FROM report WHERE"
                + " site = :site AND last_at >= :lately AND received_at >= :lately AND received_at"
                + " < :from) AND NOT EXISTS (SELECT 1 FROM report o WHERE o.site = :site AND"
                + " o.machine = r.machine AND o.boot_id = r.boot_id AND o.received_at < :from)",
            site,
            from,
            to);
    return new Gap(seen > 0, restarted > 0);
  }

  private long count(String what, String site, Instant from, Instant to) {
    return handle
        .createQuery("SELECT COUNT(*) FROM " + what)
        .bind("site", site)
        .bind("from", from.toEpochMilli())
        .bind("lately", from.minus(LATELY).toEpochMilli())
        .bind("to", to.toEpochMilli())
        .mapTo(Long.class)
        .one();
  }

  /**
   * When machines of a site looked at it, by the kept reports: per machine in the order of time;
   * what lies within five minutes is one span.
   */
  public Map<String, List<Span>> looks(
      String site, Collection<String> machines, Instant from, Instant to) {
    Map<String, List<Span>> looks = new TreeMap<>();
    if (machines.isEmpty()) {
      return looks;
    }
    handle
        .createQuery(
            "SELECT machine, MIN(first_at) AS begins, MAX(last_at) AS ends FROM report WHERE"
                + " site = :site AND last_at >= :from AND first_at < :to"
                + " AND machine IN (<machines>) GROUP BY machine, last_at / 300000"
                + " ORDER BY machine, last_at / 300000")
        .bindList("machines", List.copyOf(machines))
        .bind("site", site)
        .bind("from", from.toEpochMilli())
        .bind("to", to.toEpochMilli())
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("machine"),
                    new Span(Columns.instant(row, "begins"), Columns.instant(row, "ends"))))
        .forEach(
            one ->
                looks.computeIfAbsent(one.getKey(), key -> new ArrayList<>()).add(one.getValue()));
    return looks;
  }

  /** Notes that a machine looked at its office on a day. */
  public void addDay(String site, String machine, LocalDate day, Instant at) {
    handle
        .createUpdate(
            "INSERT INTO machine_day (site, machine, day, first_at) VALUES (:site, :machine, :day,"
                + " :at) ON CONFLICT (site, day, machine) DO UPDATE SET first_at ="
                + " CASE WHEN excluded.first_at < machine_day.first_at THEN excluded.first_at"
                + " ELSE machine_day.first_at END")
        .bind("site", site)
        .bind("machine", machine)
        .bind("day", day.toString())
        .bind("at", at.toEpochMilli())
        .execute();
  }

  /** The machines of a site that looked at it on a day. */
  public Set<String> machinesOn(String site, LocalDate day) {
    return new TreeSet<>(
        handle
            .createQuery("SELECT machine FROM machine_day WHERE site = :site AND day = :day")
            .bind("site", site)
            .bind("day", day.toString())
            .mapTo(String.class)
            .list());
  }

  public long count() {
    return handle.createQuery("SELECT COUNT(*) FROM report").mapTo(Long.class).one();
  }

  /**
   * Forgets raw reports that were received before a moment, so many at most; states and history
   * stay.
   */
  public int removeBefore(Instant moment, int most) {
    return handle
        .createUpdate(
            "DELETE FROM report WHERE (site, machine, boot_id, sequence) IN (SELECT site, machine,"
                + " boot_id, sequence FROM report WHERE received_at < :moment LIMIT :most)")
        .bind("moment", moment.toEpochMilli())
        .bind("most", most)
        .execute();
  }
}
