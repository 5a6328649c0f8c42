package vn.daugio.agent;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** SIGTERM and Ctrl-C: the round in flight is cut off, the state is kept, the exit code is 0. */
final class Ending {
  private static final Duration LONGEST = Duration.ofMillis(1500);

  private final CountDownLatch over = new CountDownLatch(1);

  private Ending() {}

  /**
   * @param worker is interrupted when the process shall end, and has to call {@link #reached} then
   */
  static Ending of(Thread worker) {
    Ending ending = new Ending();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> ending.await(worker), "daugio-agent ending"));
    return ending;
  }

  private void await(Thread worker) {
    if (over.getCount() == 0) {
      return; // an ordinary exit, with its own code
    }
    worker.interrupt();
    try {
      if (over.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        Runtime.getRuntime().halt(AgentMain.DONE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work is over, whatever the reason. */
  void reached() {
    over.countDown();
  }
}
