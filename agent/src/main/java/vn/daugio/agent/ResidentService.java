package vn.daugio.agent;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * {@code run} as a Windows service. Procrun (Apache Commons Daemon, mode {@code jvm}) calls {@link
 * #start} in its own process, which may not return before {@link #stop} was called on another
 * thread. It was not run on Windows.
 */
public final class ResidentService {
  private static final AtomicReference<@Nullable Thread> WORKER = new AtomicReference<>();

  private ResidentService() {}

  /**
   * Works until {@link #stop}. When it cannot work the process ends with code 2, so that the
   * service manager's recovery tries again.
   *
   * @param arguments {@code run --config F}
   */
  public static void start(String[] arguments) {
    WORKER.set(Thread.currentThread());
    AgentMain.forgetNamesAtOnce();
    AgentMain.@Nullable Service service = AgentMain.Service.parse(arguments);
    int status = service == null ? AgentMain.UNUSABLE : service.start();
    if (status != AgentMain.DONE) {
      System.exit(status);
    }
  }

  /** Cuts off the round in flight; what is on the disk is whole. */
  public static void stop(String[] arguments) {
    @Nullable Thread worker = WORKER.get();
    if (worker != null) {
      worker.interrupt();
    }
  }
}
