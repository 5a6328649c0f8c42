package vn.daugio.collector.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Notice;

/** Who was told what and how it went; never with which words and at which address. */
public final class DeliveryLog {
  /** What waits so long is not sent in time any more. */
  private static final Duration LATE = Duration.ofMinutes(10);

  /** So long a failure is shown. */
  private static final Duration SHOWN = Duration.ofDays(1);

  private static final String LINES =
      "SELECT d.*, o.kind FROM delivery d JOIN outbox o ON o.id = d.notice";

  private final Handle handle;

  DeliveryLog(Handle handle) {
    this.handle = handle;
  }

  /**
   * One notice to one destination.
   *
   * @param kind of the notice, as in {@link Notice.Kind#code}
   * @param role of the person; empty where a program is told
   * @param channel that has it, or has it now
   * @param state lower case: waiting, taken, failed, dropped
   * @param result of the last attempt; empty before the first
   * @param doneAt null: it waits
   * @param dueAt when it is tried next
   */
  public record Line(
      Instant at,
      long incident,
      String kind,
      String site,
      String role,
      String channel,
      String state,
      String result,
      String why,
      int attempts,
      Instant dueAt,
      @Nullable Instant doneAt) {}

  /** The notices of a site that reached somebody late or not at all, and their incidents. */
  public record Unsent(long notices, List<Long> incidents) {
    /** All was sent. */
    public static final Unsent NONE = new Unsent(0, List.of());

    public Unsent {
      incidents = List.copyOf(incidents);
    }
  }

  /** The newest lines of one site, or of all where it is empty. */
  public List<Line> newest(String site, int most) {
    return handle
        .createQuery(
            LINES
                + (site.isEmpty() ? "" : " WHERE d.site = :site")
                + " ORDER BY d.notice DESC, d.role, d.destination LIMIT :most")
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("site", site)
        .bind("most", most)
        .map((row, context) -> line(row))
        .list();
  }

  /** What of a site waits longer than ten minutes, or will never be taken. */
  public Unsent unsent(String site, Instant now) {
    List<DeliveryRow> rows =
        handle
            .createQuery(
                "SELECT * FROM delivery d WHERE d.site = :site AND ((d.state = 'WAITING' AND"
                    + " d.first_due_at <= :late) OR (d.state = 'FAILED' AND d.done_at >= :shown))"
                    + " ORDER BY d.notice")
            .bind("site", site)
            .bind("late", now.minus(LATE).toEpochMilli())
            .bind("shown", now.minus(SHOWN).toEpochMilli())
            .map((row, context) -> DeliveryTable.map(row))
            .list();
    return new Unsent(
        rows.stream().map(DeliveryRow::notice).distinct().count(),
        rows.stream().map(DeliveryRow::incident).distinct().toList());
  }

  private static Line line(ResultSet row) throws SQLException {
    DeliveryRow delivery = DeliveryTable.map(row);
    return new Line(
        delivery.createdAt(),
        delivery.incident(),
        Notice.Kind.valueOf(row.getString("kind")).code(),
        delivery.site(),
        delivery.role(),
        delivery.channel(),
        delivery.state().name().toLowerCase(Locale.ROOT),
        delivery.result(),
        delivery.why(),
        delivery.attempts(),
        delivery.dueAt(),
        delivery.doneAt());
  }
}
