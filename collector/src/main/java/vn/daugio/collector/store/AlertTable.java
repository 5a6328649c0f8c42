package vn.daugio.collector.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Outage;

/** The alerts that Alertmanager has handed over; whether one goes on is its incident's matter. */
public final class AlertTable {
  private static final String OPEN =
      " check_code = '" + Outage.ALERT + "' AND recovered_at IS NULL AND refuted_at IS NULL ";

  private final Handle handle;

  AlertTable(Handle handle) {
    this.handle = handle;
  }

  /**
   * The words of an alert in both languages.
   *
   * @param runbook an address with http:// or https://; empty: none
   */
  public record Words(String vi, String en, String runbook) {}

  /** Writes down that an alert was heard, and its words, which may be others than before. */
  public void heard(String target, Words words, Instant startsAt, Instant now) {
    handle
        .createUpdate(
            "INSERT INTO alert (target, summary_vi, summary_en, runbook, starts_at, heard_at)"
                + " VALUES (:target, :vi, :en, :runbook, :starts, :now)"
                + " ON CONFLICT (target) DO UPDATE SET summary_vi = :vi, summary_en = :en,"
                + " runbook = :runbook, starts_at = :starts, heard_at = :now")
        .bind("target", target)
        .bindMethods(words)
        .bind("starts", startsAt.toEpochMilli())
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /** Since when it fires, as it was told last. */
  public Optional<Instant> startsAt(String target) {
    return handle
        .createQuery("SELECT starts_at FROM alert WHERE target = :target")
        .bind("target", target)
        .map((row, context) -> Columns.instant(row, "starts_at"))
        .findOne();
  }

  /**
   * Its words as the facts of a reason: {@code summary_vi}, {@code summary_en}, {@code runbook}.
   */
  Map<String, String> facts(String target) {
    return handle
        .createQuery("SELECT * FROM alert WHERE target = :target")
        .bind("target", target)
        .map(
            (row, context) -> {
              Map<String, String> facts = new HashMap<>();
              for (String name : List.of("summary_vi", "summary_en", "runbook")) {
                facts.put(name, row.getString(name));
              }
              return facts;
            })
        .findOne()
        .orElse(Map.of());
  }

  /** How many are open. */
  public long open() {
    return handle.createQuery("SELECT COUNT(*) FROM incident WHERE" + OPEN).mapTo(Long.class).one();
  }

  /** The open ones that were not heard of since a moment. */
  public List<Incident> unheard(Instant since) {
    return handle
        .createQuery(
            "SELECT * FROM incident WHERE"
                + OPEN
                + "AND target IN (SELECT target FROM alert WHERE heard_at < :since)"
                + " ORDER BY opened_at, id")
        .bind("since", since.toEpochMilli())
        .map((row, context) -> IncidentTable.map(row))
        .list();
  }
}
