package vn.daugio.collector.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Outage;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.StoreException;

/**
 * Keeps alerts alive: an Alertmanager forgets what it is not told again, and one that was away has
 * to hear what it missed. So every minute it is told of all that people were told of and that is
 * still open, or over since a short time.
 */
public final class AlertKeeper implements Managed {
  private static final Logger LOG = LoggerFactory.getLogger(AlertKeeper.class);
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration RESOLVED_FOR = Duration.ofMinutes(15);
  private static final int MOST_AT_ONCE = 500;

  private final NotifySettings settings;
  private final List<AlertmanagerNotifier> notifiers;
  private final Store store;
  private final Supplier<Office> offices;
  private final InstantSource clock;
  private final ScheduledExecutorService scheduler;

  /** As which each incident was told last: with other labels it would be a second alert. */
  private final Map<Long, ObjectNode> told = new HashMap<>();

  private boolean failing;
  private @Nullable ScheduledFuture<?> task;

  public AlertKeeper(
      NoticeDispatcher.Scope scope, InstantSource clock, ScheduledExecutorService scheduler) {
    this.settings = scope.settings();
    this.store = scope.store();
    this.offices = scope.offices();
    this.notifiers =
        Notifiers.of(settings).stream()
            .map(Notifier::plain)
            .filter(AlertmanagerNotifier.class::isInstance)
            .map(AlertmanagerNotifier.class::cast)
            .toList();
    this.clock = clock;
    this.scheduler = scheduler;
  }

  @Override
  public void start() {
    if (!notifiers.isEmpty()) {
      task =
          scheduler.scheduleWithFixedDelay(
              this::keepQuietly, 1, INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Override
  public void stop() {
    if (task != null) {
      task.cancel(false);
    }
  }

  private void keepQuietly() {
    try {
      keep();
    } catch (StoreException e) {
      LOG.warn("the open incidents could not be read: {}", e.getMessage());
    } catch (RuntimeException e) {
      // a scheduler forgets a task that throws
      LOG.error("keeping alerts alive failed", e);
    }
  }

  /** Tells all Alertmanagers once what is open and what has just ended. */
  void keep() {
    Instant now = clock.instant();
    List<Incident> incidents =
        store.read(
            tx -> {
              List<Incident> all = new ArrayList<>(tx.incidents().open());
              all.addAll(tx.incidents().recoveredSince(now.minus(RESOLVED_FOR)));
              return all;
            });
    List<ObjectNode> alerts = alerts(incidents, now);
    for (int from = 0; from < alerts.size(); from += MOST_AT_ONCE) {
      tell(alerts.subList(from, Math.min(alerts.size(), from + MOST_AT_ONCE)));
    }
  }

  /** What to tell of them now; remembers it. */
  List<ObjectNode> alerts(List<Incident> incidents, Instant now) {
    List<ObjectNode> alerts = new ArrayList<>();
    Map<Long, ObjectNode> known = new HashMap<>();
    for (Incident incident : incidents) {
      boolean back = Outage.isAlert(incident.subject()); // it came from there
      if (incident.isRoot() && incident.announcedAt() != null && !back) {
        ObjectNode labels = Alerts.labels(incident);
        @Nullable ObjectNode before = told.get(incident.id());
        if (before != null && !before.equals(labels)) {
          alerts.add(Alerts.resolved(before, incident.openedAt(), now));
        }
        known.put(incident.id(), labels);
        alerts.add(Alerts.of(incident, where(incident), now));
      }
    }
    told.clear();
    told.putAll(known);
    return alerts;
  }

  private void tell(List<ObjectNode> alerts) {
    boolean failed = false;
    for (AlertmanagerNotifier notifier : notifiers) {
      Notifier.Delivery delivery = notifier.post(alerts);
      if (!(delivery instanceof Notifier.Delivery.Taken)) {
        failed = true;
        if (!failing) {
          LOG.warn("alerts cannot be kept alive: {}", delivery);
        }
      }
    }
    failing = failed;
  }

  private Alerts.Where where(Incident incident) {
    Office office = offices.get();
    String id = incident.subject().site();
    String site = office.site(id).map(Office.Site::name).orElse(id);
    String place =
        office
            .commune(incident.subject().commune())
            .map(commune -> site + ", " + commune.name())
            .orElse(site);
    return new Alerts.Where(place, settings.publicUrl() + "/incidents/" + incident.id());
  }
}
