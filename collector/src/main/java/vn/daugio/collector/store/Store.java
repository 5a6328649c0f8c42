package vn.daugio.collector.store;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The database. What was committed survives a kill at any moment. One writer commits for many
 * callers at a time.
 */
public final class Store implements AutoCloseable {
  private final Engine engine;
  private final DataSource pool;
  private final Jdbi jdbi;
  private final GroupCommit writer;
  private final AtomicLong failures = new AtomicLong();

  private Store(Engine engine, DataSource pool) {
    this.engine = engine;
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    engine.prepare(jdbi);
    this.writer = new GroupCommit(jdbi, engine, this::failed);
  }

  /** Opens an embedded database. */
  public static Store open(Path file) {
    return open(new Database.SqliteFile(file));
  }

  /**
   * Opens the database, creating or migrating its tables first.
   *
   * @throws StoreException when it cannot be reached or written, is no database of ours, or a newer
   *     version has written it
   */
  public static Store open(Database database) {
    Engine engine = Engine.of(database);
    engine.makePlace();
    new Schema(engine).migrate();
    return new Store(engine, engine.pool());
  }

  /**
   * Looks whether {@link #open} would work; creates and changes nothing.
   *
   * @throws StoreException as {@link #open} does
   */
  public static void check(Database database) {
    Engine engine = Engine.of(database);
    engine.checkPlace();
    if (engine.isThere()) {
      new Schema(engine).check();
    }
  }

  /** For tests that look at the statements. */
  Jdbi jdbi() {
    return jdbi;
  }

  /** Connections of the same age have the same fate. */
  private void failed() {
    failures.incrementAndGet();
    pool.purge();
  }

  /**
   * How often the database could not be used since it was opened; when this grows, reports may have
   * been refused.
   */
  public long failures() {
    return failures.get();
  }

  /**
   * Reads a consistent snapshot.
   *
   * @throws StoreException when the database cannot be read
   */
  public <T> T read(Function<Tx, T> work) {
    try {
      return engine.snapshot(jdbi, handle -> work.apply(new Tx(handle)));
    } catch (JdbiException e) {
      if (engine.isOutage(e)) {
        failed();
      }
      throw new StoreException("the database cannot be read: " + engine.words(e), e);
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

  /** Finishes what was submitted, then closes the database. */
  @Override
  public void close() {
    writer.close();
    pool.close(true);
  }
}
