package vn.daugio.collector.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * SQLite in WAL mode with {@code synchronous=FULL}, so that what was committed survives a kill at
 * any moment.
 */
final class SqliteEngine implements Engine {
  private static final int READERS = 4;

  private final Path file;

  SqliteEngine(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public String label() {
    return file.toString();
  }

  private Path folder() {
    return file.resolveSibling("");
  }

  @Override
  public void checkPlace() {
    Path there = folder();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      throw new StoreException(
          "the data directory "
              + folder()
              + (there.equals(folder()) ? " is not writable" : " cannot be created in " + there));
    }
    checkFile();
  }

  private void checkFile() {
    if (Files.exists(file) && (!Files.isRegularFile(file) || !Files.isWritable(file))) {
      throw new StoreException("the database " + file + " is no file or not writable");
    }
  }

  @Override
  public boolean isThere() {
    return Files.exists(file);
  }

  @Override
  public void makePlace() {
    try {
      Files.createDirectories(folder());
    } catch (IOException e) {
      throw new StoreException(
          "cannot create the data directory " + folder() + ": " + e.getMessage(), e);
    }
    if (!Files.isWritable(folder())) {
      throw new StoreException("the data directory " + folder() + " is not writable");
    }
    checkFile();
  }

  private String url() {
    return "jdbc:sqlite:"
        + file
        + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&foreign_keys=true"
        + "&transaction_mode=DEFERRED";
  }

  @Override
  public DataSource pool() {
    PoolProperties properties = new PoolProperties();
    properties.setDriverClassName("org.sqlite.JDBC");
    properties.setUrl(url());
    properties.setUseStatementFacade(false); // a reflective call for each column of each row
    properties.setMaxActive(READERS + 1);
    properties.setMaxIdle(READERS + 1);
    properties.setMinIdle(1);
    properties.setInitialSize(1);
    properties.setJmxEnabled(false);
    return new DataSource(properties);
  }

  @Override
  public void prepare(Jdbi jdbi) {
    // it takes everything as it is
  }

  @Override
  public FluentConfiguration migration() {
    return Flyway.configure().dataSource(url(), "", "");
  }

  @Override
  public void alone(Runnable migration) {
    migration.run();
  }

  @Override
  public <T> T snapshot(Jdbi jdbi, Function<Handle, T> work) {
    return jdbi.inTransaction(work::apply);
  }

  @Override
  public void begin(Handle handle) {
    // IMMEDIATE: a deferred transaction that read first cannot become a writer when another
    // process (join-code) has written meanwhile, and would fail without waiting
    handle.execute("BEGIN IMMEDIATE");
  }

  @Override
  public void commit(Handle handle) {
    handle.execute("COMMIT");
  }

  @Override
  public void rollback(Handle handle) {
    handle.execute("ROLLBACK");
  }

  @Override
  public boolean isOutage(Throwable failure) {
    String said = String.valueOf(Engine.root(failure).getMessage());
    return said.contains("SQLITE_FULL")
        || said.contains("SQLITE_IOERR")
        || said.contains("SQLITE_CORRUPT")
        || said.contains("SQLITE_READONLY");
  }

  @Override
  public String words(Throwable failure) {
    Throwable root = Engine.root(failure);
    String said = String.valueOf(root.getMessage());
    if (said.contains("SQLITE_FULL")) {
      return "the disk is full; make room and start again";
    }
    if (said.contains("SQLITE_NOTADB") || said.contains("SQLITE_CORRUPT")) {
      return "the file is damaged or no database; nothing was changed, put a backup in its place";
    }
    return Engine.firstLine(root);
  }
}
