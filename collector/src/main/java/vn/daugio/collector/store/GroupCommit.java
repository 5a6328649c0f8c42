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
  private final BlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>(1024);
  private final Thread thread = new Thread(this::run, "store-writer");
  private volatile boolean closing;

  GroupCommit(Jdbi jdbi) {
    this.jdbi = jdbi;
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
      // IMMEDIATE: a deferred transaction that read first cannot become a writer when another
      // process (join-code) has written meanwhile, and would fail without waiting
      handle.execute("BEGIN IMMEDIATE");
      try {
        Tx tx = new Tx(handle);
        for (Job<?> job : jobs) {
          job.runIn(handle, tx);
        }
        handle.execute("COMMIT");
      } catch (RuntimeException e) {
        rollback(handle);
        throw e;
      }
      jobs.forEach(Job::committed);
    } catch (RuntimeException e) {
      String why = StoreException.words(e);
      LOG.error("nothing of {} pieces of work was written: {}", jobs.size(), why);
      StoreException failure = new StoreException("the database could not be written: " + why, e);
      jobs.forEach(job -> job.future.completeExceptionally(failure));
    }
  }

  private static void rollback(Handle handle) {
    try {
      handle.execute("ROLLBACK");
    } catch (RuntimeException e) {
      // SQLite has rolled back by itself, e.g. when the disk is full
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

    void runIn(Handle handle, Tx tx) {
      handle.execute("SAVEPOINT work");
      try {
        result = work.apply(tx);
      } catch (RuntimeException e) {
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
