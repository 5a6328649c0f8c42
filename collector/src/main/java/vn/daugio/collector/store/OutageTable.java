package vn.daugio.collector.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.state.Subject;

/** What the observations do to incidents; what people do to them is {@link IncidentTable}'s. */
public final class OutageTable {
  private static final String SUBJECT =
      " site = :site AND target = :target AND check_code = :check AND refuted_at IS NULL ";

  private final Handle handle;

  OutageTable(Handle handle) {
    this.handle = handle;
  }

  /** An incident and the course of it that the observations have told so far. */
  public record Told(Incident incident, Episode episode) {}

  /** The latest incident of a subject, over or not. */
  public Optional<Told> last(Subject subject) {
    return handle
        .createQuery(
            "SELECT * FROM incident WHERE" + SUBJECT + "ORDER BY opened_at DESC, id DESC LIMIT 1")
        .bindMethods(subject)
        .map(
            (row, context) -> {
              Incident incident = IncidentTable.map(row);
              Instant seen = Columns.optionalInstant(row, "opening_seen_at");
              Episode episode =
                  new Episode(
                      incident.openedAt(),
                      seen == null ? incident.openedAt() : seen,
                      incident.recoveredAt(),
                      Columns.optionalInstant(row, "recovery_seen_at"),
                      incident.course().flappingSince(),
                      incident.course().reopened());
              return new Told(incident, episode);
            })
        .findOne();
  }

  /**
   * When an incident of a subject was withdrawn last: what is seen later is another story. Empty:
   * never.
   */
  public Optional<Instant> withdrawnAt(Subject subject) {
    return handle
        .createQuery("SELECT MAX(withdrawn_at) AS at FROM incident WHERE" + SUBJECT)
        .bindMethods(subject)
        .map((row, context) -> Optional.ofNullable(Columns.optionalInstant(row, "at")))
        .one();
  }

  /** The incidents of a subject that opened after a moment, oldest first. */
  public List<Incident> since(Subject subject, Instant moment) {
    return handle
        .createQuery(
            "SELECT * FROM incident WHERE" + SUBJECT + "AND opened_at > :at ORDER BY opened_at, id")
        .bindMethods(subject)
        .bind("at", moment.toEpochMilli())
        .map((row, context) -> IncidentTable.map(row))
        .list();
  }

  /** Whether an incident of a subject had begun at a moment and its end was not confirmed then. */
  public boolean isAny(Subject subject, Instant moment) {
    return handle
            .createQuery(
                "SELECT COUNT(*) FROM incident WHERE"
                    + SUBJECT
                    + "AND opened_at <= :at AND (recovered_at IS NULL"
                    + " OR COALESCE(recovery_seen_at, recovered_at) > :at)")
            .bindMethods(subject)
            .bind("at", moment.toEpochMilli())
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /**
   * Opens an incident and returns it with its number; one that is over never counts as open, not
   * even for a moment: another may be.
   */
  public Incident add(
      Subject subject, Severity severity, String reason, Cause cause, Episode told) {
    long id = Tx.nextId(handle, "incident");
    handle
        .createUpdate(
            "INSERT INTO incident (id, site, target, check_code, severity, reason, cause,"
                + " opened_at, recovered_at) VALUES (:id, :site, :target, :check, :severity,"
                + " :reason, :cause, :openedAt, :recovered)")
        .bind("recovered", Tx.millis(told.recoveredAt()))
        .bind("id", id)
        .bindMethods(subject)
        .bind("severity", severity.name())
        .bind("reason", reason)
        .bind("cause", cause.name())
        .bind("openedAt", told.openedAt().toEpochMilli())
        .execute();
    event(id, told.openedAt(), "opened", reason);
    Incident begun = Incident.begun(id, subject, severity, reason, told.openedAt());
    course(begun, told);
    return handle
        .createQuery("SELECT * FROM incident WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> IncidentTable.map(row))
        .one();
  }

  /**
   * Writes down what is known of an incident's course now. One that came back is not closed any
   * more.
   */
  public void course(Incident before, Episode now) {
    boolean reopened = now.reopened() > before.course().reopened();
    handle
        .createUpdate(
            "UPDATE incident SET opened_at = :opened, opening_seen_at = :openingSeen,"
                + " recovered_at = :recovered, recovery_seen_at = :recoverySeen,"
                + " flapping_since = :flapping, reopened = :reopened"
                + (reopened ? ", closed_at = NULL, closed_by = NULL" : "")
                + " WHERE id = :id")
        .bind("id", before.id())
        .bind("opened", now.openedAt().toEpochMilli())
        .bind("openingSeen", now.openingSeenAt().toEpochMilli())
        .bind("recovered", Tx.millis(now.recoveredAt()))
        .bind("recoverySeen", Tx.millis(now.recoverySeenAt()))
        .bind("flapping", Tx.millis(now.flappingSince()))
        .bind("reopened", now.reopened())
        .execute();
    events(before, now, reopened);
  }

  /** Counts a recovery, once in each round of the incident. */
  public void count(Incident incident) {
    Instant recovered = incident.recoveredAt();
    int round = incident.course().reopened();
    if (recovered == null || incident.isWithdrawn()) {
      return;
    }
    int first =
        handle
            .createUpdate(
                "UPDATE incident SET counted = :round WHERE id = :id AND counted < :round")
            .bind("id", incident.id())
            .bind("round", round)
            .execute();
    if (first == 1) {
      new RecoveryCounts(handle).add(incident.subject().commune(), incident.openedAt(), recovered);
    }
  }

  private void events(Incident before, Episode now, boolean reopened) {
    Instant seen = now.recoverySeenAt() == null ? now.openingSeenAt() : now.recoverySeenAt();
    if (!before.openedAt().equals(now.openedAt())) {
      event(before.id(), seen, "redated", "");
    }
    if (reopened) {
      event(before.id(), seen, "reopened", "");
    }
    Instant flapping = now.flappingSince();
    if (flapping != null && before.course().flappingSince() == null) {
      event(before.id(), flapping, "flapping", "");
    }
    Instant recovered = now.recoveredAt();
    if (recovered != null && !recovered.equals(before.recoveredAt())) {
      event(before.id(), recovered, "recovered", "");
    }
  }

  /** Takes back an incident that never was, by what is known now. */
  public void refute(Incident incident, Instant at) {
    set(incident.id(), "refuted_at = :at, recovered_at = COALESCE(recovered_at, :at)")
        .bind("at", at.toEpochMilli())
        .execute();
    event(incident.id(), at, "refuted", "");
  }

  /** An open incident, and whether the plan was seen to have its subject. */
  public record Open(Incident incident, boolean planned) {}

  /** All open incidents, what others explain included, oldest first. */
  public List<Open> open() {
    return handle
        .createQuery(
            "SELECT * FROM incident WHERE recovered_at IS NULL AND refuted_at IS NULL"
                + " ORDER BY opened_at, id")
        .map((row, context) -> new Open(IncidentTable.map(row), row.getInt("planned") != 0))
        .list();
  }

  /** The plan has its subject. */
  public void planned(long id) {
    set(id, "planned = 1").execute();
  }

  /** Ends an open incident that nobody watches any more; false when it was over before. */
  public boolean withdraw(Incident incident, Instant at) {
    return withdraw(incident, at, "withdrawn");
  }

  /** The same, with why: the kind of the timeline's line. */
  public boolean withdraw(Incident incident, Instant at, String event) {
    int ended =
        handle
            .createUpdate(
                "UPDATE incident SET withdrawn_at = :at, recovered_at = :at, recovery_seen_at = :at,"
                    + " flapping_since = NULL WHERE id = :id AND recovered_at IS NULL")
            .bind("id", incident.id())
            .bind("at", at.toEpochMilli())
            .execute();
    if (ended == 1) {
      event(incident.id(), at, event, "");
    }
    return ended == 1;
  }

  /** What fails now, when it is something else than before. */
  public void reason(long id, String reason, Instant at) {
    set(id, "reason = :reason").bind("reason", reason).execute();
    event(id, at, "changed", reason);
  }

  /** A punctual report has shown it. */
  public void fresh(long id) {
    set(id, "fresh = 1").execute();
  }

  /** Whether a punctual report has shown it. */
  public boolean isFresh(long id) {
    return handle
            .createQuery("SELECT fresh FROM incident WHERE id = :id")
            .bind("id", id)
            .mapTo(Integer.class)
            .one()
        != 0;
  }

  /** What kind of outage it is, and what explains it; null: nothing else does. */
  public void explain(Incident incident, Cause cause, @Nullable Long parent, Instant at) {
    set(incident.id(), "cause = :cause, parent = :parent")
        .bind("cause", cause.name())
        .bind("parent", parent)
        .execute();
    if (cause != incident.cause()) {
      event(incident.id(), at, "cause", cause.code());
    }
    if (parent != null && !parent.equals(incident.parent())) {
      event(incident.id(), at, "explained", Long.toString(parent));
    }
  }

  /** It is told to people from now on. */
  public void announced(long id, Instant at) {
    set(id, "announced_at = :at").bind("at", at.toEpochMilli()).execute();
    event(id, at, "announced", "");
  }

  /** Open root incidents that a punctual report has shown and nobody was told of. */
  public List<Incident> untold() {
    return select(
        "parent IS NULL AND recovered_at IS NULL AND announced_at IS NULL AND fresh = 1"
            + " AND refuted_at IS NULL");
  }

  /** The incidents of a site that are open, or were until lately. */
  public List<Incident> around(String site, Instant since) {
    return handle
        .createQuery(
            // one statement with OR would look at all incidents that the site has ever had
            "SELECT * FROM incident WHERE site = :site AND recovered_at IS NULL AND refuted_at IS"
                + " NULL UNION ALL SELECT * FROM incident WHERE site = :site AND recovered_at >="
                + " :since AND refuted_at IS NULL ORDER BY opened_at, id")
        .bind("site", site)
        .bind("since", since.toEpochMilli())
        .map((row, context) -> IncidentTable.map(row))
        .list();
  }

  /** The open incidents of a target and check at all sites. */
  public List<Incident> ofSystem(String target, String check) {
    return handle
        .createQuery(
            "SELECT * FROM incident WHERE target = :target AND check_code = :check AND"
                + " recovered_at IS NULL AND refuted_at IS NULL ORDER BY opened_at, id")
        .bind("target", target)
        .bind("check", check)
        .map((row, context) -> IncidentTable.map(row))
        .list();
  }

  /**
   * What an incident explains, in sum; what nobody watches any more is neither open nor over.
   *
   * @param open how many of them still last
   * @param over how many do not
   * @param lastOver when the last of those recovered; null: none has
   */
  public record Brood(long open, long over, @Nullable Instant lastOver) {}

  /** What an incident explains, in sum. */
  public Brood brood(long parent) {
    return handle
        .createQuery(
            "SELECT COUNT(*) AS n, COUNT(recovered_at) AS n_over, MAX(recovered_at) AS last_over"
                + " FROM incident WHERE parent = :parent AND refuted_at IS NULL"
                + " AND withdrawn_at IS NULL")
        .bind("parent", parent)
        .map(
            (row, context) ->
                new Brood(
                    row.getLong("n") - row.getLong("n_over"),
                    row.getLong("n_over"),
                    Columns.optionalInstant(row, "last_over")))
        .one();
  }

  private List<Incident> select(String where) {
    return handle
        .createQuery("SELECT * FROM incident WHERE " + where + " ORDER BY opened_at, id")
        .map((row, context) -> IncidentTable.map(row))
        .list();
  }

  private Update set(long id, String what) {
    return handle.createUpdate("UPDATE incident SET " + what + " WHERE id = :id").bind("id", id);
  }

  private void event(long id, Instant at, String kind, String detail) {
    new IncidentTable(handle).addEvent(id, at, kind, detail, "");
  }
}
