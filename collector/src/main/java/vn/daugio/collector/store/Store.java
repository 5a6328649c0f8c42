package vn.daugio.collector.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The embedded database: SQLite in WAL mode with {@code synchronous=FULL}, so that what was
 * committed survives a kill at any moment. One writer commits for many callers at a time.
 */
public final class Store implements AutoCloseable {
  private static final int READERS = 4;

  private final DataSource pool;
  private final Jdbi jdbi;
  private final GroupCommit writer;

  private Store(DataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.writer = new GroupCommit(jdbi);
  }

  /**
   * Opens the database file, creating or migrating it first.
   *
   * @throws StoreException when the folder cannot be written, the file is no database, or a newer
   *     version has written it
   */
  public static Store open(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StoreException(
          "cannot create the data directory " + folder + ": " + e.getMessage(), e);
    }
    if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
      throw new StoreException("the data directory " + folder + " or its database is not writable");
    }
    DataSource pool = pool(file);
    try {
      migrate(pool, file);
      return new Store(pool);
    } catch (RuntimeException e) {
      pool.close(true);
      throw e;
    }
  }

  /** For tests that look at the statements. */
  Jdbi jdbi() {
    return jdbi;
  }

  private static DataSource pool(Path file) {
    PoolProperties properties = new PoolProperties();
    properties.setDriverClassName("org.sqlite.JDBC");
    properties.setUrl(
        "jdbc:sqlite:"
            + file.toAbsolutePath()
            + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&foreign_keys=true"
            + "&transaction_mode=DEFERRED");
    properties.setMaxActive(READERS + 1);
    properties.setMaxIdle(READERS + 1);
    properties.setMinIdle(1);
    properties.setInitialSize(1);
    properties.setJmxEnabled(false);
    return new DataSource(properties);
  }

  private static void migrate(DataSource pool, Path file) {
    try {
      Flyway flyway = Flyway.configure().dataSource(pool).load();
      for (MigrationInfo applied : flyway.info().applied()) {
        if (applied.getState().name().startsWith("FUTURE")) {
          throw new StoreException(
              file
                  + " was written by a newer version of the collector (schema "
                  + applied.getVersion()
                  + "); install that version again, or move the file away to start anew");
        }
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          file + " cannot be used as the database: " + StoreException.words(e), e);
    }
  }

  /**
   * Reads a consistent snapshot.
   *
   * @throws StoreException when the database cannot be read
   */
  public <T> T read(Function<Tx, T> work) {
    try {
      return jdbi.inTransaction(handle -> work.apply(new Tx(handle)));
    } catch (JdbiException e) {
      throw new StoreException("the database cannot be read: " + StoreException.words(e), e);
    }
  }

  /**
   * Writes in one transaction; returns after it is durable. Work of several callers may share one
   * commit, but an exception undoes only its own.
   *
   * @throws StoreException when the commit failed, e.g. for want of space: nothing was written
   */
  public <T> T write(Function<Tx, T> work) {
    return GroupCommit.await(submit(work));
  }

  /**
   * Writes many pieces of work, each for itself like {@link #write}, as many as possible with one
   * commit. Others come in between.
   */
  public void writeAll(List<Consumer<Tx>> works) {
    for (int from = 0; from < works.size(); from += GroupCommit.MOST_PER_COMMIT) {
      int to = Math.min(works.size(), from + GroupCommit.MOST_PER_COMMIT);
      works.subList(from, to).stream()
          .map(
              work ->
                  submit(
                      tx -> {
                        work.accept(tx);
                        return true;
                      }))
          .toList()
          .forEach(GroupCommit::await);
    }
  }

  /** Like {@link #write}, without waiting. */
  public <T> CompletableFuture<T> submit(Function<Tx, T> work) {
    return writer.submit(work);
  }

  /** Finishes what was submitted, then closes the file. */
  @Override
  public void close() {
    writer.close();
    pool.close(true);
  }
}
