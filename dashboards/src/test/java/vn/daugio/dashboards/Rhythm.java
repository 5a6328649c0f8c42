package vn.daugio.dashboards;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does the repeated work of a collector when it is told to, as if its clock had passed slowly. What
 * is to be done once guards sockets, and those live by the machine's time.
 */
final class Rhythm extends ScheduledThreadPoolExecutor {
  private final List<Runnable> work = new CopyOnWriteArrayList<>();

  Rhythm() {
    super(1);
    setRemoveOnCancelPolicy(true);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initial, long delay, TimeUnit unit) {
    work.add(task);
    return schedule(() -> {}, 365, TimeUnit.DAYS);
  }

  /** Everything once, to its end. */
  void turn() {
    work.forEach(Runnable::run);
  }
}
