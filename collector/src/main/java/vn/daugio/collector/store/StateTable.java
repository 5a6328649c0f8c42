package vn.daugio.collector.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import vn.daugio.collector.state.Kind;
import vn.daugio.collector.state.Streak;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.SubjectState;
import vn.daugio.protocol.Outcome;

/** What is known now, one row per subject. */
public final class StateTable {
  private final Handle handle;

  StateTable(Handle handle) {
    this.handle = handle;
  }

  public Optional<SubjectRow> find(Subject subject) {
    return handle
        .createQuery(
            "SELECT * FROM state WHERE site = :site AND target = :target AND check_code = :check")
        .bindMethods(subject)
        .map((row, context) -> map(row))
        .findOne();
  }

  /** The subjects of one site, ordered by target and check. */
  public List<SubjectRow> ofSite(String site) {
    return handle
        .createQuery("SELECT * FROM state WHERE site = :site ORDER BY target, check_code")
        .bind("site", site)
        .map((row, context) -> map(row))
        .list();
  }

  /** The subjects of one commune, ordered by site, target and check. */
  public List<SubjectRow> ofCommune(String commune) {
    return handle
        .createQuery(
            "SELECT * FROM state WHERE site >= :from AND site < :to"
                + " ORDER BY site, target, check_code")
        .bind("from", commune + "/")
        .bind("to", commune + "0") // '0' is the character after '/'
        .map((row, context) -> map(row))
        .list();
  }

  /** The subjects whose newest observation is of this machine. */
  public List<SubjectRow> ofWitness(String site, String machine) {
    return handle
        .createQuery(
            "SELECT * FROM state WHERE site = :site AND witness = :machine ORDER BY target, check_code")
        .bind("site", site)
        .bind("machine", machine)
        .map((row, context) -> map(row))
        .list();
  }

  /** A subject, when it was observed last, and by which machine. */
  public record LastSeen(Subject subject, Instant at, String witness) {}

  /** The subjects of a site that one of some checks judges. */
  public List<LastSeen> lastSeen(String site, Collection<String> checks) {
    return handle
        .createQuery(
            "SELECT target, check_code, observed_at, witness FROM state"
                + " WHERE site = :site AND check_code IN (<checks>) ORDER BY target, check_code")
        .bindList("checks", List.copyOf(checks))
        .bind("site", site)
        .map(
            (row, context) ->
                new LastSeen(
                    new Subject(site, row.getString("target"), row.getString("check_code")),
                    Columns.instant(row, "observed_at"),
                    row.getString("witness")))
        .list();
  }

  /** The targets of a site that a check judges. */
  public Set<String> targets(String site, String check) {
    return new TreeSet<>(
        handle
            .createQuery("SELECT target FROM state WHERE site = :site AND check_code = :check")
            .bind("site", site)
            .bind("check", check)
            .mapTo(String.class)
            .list());
  }

  /** Whether one site reaches a target, and when it looked. */
  public record SiteState(String site, Kind kind, boolean silent, Instant observedAt) {}

  /** Whether each site reaches a target; without what it measured: they are thousands. */
  public List<SiteState> ofTarget(String target, String check) {
    return handle
        .createQuery(
            "SELECT site, outcome, reason, silent, observed_at FROM state"
                + " WHERE target = :target AND check_code = :check ORDER BY site")
        .bind("target", target)
        .bind("check", check)
        .map(
            (row, context) ->
                new SiteState(
                    row.getString("site"),
                    Kind.of(Outcome.valueOf(row.getString("outcome")), row.getString("reason")),
                    row.getInt("silent") != 0,
                    Columns.instant(row, "observed_at")))
        .list();
  }

  /**
   * How many subjects each target has in each outcome.
   *
   * @param today the first moment of the day
   */
  public List<OutcomeCount> outcomes(Instant today) {
    return handle
        .createQuery(
            "SELECT site, target, outcome, COUNT(*) AS n,"
                + " SUM(CASE WHEN observed_at >= :today THEN 1 ELSE 0 END) AS n_today"
                + " FROM state GROUP BY site, target, outcome")
        .bind("today", today.toEpochMilli())
        .map(
            (row, context) ->
                new OutcomeCount(
                    row.getString("site"),
                    row.getString("target"),
                    Outcome.valueOf(row.getString("outcome")),
                    row.getLong("n"),
                    row.getLong("n_today")))
        .list();
  }

  /**
   * A number of subjects of one target in one outcome.
   *
   * @param today those of them that were observed today
   */
  public record OutcomeCount(String site, String target, Outcome outcome, long count, long today) {}

  /** Inserts or replaces the subject's row. */
  public void put(SubjectRow row) {
    SubjectState state = row.state();
    handle
        .createUpdate(
            "INSERT INTO state (site, target, check_code, outcome, reason, also, since,"
                + " observed_at, fails, fails_since, goods, goods_since, silent, witness, measures,"
                + " facts) VALUES (:site, :target, :check, :outcome, :reason, :also, :since,"
                + " :observedAt, :fails, :failsSince, :goods, :goodsSince, :silent, :witness,"
                + " :measures, :facts) ON CONFLICT (site, target, check_code) DO UPDATE SET"
                + " outcome = excluded.outcome, reason = excluded.reason, also = excluded.also,"
                + " since = excluded.since, observed_at = excluded.observed_at,"
                + " fails = excluded.fails, fails_since = excluded.fails_since,"
                + " goods = excluded.goods, goods_since = excluded.goods_since,"
                + " silent = excluded.silent, witness = excluded.witness,"
                + " measures = excluded.measures, facts = excluded.facts")
        .bindMethods(row.subject())
        .bind("outcome", state.outcome().name())
        .bind("reason", state.reason())
        .bind("also", Columns.json(state.also()))
        .bind("since", state.since().toEpochMilli())
        .bind("observedAt", state.observedAt().toEpochMilli())
        .bind("fails", state.fails().count())
        .bind("failsSince", Tx.millis(state.fails().since()))
        .bind("goods", state.goods().count())
        .bind("goodsSince", Tx.millis(state.goods().since()))
        .bind("silent", state.silent() ? 1 : 0)
        .bind("witness", state.witness())
        .bind("measures", Columns.json(row.measures()))
        .bind("facts", Columns.json(row.facts()))
        .execute();
  }

  /** Forgets what is known now; its history stays. */
  public void remove(Subject subject) {
    handle
        .createUpdate(
            "DELETE FROM state WHERE site = :site AND target = :target AND check_code = :check")
        .bindMethods(subject)
        .execute();
  }

  private static SubjectRow map(ResultSet row) throws SQLException {
    Subject subject =
        new Subject(row.getString("site"), row.getString("target"), row.getString("check_code"));
    return new SubjectRow(
        subject,
        state(row),
        Columns.measures(row.getString("measures")),
        Columns.facts(row.getString("facts")));
  }

  private static SubjectState state(ResultSet row) throws SQLException {
    return new SubjectState(
        Outcome.valueOf(row.getString("outcome")),
        row.getString("reason"),
        Columns.texts(row.getString("also")),
        Columns.instant(row, "since"),
        Columns.instant(row, "observed_at"),
        new Streak(row.getInt("fails"), Columns.optionalInstant(row, "fails_since")),
        new Streak(row.getInt("goods"), Columns.optionalInstant(row, "goods_since")),
        row.getInt("silent") != 0,
        row.getString("witness"));
  }
}
