package vn.daugio.collector.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.daugio.collector.store.Database.PostgresServer;

/** Moves everything from a file to an empty database on a server, in one transaction. */
public final class Copy {
  private static final int BATCH = 500;

  private final PostgresEngine engine;

  private Copy(PostgresServer to) {
    this.engine = new PostgresEngine(to);
  }

  /**
   * Copies and counts. The file stays as it is but for its schema, which is brought up to date.
   *
   * @return the number of rows of each table
   * @throws StoreException when it could not begin: there is no such file, somebody uses it, the
   *     server cannot be used or holds data already
   * @throws DifferentException when the copy is not what the file holds; nothing was kept
   */
  public static Map<String, Long> of(Path file, PostgresServer to) {
    if (!Files.exists(file)) {
      throw new StoreException("there is no database " + file + " to copy");
    }
    Store.open(file).close();
    Copy copy = new Copy(to);
    copy.engine.makePlace();
    new Schema(copy.engine).migrate();
    return copy.run(file);
  }

  /** The counts of a table differ after the copy. */
  public static final class DifferentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DifferentException(String message) {
      super(message);
    }
  }

  private Map<String, Long> run(Path file) {
    try (Connection from = alone(file);
        Connection to = engine.connect()) {
      to.setAutoCommit(false);
      execute(to, PostgresEngine.LOCK);
      Map<String, Long> rows = new TreeMap<>();
      for (String table : tables(to)) {
        if (count(to, table) > 0) {
          throw new StoreException(engine.label() + " holds data already; nothing was copied");
        }
        rows.put(table, table(from, to, table));
      }
      for (Map.Entry<String, Long> one : rows.entrySet()) {
        long found = count(to, one.getKey());
        if (found != one.getValue() || found != count(from, one.getKey())) {
          throw new DifferentException(
              "%s: %d rows were read, %d are there; nothing was kept"
                  .formatted(one.getKey(), one.getValue(), found));
        }
      }
      to.commit();
      return rows;
    } catch (SQLException e) {
      throw new StoreException("the copy failed, nothing was kept: " + engine.words(e), e);
    }
  }

  /** What a running collector would still accept would be lost. */
  private static Connection alone(Path file) throws SQLException {
    Connection from = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try {
      execute(from, "PRAGMA locking_mode = EXCLUSIVE");
      execute(from, "BEGIN EXCLUSIVE");
      return from;
    } catch (SQLException e) {
      from.close();
      throw new StoreException(file + " is in use; stop the collector first", e);
    }
  }

  private static List<String> tables(Connection to) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = to.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT table_name FROM information_schema.tables WHERE table_schema ="
                    + " current_schema() AND table_type = 'BASE TABLE' AND table_name <>"
                    + " 'flyway_schema_history' ORDER BY table_name")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static long table(Connection from, Connection to, String table) throws SQLException {
    long copied = 0;
    try (Statement statement = from.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table);
        PreparedStatement insert = to.prepareStatement(insert(table, rows))) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          Object value = rows.getObject(i);
          insert.setObject(i, value instanceof String text ? PostgresEngine.kept(text) : value);
        }
        insert.addBatch();
        if (++copied % BATCH == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
    return copied;
  }

  private static String insert(String table, ResultSet rows) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      names.add(rows.getMetaData().getColumnName(i));
    }
    String marks = String.join(", ", Collections.nCopies(names.size(), "?"));
    return "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES (" + marks + ")";
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
