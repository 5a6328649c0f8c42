package vn.daugio.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The database of a test, on the engine of this run: {@code -Ddaugio.engine=postgresql} chooses a
 * real PostgreSQL server that this process starts once; else it is a file.
 */
public final class TestDatabase {
  private static final boolean POSTGRESQL =
      "postgresql".equals(System.getProperty("daugio.engine", "sqlite"));

  /** Its language sorts otherwise than bytes do, as an administrator's server may. */
  private static final String VIETNAMESE =
      " TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'vi-VN' LOCALE 'C.UTF-8'";

  private static final Map<Path, Database> MADE = new HashMap<>();
  private static @Nullable EmbeddedPostgres server;
  private static Database.@Nullable PostgresServer template;

  private TestDatabase() {}

  public static boolean isPostgresql() {
    return POSTGRESQL;
  }

  /** The database that stands for a file: always the same for the same one. */
  public static synchronized Database at(Path file) {
    return POSTGRESQL
        ? MADE.computeIfAbsent(file.toAbsolutePath(), one -> migrated())
        : new Database.SqliteFile(file);
  }

  public static Store open(Path file) {
    return Store.open(at(file));
  }

  /** A new database with empty tables: a copy of one that was migrated, which is faster. */
  private static Database.PostgresServer migrated() {
    if (template == null) {
      template = fresh();
      Store.open(template).close();
    }
    return create(" TEMPLATE " + template.name());
  }

  /** A new database without tables, on a real server. */
  public static synchronized Database.PostgresServer fresh() {
    return create(VIETNAMESE);
  }

  private static Database.PostgresServer create(String how) {
    String name = "t" + System.nanoTime();
    int port = server().getPort();
    try {
      execute(port, "CREATE DATABASE " + name + how);
    } catch (SQLException e) {
      throw new IllegalStateException("no database for a test", e);
    }
    return new Database.PostgresServer(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + name, "postgres", null, 5);
  }

  private static synchronized EmbeddedPostgres server() {
    if (server == null) {
      try {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      } catch (IOException e) {
        if (!"true".equals(System.getenv("CI"))) {
          Assumptions.abort("PostgreSQL does not start here: " + e.getMessage());
        }
        throw new UncheckedIOException("PostgreSQL does not start", e);
      }
    }
    return server;
  }

  private static void execute(int port, String sql) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    try (Connection connection = DriverManager.getConnection(url, "postgres", "")) {
      execute(connection, sql);
    }
  }

  /** Something that no collector does, in its database. */
  public static void execute(Database database, String sql) throws SQLException {
    try (Connection connection = connect(database)) {
      execute(connection, sql);
    }
  }

  private static Connection connect(Database database) throws SQLException {
    if (database instanceof Database.PostgresServer there) {
      return DriverManager.getConnection(there.url(), there.user(), there.password());
    }
    Path file = ((Database.SqliteFile) database).file();
    assertThat(file).exists();
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Ends all sessions of collectors at once, as a restart of the server does. */
  public static void endSessions(Database there) {
    try {
      execute(
          there,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ="
              + " 'daugio-collector' AND datname = current_database()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
