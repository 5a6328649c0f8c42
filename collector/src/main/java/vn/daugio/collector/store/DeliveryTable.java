package vn.daugio.collector.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.store.DeliveryRow.Place;
import vn.daugio.collector.store.DeliveryRow.State;

/**
 * Notices on their way. Whoever sends leases the rows first; a lease that has run out, because its
 * owner was killed, is everybody's again.
 */
public final class DeliveryTable {
  private static final int MOST_IN_DIGEST = 40;
  private static final String FREE = " (d.lease_until IS NULL OR d.lease_until <= :now)";

  private final Handle handle;

  DeliveryTable(Handle handle) {
    this.handle = handle;
  }

  /**
   * Who sends, over what.
   *
   * @param until when the lease ends if nothing is heard of the owner
   * @param digestAbove from how many letters to one person on they become one
   */
  public record Lease(String channel, String owner, Instant now, Instant until, int digestAbove) {}

  /**
   * What came of an attempt, and where the letter goes next.
   *
   * @param due when it is tried again; of what is done, when that was
   */
  public record Next(String result, String why, String channel, Set<String> refused, Instant due) {
    public Next {
      refused = Set.copyOf(refused);
    }
  }

  /** Adds a notice's way to a destination, once. */
  public void plan(Notice notice, Place place, Instant now, Instant due) {
    DeliveryRow row = DeliveryRow.planned(notice.id(), notice.incident().id(), place, now, due);
    handle
        .createUpdate(
            "INSERT INTO delivery (notice, destination, incident, site, role, channel, state,"
                + " created_at, first_due_at, due_at) VALUES (:notice, :destination, :incident,"
                + " :site, :role, :channel, 'WAITING', :now, :due, :due) ON CONFLICT DO NOTHING")
        .bind("notice", row.notice())
        .bind("destination", row.destination())
        .bind("incident", row.incident())
        .bind("site", row.site())
        .bind("role", row.role())
        .bind("channel", row.channel())
        .bind("now", now.toEpochMilli())
        .bind("due", due.toEpochMilli())
        .execute();
  }

  /** What was or is to be said of an incident, in order. */
  public List<DeliveryRow> ofIncident(long incident) {
    return handle
        .createQuery(
            "SELECT * FROM delivery d WHERE incident = :incident ORDER BY notice, destination")
        .bind("incident", incident)
        .map((row, context) -> map(row))
        .list();
  }

  /** The channels for which something is due. */
  public Set<String> dueChannels(Instant now) {
    return new HashSet<>(
        handle
            .createQuery(
                "SELECT DISTINCT channel FROM delivery d WHERE state = 'WAITING' AND due_at <="
                    + " :now AND"
                    + FREE)
            .bind("now", now.toEpochMilli())
            .mapTo(String.class)
            .list());
  }

  /**
   * Leases what is to be sent next over a channel: the parts of one letter, oldest first. Nobody
   * hears of the end of an incident before its beginning.
   */
  public List<DeliveryRow> lease(Lease lease) {
    Optional<DeliveryRow> first = due(lease, "", 1).stream().findFirst();
    if (first.isEmpty()) {
      return List.of();
    }
    List<DeliveryRow> rows = letter(lease, first.get());
    for (DeliveryRow row : rows) {
      handle
          .createUpdate(
              "UPDATE delivery SET lease_owner = :owner, lease_until = :until, letter = :letter,"
                  + " attempts = attempts + 1 WHERE notice = :notice AND destination ="
                  + " :destination")
          .bind("owner", lease.owner())
          .bind("until", lease.until().toEpochMilli())
          .bind("letter", rows.size() > 1 ? digest(rows) : row.letter())
          .bind("notice", row.notice())
          .bind("destination", row.destination())
          .execute();
    }
    return rows.stream().map(row -> find(row.notice(), row.destination())).toList();
  }

  private static String digest(List<DeliveryRow> rows) {
    @Nullable String before = rows.get(0).letter();
    return before == null ? "digest-" + rows.get(0).notice() + "-" + rows.size() : before;
  }

  private List<DeliveryRow> letter(Lease lease, DeliveryRow first) {
    String letter = first.letter();
    if (letter != null) {
      return handle
          .createQuery(
              "SELECT * FROM delivery d WHERE state = 'WAITING' AND destination = :destination"
                  + " AND letter = :letter ORDER BY notice")
          .bind("destination", first.destination())
          .bind("letter", letter)
          .map((row, context) -> map(row))
          .list();
    }
    if (!first.isPerson() || first.attempts() > 0) {
      return List.of(first);
    }
    // what was tried alone stays alone: it may have arrived
    List<DeliveryRow> rows = due(lease, first.destination(), MOST_IN_DIGEST);
    return rows.size() > lease.digestAbove() ? rows : List.of(first);
  }

  /**
   * @param destination only what nobody has tried to send there; empty: all
   */
  private List<DeliveryRow> due(Lease lease, String destination, int most) {
    return handle
        .createQuery(
            "SELECT * FROM delivery d WHERE d.state = 'WAITING' AND d.channel = :channel AND"
                + " d.due_at <= :now AND"
                + FREE
                + " AND (:destination = '' OR (d.destination = :destination AND d.letter IS NULL"
                + " AND d.attempts = 0)) AND NOT EXISTS (SELECT 1 FROM delivery e WHERE e.incident"
                + " = d.incident AND e.destination = d.destination AND e.notice < d.notice AND"
                + " e.state = 'WAITING') ORDER BY d.notice, d.destination LIMIT :most")
        .bind("channel", lease.channel())
        .bind("now", lease.now().toEpochMilli())
        .bind("destination", destination)
        .bind("most", most)
        .map((row, context) -> map(row))
        .list();
  }

  private DeliveryRow find(long notice, String destination) {
    return handle
        .createQuery(
            "SELECT * FROM delivery d WHERE notice = :notice AND destination = :destination")
        .bind("notice", notice)
        .bind("destination", destination)
        .map((row, context) -> map(row))
        .one();
  }

  /** Notes that a letter was taken, or will never be; false when the lease was lost meanwhile. */
  public boolean done(DeliveryRow row, State state, Next next, String owner) {
    boolean held = update(row, state, next, owner);
    if (held) {
      Outbox.finish(handle, row.notice(), next.due());
    }
    return held;
  }

  /** Notes a failed attempt and when and how it is tried again. */
  public boolean again(DeliveryRow row, Next next, String owner) {
    return update(row, State.WAITING, next, owner);
  }

  private boolean update(DeliveryRow row, State state, Next next, String owner) {
    return handle
            .createUpdate(
                "UPDATE delivery SET state = :state, result = :result, why = :why, channel ="
                    + " :channel, refused = :refused, due_at = :due, done_at = :done, lease_owner"
                    + " = NULL, lease_until = NULL WHERE notice = :notice AND destination ="
                    + " :destination AND state = 'WAITING' AND lease_owner = :owner")
            .bind("state", state.name())
            .bind("result", next.result())
            .bind("why", next.why())
            .bind("channel", next.channel())
            .bind("refused", next.refused().stream().sorted().collect(Collectors.joining(",")))
            .bind("due", next.due().toEpochMilli())
            .bind("done", state == State.WAITING ? null : next.due().toEpochMilli())
            .bind("notice", row.notice())
            .bind("destination", row.destination())
            .bind("owner", owner)
            .execute()
        == 1;
  }

  /** Drops what nobody has tried to send yet; false when somebody has. */
  public boolean drop(DeliveryRow row, Instant at) {
    boolean dropped =
        handle
                .createUpdate(
                    "UPDATE delivery SET state = 'DROPPED', done_at = :at WHERE notice = :notice"
                        + " AND destination = :destination AND state = 'WAITING' AND attempts = 0")
                .bind("at", at.toEpochMilli())
                .bind("notice", row.notice())
                .bind("destination", row.destination())
                .execute()
            == 1;
    if (dropped) {
      Outbox.finish(handle, row.notice(), at);
    }
    return dropped;
  }

  /** What waits for people over some channels and is being sent by nobody. */
  public List<DeliveryRow> waitingOver(Set<String> channels, Instant now) {
    return handle
        .createQuery(
            "SELECT * FROM delivery d WHERE state = 'WAITING' AND role <> '' AND"
                + FREE
                + " ORDER BY notice, destination")
        .bind("now", now.toEpochMilli())
        .map((row, context) -> map(row))
        .filter(row -> channels.contains(row.channel()))
        .list();
  }

  /** Sends a waiting row another way. */
  public void reroute(DeliveryRow row, String channel, Instant due) {
    handle
        .createUpdate(
            "UPDATE delivery SET channel = :channel, due_at = :due WHERE notice = :notice AND"
                + " destination = :destination AND state = 'WAITING'")
        .bind("channel", channel)
        .bind("due", due.toEpochMilli())
        .bind("notice", row.notice())
        .bind("destination", row.destination())
        .execute();
  }

  /** Ends the leases of owners that are no more. */
  public void release(Predicate<String> gone) {
    List<String> owners =
        handle
            .createQuery(
                "SELECT DISTINCT lease_owner FROM delivery WHERE state = 'WAITING' AND"
                    + " lease_owner IS NOT NULL")
            .mapTo(String.class)
            .list();
    for (String owner : new ArrayList<>(owners)) {
      if (gone.test(owner)) {
        handle
            .createUpdate(
                "UPDATE delivery SET lease_until = NULL WHERE state = 'WAITING' AND"
                    + " lease_owner = :owner")
            .bind("owner", owner)
            .execute();
      }
    }
  }

  static DeliveryRow map(ResultSet row) throws SQLException {
    String refused = row.getString("refused");
    return new DeliveryRow(
        row.getLong("notice"),
        row.getString("destination"),
        row.getLong("incident"),
        row.getString("site"),
        row.getString("role"),
        row.getString("channel"),
        refused.isEmpty()
            ? Set.of()
            : Arrays.stream(refused.split(",")).collect(Collectors.toSet()),
        State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        row.getString("result"),
        row.getString("why"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "first_due_at"),
        Columns.instant(row, "due_at"),
        row.getString("letter"),
        Columns.optionalInstant(row, "done_at"));
  }
}
