package vn.daugio.collector.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import vn.daugio.collector.state.Streak;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.SubjectState;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;

/** What is known now, one row per subject. */
public final class StateTable {
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<List<Measure>> MEASURES = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

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

  /** A target's state as one site sees it. */
  public record SiteState(String site, SubjectState state) {}

  /** A target's state as each site sees it. */
  public List<SiteState> ofTarget(String target, String check) {
    return handle
        .createQuery(
            "SELECT * FROM state WHERE target = :target AND check_code = :check ORDER BY site")
        .bind("target", target)
        .bind("check", check)
        .map((row, context) -> new SiteState(row.getString("site"), state(row)))
        .list();
  }

  /** How many subjects each commune has in each outcome. */
  public List<OutcomeCount> outcomes() {
    return handle
        .createQuery("SELECT site, outcome, COUNT(*) AS n FROM state GROUP BY site, outcome")
        .map(
            (row, context) ->
                new OutcomeCount(
                    row.getString("site"),
                    Outcome.valueOf(row.getString("outcome")),
                    row.getLong("n")))
        .list();
  }

  /** A number of subjects of one site in one outcome. */
  public record OutcomeCount(String site, Outcome outcome, long count) {}

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

  private static SubjectRow map(ResultSet row) throws SQLException {
    Subject subject =
        new Subject(row.getString("site"), row.getString("target"), row.getString("check_code"));
    return new SubjectRow(
        subject,
        state(row),
        Columns.parse(row.getString("measures"), MEASURES),
        Columns.parse(row.getString("facts"), FACTS));
  }

  private static SubjectState state(ResultSet row) throws SQLException {
    return new SubjectState(
        Outcome.valueOf(row.getString("outcome")),
        row.getString("reason"),
        Columns.parse(row.getString("also"), TEXTS),
        Columns.instant(row, "since"),
        Columns.instant(row, "observed_at"),
        new Streak(row.getInt("fails"), Columns.optionalInstant(row, "fails_since")),
        new Streak(row.getInt("goods"), Columns.optionalInstant(row, "goods_since")),
        row.getInt("silent") != 0,
        row.getString("witness"));
  }
}
