package vn.daugio.acceptance.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/** Writes years of work into a database, without having waited for them. */
final class Past {
  private final String url;

  Past(Path file) {
    this.url = "jdbc:sqlite:" + file + "?busy_timeout=10000";
  }

  /** What all machines of all sites have shown of themselves until a moment. */
  void states(Instant until) throws SQLException {
    for (String check : new String[] {"computer.health", "endpoint.protection", "lan.interface"}) {
      run(
          """
          INSERT INTO state (site, target, check_code, outcome, also, since, observed_at, fails,
            goods, goods_since, silent, witness, measures, facts)
          SELECT site, code, '%s', 'OK', '[]', %d, %d, 0, 3, %d, 0, code, '[]', '{}' FROM machine
          """
              .formatted(check, until.toEpochMilli(), until.toEpochMilli(), until.toEpochMilli()));
    }
  }

  /** All machines were heard at a moment. */
  void heard(Instant at, String where) throws SQLException {
    run("UPDATE machine SET silent_since = NULL, last_report_at = " + at.toEpochMilli() + where);
  }

  /**
   * Incidents of the two years before a moment, all over and told, each with a notice of its
   * beginning and one of its end.
   */
  void incidents(int count, Instant before) throws SQLException {
    long step = Duration.ofDays(700).toMillis() / count;
    long first = before.minus(Duration.ofDays(702)).toEpochMilli();
    run(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
        INSERT INTO incident (id, site, target, check_code, severity, reason, opened_at,
          announced_at, recovered_at, fresh, opening_seen_at, recovery_seen_at, counted)
        SELECT i, printf('x%%04d/tru-so', i * 7 %% %d), 'may-in-' || (i %% 3), 'printer.status',
          'MEDIUM', 'printer.jammed', %d + i * %d, %d + i * %d, %d + i * %d + 3600000, 1,
          %d + i * %d, %d + i * %d + 3600000, 0 FROM n
        """
            .formatted(
                count,
                Country.SITES,
                first,
                step,
                first,
                step,
                first,
                step,
                first,
                step,
                first,
                step));
    for (String kind : new String[] {"OPENED", "RECOVERED"}) {
      run(
          """
          INSERT INTO outbox (id, incident, kind, created_at, delivered_at, planned_at)
          SELECT (SELECT COALESCE(MAX(id), 0) FROM outbox) + id, id, '%s', opened_at, opened_at,
            opened_at FROM incident
          """
              .formatted(kind));
    }
    run(
        """
        INSERT INTO delivery (notice, destination, incident, site, role, channel, state, attempts,
          result, created_at, first_due_at, due_at, done_at)
        SELECT o.id, 'response-team main 1 ' || i.site, i.id, i.site, 'response-team', 'email',
          'TAKEN', 1, 'taken', o.created_at, o.created_at, o.created_at, o.created_at
        FROM outbox o JOIN incident i ON i.id = o.incident
        """);
  }

  /** Three months of one site's reports: the watching machine's of each minute. */
  void reports(String site, int count, Instant before) throws SQLException {
    run(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
        INSERT INTO report (site, machine, boot_id, sequence, received_at, first_at, last_at,
          accepted, body)
        SELECT '%s', 'M0', 'past', i, %d - i * 60000, %d - i * 60000, %d - i * 60000, 5,
          randomblob(600) FROM n
        """
            .formatted(
                count, site, before.toEpochMilli(), before.toEpochMilli(), before.toEpochMilli()));
  }

  long count(String what) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + what)) {
      return row.getLong(1);
    }
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
