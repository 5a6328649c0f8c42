package vn.daugio.collector.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.Transition;
import vn.daugio.protocol.Outcome;

/** What was known when: one row per change of a subject. Late reports amend it. */
public final class HistoryTable {
  private static final String SUBJECT =
      " site = :site AND target = :target AND check_code = :check ";

  private final Handle handle;

  HistoryTable(Handle handle) {
    this.handle = handle;
  }

  /** Writes a change down; one at the same moment is replaced, the later knowledge is better. */
  public void put(Subject subject, Transition change) {
    handle
        .createUpdate(
            "INSERT INTO state_change (site, target, check_code, at, outcome, reason, witness,"
                + " silence) VALUES (:site, :target, :check, :at, :outcome, :reason, :witness,"
                + " :silence) ON CONFLICT (site, target, check_code, at) DO UPDATE SET"
                + " outcome = excluded.outcome, reason = excluded.reason,"
                + " witness = excluded.witness, silence = excluded.silence")
        .bindMethods(subject)
        .bind("at", change.at().toEpochMilli())
        .bind("outcome", change.outcome().name())
        .bind("reason", change.reason())
        .bind("witness", change.witness())
        .bind("silence", change.silence() ? 1 : 0)
        .execute();
  }

  /** The change in force at a moment. */
  public Optional<Transition> at(Subject subject, Instant moment) {
    return handle
        .createQuery(
            "SELECT * FROM state_change WHERE"
                + SUBJECT
                + "AND at <= :moment ORDER BY at DESC LIMIT 1")
        .bindMethods(subject)
        .bind("moment", moment.toEpochMilli())
        .map((row, context) -> map(row))
        .findOne();
  }

  /** Takes back a change that later knowledge has refuted. */
  public void remove(Subject subject, Instant at) {
    handle
        .createUpdate("DELETE FROM state_change WHERE" + SUBJECT + "AND at = :at")
        .bindMethods(subject)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  /** A site's subjects and the change in force at a moment, for sheets of past days. */
  public List<Entry> asOf(String site, Instant moment) {
    return handle
        .createQuery(
            "SELECT c.* FROM state_change c JOIN (SELECT site, target, check_code, MAX(at) AS at"
                + " FROM state_change WHERE site = :site AND at <= :moment"
                + " GROUP BY site, target, check_code) last ON c.site = last.site AND"
                + " c.target = last.target AND c.check_code = last.check_code AND c.at = last.at"
                + " ORDER BY c.target, c.check_code")
        .bind("site", site)
        .bind("moment", moment.toEpochMilli())
        .map(
            (row, context) ->
                new Entry(
                    new Subject(
                        row.getString("site"),
                        row.getString("target"),
                        row.getString("check_code")),
                    map(row)))
        .list();
  }

  /** All changes of a subject, oldest first. */
  public List<Transition> of(Subject subject) {
    return handle
        .createQuery("SELECT * FROM state_change WHERE" + SUBJECT + "ORDER BY at")
        .bindMethods(subject)
        .map((row, context) -> map(row))
        .list();
  }

  /**
   * The changes of a subject after a moment, oldest first, and before them the one that told
   * something last.
   */
  public List<Transition> since(Subject subject, Instant moment) {
    return handle
        .createQuery(
            "SELECT * FROM state_change WHERE"
                + SUBJECT
                + "AND at >= COALESCE((SELECT MAX(at) FROM state_change WHERE"
                + SUBJECT
                + "AND at <= :moment AND silence = 0 AND outcome <> 'UNKNOWN'), :moment) ORDER BY at")
        .bindMethods(subject)
        .bind("moment", moment.toEpochMilli())
        .map((row, context) -> map(row))
        .list();
  }

  /**
   * For each subject of a site that one of some checks judges, the change in force at a moment and
   * those after it up to another, oldest first.
   */
  public Map<Subject, List<Transition>> ofSite(
      String site, Collection<String> checks, Instant from, Instant to) {
    Map<Subject, List<Transition>> all = new LinkedHashMap<>();
    handle
        .createQuery(
            // by subject, so that a month is read and not years
            "SELECT c.* FROM state s JOIN state_change c ON c.site = s.site AND"
                + " c.target = s.target AND c.check_code = s.check_code AND c.at >="
                + " COALESCE((SELECT MAX(b.at) FROM state_change b WHERE b.site = s.site AND"
                + " b.target = s.target AND b.check_code = s.check_code AND b.at <= :from), :from)"
                + " AND c.at < :to WHERE s.site = :site AND s.check_code IN (<checks>)"
                + " ORDER BY c.target, c.check_code, c.at")
        .bindList("checks", List.copyOf(checks))
        .bind("site", site)
        .bind("from", from.toEpochMilli())
        .bind("to", to.toEpochMilli())
        .map(
            (row, context) ->
                new Entry(
                    new Subject(site, row.getString("target"), row.getString("check_code")),
                    map(row)))
        .forEach(
            entry ->
                all.computeIfAbsent(entry.subject(), subject -> new ArrayList<>())
                    .add(entry.change()));
    return all;
  }

  /** A subject and the change in force. */
  public record Entry(Subject subject, Transition change) {}

  private static Transition map(ResultSet row) throws SQLException {
    return new Transition(
        Columns.instant(row, "at"),
        Outcome.valueOf(row.getString("outcome")),
        row.getString("reason"),
        row.getString("witness"),
        row.getInt("silence") != 0);
  }
}
