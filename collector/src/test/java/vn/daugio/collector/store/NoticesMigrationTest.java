package vn.daugio.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Notice;

/** A database of the version before: what was told stays told, what waits goes on waiting. */
class NoticesMigrationTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void whatWasTakenIsNotToldAgain() throws SQLException {
    Path file = folder.resolve("daugio.db");
    String url = "jdbc:sqlite:" + file;
    Flyway.configure().dataSource(url, "", "").target("3").load().migrate();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO incident (id, site, target, check_code, severity, reason, opened_at)"
              + " VALUES (1, 'c/s', 'x', 'internet.link', 'HIGH', 'r', 1000)");
      statement.execute(
          "INSERT INTO outbox (id, incident, kind, created_at, due_at, attempts, delivered_at)"
              + " VALUES (1, 1, 'OPENED', 1000, 1000, 1, 2000), (2, 1, 'RECOVERED', 3000, 3000, 1,"
              + " NULL)");
      statement.execute("INSERT INTO outbox_taken VALUES (2, 'webhook:a', 4000)");
    }
    try (Store store = Store.open(file)) {
      List<Notice> due = store.read(tx -> tx.outbox().due(NOW, 10));
      List<DeliveryRow> rows = store.read(tx -> tx.deliveries().ofIncident(1));
      assertThat(due).extracting(Notice::kind).containsExactly(Notice.Kind.RECOVERED);
      assertThat(rows).hasSize(1);
      assertThat(rows.get(0).destination()).isEqualTo("webhook:a");
      assertThat(rows.get(0).state()).isEqualTo(DeliveryRow.State.TAKEN);
      assertThat(rows.get(0).doneAt()).isEqualTo(Instant.ofEpochMilli(4000));
    }
  }
}
