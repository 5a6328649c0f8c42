package vn.daugio.collector.notify;

import io.dropwizard.lifecycle.Managed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.notify.Notifier.Delivery;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.StoreException;
import vn.daugio.collector.store.SubjectRow;

/**
 * Takes notices from the outbox to every notifier, and marks them after success only: after a kill
 * in between a notice is sent again, with the same idempotency key.
 */
public final class NoticeDispatcher implements Managed {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeDispatcher.class);
  private static final long EVERY_MILLIS = 1000;
  private static final int MOST_AT_ONCE = 50;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  /** After so many refusals a person has to look; it stays in the outbox and is tried rarely. */
  private static final int GIVE_UP_AFTER = 8;

  private static final Duration AFTER_GIVING_UP = Duration.ofDays(1);

  private final Store store;
  private final Supplier<Office> offices;
  private final List<Notifier> notifiers;
  private final Letters letters;
  private final InstantSource clock;
  private final MeterRegistry registry;
  private final ScheduledExecutorService scheduler;
  private @Nullable ScheduledFuture<?> task;

  /** Where notices come from, whom they are about, and where they go. */
  public record Scope(Store store, Supplier<Office> offices, NotifySettings settings) {}

  private enum Result {
    TAKEN,
    RETRY,
    REFUSED
  }

  public NoticeDispatcher(
      Scope scope,
      InstantSource clock,
      MeterRegistry registry,
      ScheduledExecutorService scheduler) {
    this.store = scope.store();
    this.offices = scope.offices();
    this.notifiers = Notifiers.of(scope.settings());
    this.letters = new Letters(scope.settings().publicUrl());
    this.clock = clock;
    this.registry = registry;
    this.scheduler = scheduler;
    for (Channel channel : Channel.values()) {
      for (Result result : Result.values()) {
        counter(channel, result);
      }
    }
  }

  @Override
  public void start() {
    task =
        scheduler.scheduleWithFixedDelay(
            this::dispatchQuietly, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    if (task != null) {
      task.cancel(false);
    }
  }

  private void dispatchQuietly() {
    try {
      dispatch();
    } catch (StoreException e) {
      LOG.warn("the outbox could not be read or written: {}", e.getMessage());
    } catch (RuntimeException e) {
      // a scheduler forgets a task that throws
      LOG.error("dispatching notices failed", e);
    }
  }

  /** Sends what is due now. */
  void dispatch() {
    Instant now = clock.instant();
    // what a notifier could not take now it cannot take a moment later: others are not held up
    Set<String> down = new HashSet<>();
    for (Notice notice : store.read(tx -> tx.outbox().due(now, MOST_AT_ONCE))) {
      deliver(notice, down, now);
    }
  }

  private void deliver(Notice notice, Set<String> down, Instant now) {
    Letter letter = letters.of(message(notice));
    List<String> missing = new ArrayList<>();
    @Nullable Delivery failure = null;
    for (Notifier notifier : notifiers) {
      String name = notifier.name();
      boolean taken = store.read(tx -> tx.outbox().isTaken(notice.id(), name));
      if (taken) {
        continue;
      }
      missing.add(name);
      if (down.contains(name) || store.read(tx -> tx.outbox().isEarlierOpen(notice, name))) {
        continue;
      }
      Delivery delivery = notifier.send(letter, "");
      counter(notifier.channel(), result(delivery)).increment();
      if (delivery instanceof Delivery.Taken) {
        store.write(tx -> tx.outbox().taken(notice.id(), name, clock.instant()));
        missing.remove(name);
      } else {
        failure = delivery;
        down.add(name);
      }
    }
    if (missing.isEmpty()) {
      store.write(tx -> tx.outbox().delivered(notice.id(), clock.instant()));
    } else if (failure != null) {
      putOff(notice, failure, now);
    }
  }

  private void putOff(Notice notice, Delivery failure, Instant now) {
    boolean givenUp = false;
    String why = "";
    if (failure instanceof Delivery.RetryLater later) {
      why = later.why();
    } else if (failure instanceof Delivery.Permanent permanent) {
      why = permanent.why();
      givenUp = notice.attempts() + 1 >= GIVE_UP_AFTER;
    } else if (failure instanceof Delivery.Misconfigured misconfigured) {
      why = misconfigured.why();
      givenUp = notice.attempts() + 1 >= GIVE_UP_AFTER;
    }
    String error = givenUp ? "given up: " + why : why;
    Duration pause = givenUp ? AFTER_GIVING_UP : pause(notice.attempts());
    if (notice.attempts() == 0 || givenUp) {
      LOG.warn("notice {} of incident {}: {}", notice.kind(), notice.incident().id(), error);
    }
    store.write(tx -> tx.outbox().failed(notice.id(), error, now.plus(pause)));
  }

  /** Doubles from attempt to attempt, up to the longest. */
  static Duration pause(int attempts) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 16));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private Message message(Notice notice) {
    Incident incident = notice.incident();
    Office.Site site = site(incident.subject().site());
    String commune =
        offices.get().commune(incident.subject().commune()).map(Office.Commune::name).orElse("");
    Map<String, String> facts =
        store
            .read(tx -> tx.states().find(incident.subject()))
            .filter(row -> incident.reason().equals(row.state().reason()))
            .map(SubjectRow::facts)
            .orElse(Map.of());
    return new Message(notice, site, commune, facts);
  }

  /** The site, or its bare code where it was taken out of the plan meanwhile. */
  private Office.Site site(String id) {
    return offices
        .get()
        .site(id)
        .orElseGet(
            () ->
                new Office.Site(
                    id,
                    id,
                    "",
                    new OfficeCalendar(List.of(), new TreeMap<>()),
                    List.of(),
                    List.of(),
                    Office.Settings.NONE));
  }

  private static Result result(Delivery delivery) {
    if (delivery instanceof Delivery.Taken) {
      return Result.TAKEN;
    }
    return delivery instanceof Delivery.RetryLater ? Result.RETRY : Result.REFUSED;
  }

  private Counter counter(Channel channel, Result result) {
    return Counter.builder("daugio.notify.attempts")
        .description("Attempts to tell people, by channel and result.")
        .tag("channel", channel.code())
        .tag("result", result.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }
}
