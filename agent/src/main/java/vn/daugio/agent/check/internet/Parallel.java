package vn.daugio.agent.check.internet;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks several peers at once, but not more than a weak line and an office PC bear. */
final class Parallel {
  private static final int BOUND = 8;

  private Parallel() {}

  /** The results in the order of the questions; the first failure is thrown. */
  static <T> List<T> all(List<Callable<T>> questions) throws InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(BOUND, questions.size())),
            task -> {
              Thread thread = new Thread(task, "internet");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(questions)) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
