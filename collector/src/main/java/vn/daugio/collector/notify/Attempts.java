package vn.daugio.collector.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.collector.notify.Notifier.Delivery;

/** One attempt over a channel: counted, ended when it hangs, and never thrown. */
final class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private final MeterRegistry registry;
  private final ScheduledExecutorService watch;
  private final Duration longest;

  /** What comes of an attempt, as in metrics. */
  enum Result {
    TAKEN,
    RETRY,
    PERMANENT,
    MISCONFIGURED;

    static Result of(Delivery delivery) {
      if (delivery instanceof Delivery.Taken) {
        return TAKEN;
      }
      if (delivery instanceof Delivery.RetryLater) {
        return RETRY;
      }
      return delivery instanceof Delivery.Permanent ? PERMANENT : MISCONFIGURED;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param watch interrupts what takes too long
   * @param longest after which an attempt is interrupted
   */
  Attempts(MeterRegistry registry, ScheduledExecutorService watch, Duration longest) {
    this.registry = registry;
    this.watch = watch;
    this.longest = longest;
    for (Channel channel : Channel.values()) {
      for (Result result : Result.values()) {
        counter(channel, result);
      }
    }
  }

  Delivery send(Notifier notifier, Letter letter, String address) {
    Delivery delivery = bounded(notifier, letter, address);
    counter(notifier.channel(), Result.of(delivery)).increment();
    return delivery;
  }

  private Delivery bounded(Notifier notifier, Letter letter, String address) {
    Alarm alarm = new Alarm(Thread.currentThread());
    ScheduledFuture<?> set = watch.schedule(alarm::ring, longest.toMillis(), TimeUnit.MILLISECONDS);
    Delivery delivery;
    try {
      delivery = notifier.send(letter, address);
    } catch (RuntimeException e) {
      // a channel must not throw; its words may hold an address, so only the kind is told
      LOG.error("channel {} failed unexpectedly: {}", notifier.name(), e.getClass().getName());
      delivery = new Delivery.RetryLater("internal error " + e.getClass().getSimpleName());
    } finally {
      set.cancel(false);
    }
    boolean rang = alarm.stop();
    return rang && !(delivery instanceof Delivery.Taken)
        ? new Delivery.RetryLater("no answer in " + longest.toSeconds() + " s")
        : delivery;
  }

  /** Interrupts one attempt and nothing after it. */
  private static final class Alarm {
    private final Thread thread;
    private boolean over;
    private boolean rang;

    Alarm(Thread thread) {
      this.thread = thread;
    }

    synchronized void ring() {
      if (!over) {
        rang = true;
        thread.interrupt();
      }
    }

    /** Whether it rang; then the interrupt was its own and is taken back. */
    synchronized boolean stop() {
      over = true;
      if (rang) {
        Thread.interrupted();
      }
      return rang;
    }
  }

  private Counter counter(Channel channel, Result result) {
    return Counter.builder("daugio.notify.attempts")
        .description("Attempts to tell people, by channel and result.")
        .tag("channel", channel.code())
        .tag("result", result.code())
        .register(registry);
  }
}
