package vn.daugio.agent.check;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The threads of checks, which are dear to start and soon needed again; without work they end in a
 * few seconds. Their number is bounded by who uses them.
 */
final class Lanes {
  private static final long STACK = 256 * 1024;

  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          3,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(null, task, "check", STACK);
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param name of the thread, as long as it does this
   */
  Lane run(String name, Runnable judgement) {
    AtomicBoolean running = new AtomicBoolean();
    return new Lane(
        running,
        threads.submit(
            () -> {
              running.set(true);
              Thread.currentThread().setName(name);
              try {
                judgement.run();
              } finally {
                running.set(false);
              }
            }));
  }
}
