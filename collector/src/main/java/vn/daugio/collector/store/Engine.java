package vn.daugio.collector.store;

import java.util.function.Function;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What differs between databases. All other SQL is written to what both understand. */
interface Engine {
  static Engine of(Database database) {
    return database instanceof Database.PostgresServer server
        ? new PostgresEngine(server)
        : new SqliteEngine(((Database.SqliteFile) database).file());
  }

  /** What the database is called in messages. */
  String label();

  /** Looks whether there is a place for the tables; changes nothing. */
  void checkPlace();

  /** Whether the place is there already, with or without tables. */
  boolean isThere();

  /** Makes the place of a database that is to be created. */
  void makePlace();

  /** Connections; none is opened yet. */
  DataSource pool();

  /** What every statement needs. */
  void prepare(Jdbi jdbi);

  /** Where the migrations come from and go to. */
  FluentConfiguration migration();

  /** Runs a migration while nobody else writes. */
  void alone(Runnable migration);

  /** Runs within one consistent snapshot. */
  <T> T snapshot(Jdbi jdbi, Function<Handle, T> work);

  /** Begins a transaction that is the only one that writes, until it ends. */
  void begin(Handle handle);

  void commit(Handle handle);

  void rollback(Handle handle);

  /** Whether it is the database that cannot be used, and not the work that was wrong. */
  boolean isOutage(Throwable failure);

  /** What is wrong, in one line, and what to do; no value of a row, no secret, no address. */
  String words(Throwable failure);

  /** The innermost cause. */
  static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
