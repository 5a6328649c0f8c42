package vn.daugio.acceptance.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does repeated work when it is told to, not by the machine's time. */
final class Pace extends ScheduledThreadPoolExecutor {
  private final List<Runnable> work = new ArrayList<>();

  Pace() {
    super(1);
    setRemoveOnCancelPolicy(true);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initial, long delay, TimeUnit unit) {
    work.add(task);
    return schedule(() -> {}, 365, TimeUnit.DAYS);
  }

  /** All of it, once, on the caller's thread. */
  void turn() {
    work.forEach(Runnable::run);
  }

  @Override
  public void shutdown() {
    shutdownNow();
  }
}
