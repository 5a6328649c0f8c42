package vn.daugio.agent.check;

import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** One judgement at work in a thread that it has for itself as long as it lasts. */
final class Lane {
  private final AtomicBoolean running;
  private final Future<?> task;

  /**
   * @param running from the first to the last moment of the task
   */
  Lane(AtomicBoolean running, Future<?> task) {
    this.running = running;
    this.task = task;
  }

  /** Never reaches whoever has the thread after this one. */
  void interrupt() {
    task.cancel(true);
  }

  /** Whether it has really ended, also when it was interrupted. */
  boolean isOver() {
    return task.isDone() && !running.get();
  }
}
