package vn.daugio.collector.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that commits the work of many callers together: one fsync for all of them. */
final class GroupCommit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  static final int MOST_PER_COMMIT = 64;

  private final Jdbi jdbi;
  private final Engine engine;
  private final Runnable failed;
  private final BlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>(1024);
  private final Thread thread = new Thread(this::run, "store-writer");
  private volatile boolean closing;

  /** Pieces of work that were lost since a commit succeeded; only of the writer's thread. */
  private long lost;

  /**
   * @param failed is told of each commit that failed
   */
  GroupCommit(Jdbi jdbi, Engine engine, Runnable failed) {
    this.jdbi = jdbi;
    this.engine = engine;
    this.failed = failed;
    thread.start();
  }

  <T> CompletableFuture<T> submit(Function<Tx, T> work) {
    Job<T> job = new Job<>(work);
    if (closing) {
      job.future.completeExceptionally(new StoreException("the database is being closed"));
      return job.future;
    }
    try {
      queue.put(job);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      job.future.completeExceptionally(new StoreException("interrupted before writing", e));
    }
    return job.future;
  }

  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void run() {
    try {
      while (!closing || !queue.isEmpty()) {
        List<Job<?>> jobs = new ArrayList<>();
        jobs.add(queue.take());
        queue.drainTo(jobs, MOST_PER_COMMIT - 1);
        commit(jobs);
      }
    } catch (InterruptedException e) {
      LOG.error("the writer was interrupted; nothing more is written", e);
    }
  }

  private void commit(List<Job<?>> jobs) {
    try (Handle handle = jdbi.open()) {
      engine.begin(handle);
      try {
        Tx tx = new Tx(handle);
        for (Job<?> job : jobs) {
          job.runIn(handle, tx, engine);
        }
        engine.commit(handle);
      } catch (RuntimeException e) {
        rollback(handle);
        throw e;
      }
    } catch (RuntimeException e) {
      fail(jobs, e);
      return;
    }
    if (lost > 0) {
      LOG.info("the database is written again; {} pieces of work were refused meanwhile", lost);
      lost = 0;
    }
    jobs.forEach(Job::committed);
  }

  /** Told once: who is refused tries again and again. */
  private void fail(List<Job<?>> jobs, RuntimeException e) {
    failed.run();
    String why = engine.words(e);
    if (lost == 0) {
      LOG.error("nothing of {} pieces of work was written: {}", jobs.size(), why);
    }
    lost += jobs.size();
    StoreException failure = new StoreException("the database could not be written: " + why, e);
    jobs.forEach(job -> job.future.completeExceptionally(failure));
  }

  private void rollback(Handle handle) {
    try {
      engine.rollback(handle);
    } catch (RuntimeException e) {
      // SQLite has rolled back by itself, e.g. when the disk is full; or the connection is gone
      LOG.debug("no transaction to roll back", e);
    }
  }

  @Override
  public void close() {
    try {
      // an empty job wakes the writer; an interrupt could end a commit that callers wait for
      CompletableFuture<Boolean> last = submit(tx -> true);
      closing = true;
      last.exceptionally(failure -> false).join();
      queue.put(new Job<>(tx -> true));
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Job<T> {
    private final Function<Tx, T> work;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable RuntimeException failure;

    Job(Function<Tx, T> work) {
      this.work = work;
    }

    void runIn(Handle handle, Tx tx, Engine engine) {
      handle.execute("SAVEPOINT work");
      try {
        result = work.apply(tx);
      } catch (RuntimeException e) {
        if (engine.isOutage(e)) {
          throw e;
        }
        failure = e;
        handle.execute("ROLLBACK TO work");
      }
      handle.execute("RELEASE work");
    }

    @SuppressWarnings("NullAway") // work may return null where T is @Nullable
    void committed() {
      if (failure != null) {
        future.completeExceptionally(failure);
      } else {
        future.complete(result);
      }
    }
  }
}
