package vn.daugio.collector.notify;

import io.dropwizard.lifecycle.Managed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.office.Contact;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.DeliveryRow;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.StoreException;
import vn.daugio.collector.store.Tx;

/**
 * Takes notices from the outbox to everybody they are for, and marks them after success only: after
 * a kill in between a letter is sent again, with the same idempotency key. Each channel has a
 * thread of its own, so that one that hangs holds up no other.
 */
public final class NoticeDispatcher implements Managed {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeDispatcher.class);
  private static final long EVERY_MILLIS = 200;

  /** Longer than the time-outs of every channel: what is still there then hangs. */
  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(75);

  /** How long a letter that is being sent holds up the end of the service. */
  private static final Duration ENDING = Duration.ofSeconds(3);

  private final Store store;
  private final Supplier<Office> offices;
  private final Routes routes;
  private final Planner planner;
  private final String owner = LeaseOwner.here();
  private final InstantSource clock;
  private final ScheduledExecutorService scheduler;
  private final List<Lane> lanes = new ArrayList<>();
  private @Nullable ScheduledFuture<?> task;

  /** Whether it was told that the database cannot be used: once, not at every pulse. */
  private boolean told;

  /** Where notices come from, whom they are about, and where they go. */
  public record Scope(Store store, Supplier<Office> offices, NotifySettings settings) {}

  /** A channel's work and its one thread; at most one more round waits. */
  private record Lane(ChannelWorker worker, ThreadPoolExecutor thread) {}

  public NoticeDispatcher(
      Scope scope,
      InstantSource clock,
      MeterRegistry registry,
      ScheduledExecutorService scheduler) {
    this(scope, clock, registry, scheduler, new Retries(ThreadLocalRandom.current()::nextDouble));
  }

  NoticeDispatcher(
      Scope scope,
      InstantSource clock,
      MeterRegistry registry,
      ScheduledExecutorService scheduler,
      Retries retries) {
    this.store = scope.store();
    this.offices = scope.offices();
    NotifySettings settings = scope.settings();
    this.routes = new Routes(Notifiers.of(settings));
    this.planner = new Planner(offices, routes, new QuietHours(settings.manners().quietFrom()));
    this.clock = clock;
    this.scheduler = scheduler;
    Gauge.builder("daugio.notices.waiting", store, NoticeDispatcher::waiting)
        .description("Notices that somebody has not been told yet.")
        .register(registry);
    ChannelWorker.Shared shared =
        new ChannelWorker.Shared(
            store,
            offices,
            routes,
            planner,
            new Letters(settings.publicUrl()),
            new Asides(),
            retries,
            new Attempts(registry, scheduler, LONGEST_ATTEMPT),
            clock,
            owner,
            settings.manners().digestAbove());
    for (Notifier notifier : routes.all()) {
      lanes.add(new Lane(new ChannelWorker(notifier, shared), thread(notifier.name())));
    }
  }

  private static ThreadPoolExecutor thread(String name) {
    // a pool makes its thread with the first work, not before
    ThreadPoolExecutor thread =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(1),
            work -> {
              Thread made = Executors.defaultThreadFactory().newThread(work);
              made.setName("notify " + name);
              made.setDaemon(true);
              return made;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    thread.allowCoreThreadTimeOut(true);
    return thread;
  }

  private static double waiting(Store store) {
    return store.read(tx -> tx.outbox().waiting());
  }

  @Override
  public void start() {
    store.write(
        tx -> {
          tx.deliveries().release(LeaseOwner::isGone);
          tx.asides().clear();
          return true;
        });
    task =
        scheduler.scheduleWithFixedDelay(
            this::pulseQuietly, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What is being sent is sent to its end, within limits; the rest waits for the next start. */
  @Override
  public void stop() throws InterruptedException {
    if (task != null) {
      task.cancel(false);
    }
    lanes.forEach(lane -> lane.thread().shutdown());
    lanes.forEach(lane -> lane.worker().stop());
    long end = System.nanoTime() + ENDING.toNanos();
    for (Lane lane : lanes) {
      if (!lane.thread().awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        LOG.warn("channel {} did not end; its letter is sent again later", lane.worker().name());
        lane.thread().shutdownNow();
      }
    }
  }

  private void pulseQuietly() {
    try {
      for (Lane lane : due()) {
        lane.thread().execute(() -> drainQuietly(lane.worker()));
      }
      told = false;
    } catch (StoreException e) {
      if (!told) {
        LOG.warn("the outbox could not be read or written: {}", e.getMessage());
      }
      told = true;
    } catch (RejectedExecutionException e) {
      LOG.debug("stopping", e);
    } catch (RuntimeException e) {
      // a scheduler forgets a task that throws
      LOG.error("dispatching notices failed", e);
    }
  }

  private static void drainQuietly(ChannelWorker worker) {
    try {
      worker.drain();
    } catch (StoreException e) {
      LOG.warn("what channel {} sends could not be noted: {}", worker.name(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("sending over {} failed", worker.name(), e);
    }
  }

  /** Sends what is due now, one channel after the other. */
  void dispatch() {
    boolean more = true;
    while (more) {
      List<Lane> due = due();
      due.forEach(lane -> lane.worker().drain());
      more = !due.isEmpty() && !due().equals(due);
    }
  }

  private List<Lane> due() {
    Instant now = clock.instant();
    while (store.read(tx -> tx.outbox().isDue(now))
        && store.write(tx -> planner.plan(tx, clock.instant()))) {
      LOG.debug("there is more to plan");
    }
    Set<String> aside = store.read(tx -> Asides.now(tx, now));
    if (!aside.isEmpty()) {
      store.write(tx -> reroute(tx, aside, now));
    }
    Set<String> channels = store.read(tx -> tx.deliveries().dueChannels(now));
    channels.removeAll(aside);
    return lanes.stream().filter(lane -> channels.contains(lane.worker().name())).toList();
  }

  /** People who wait for a channel that is aside are told another way. */
  private boolean reroute(Tx tx, Set<String> aside, Instant now) {
    for (DeliveryRow row : tx.deliveries().waitingOver(aside, now)) {
      Optional<String> other =
          Recipient.parse(row.destination())
              .flatMap(one -> one.contact(offices.get()))
              .flatMap((Contact contact) -> routes.first(contact, row.refused(), aside))
              .filter(channel -> !aside.contains(channel));
      if (other.isPresent()) {
        boolean held = row.attempts() == 0 && row.dueAt().isAfter(now);
        Instant due =
            held
                ? row.dueAt()
                : tx.incidents()
                    .find(row.incident())
                    .map((Incident incident) -> planner.due(offices.get(), incident, now))
                    .orElse(now);
        tx.deliveries().reroute(row, other.get(), due);
      }
    }
    return true;
  }
}
