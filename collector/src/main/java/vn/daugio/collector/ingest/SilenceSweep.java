package vn.daugio.collector.ingest;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Outage;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.StoreException;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.collector.store.Tx;

/** Notices machines that owe a report, and forgets raw reports of long ago. */
public final class SilenceSweep implements Managed {
  private static final Logger LOG = LoggerFactory.getLogger(SilenceSweep.class);
  private static final long EVERY_SECONDS = 30;
  private static final Duration FORGET_EVERY = Duration.ofDays(1);

  /** While the collector was down nobody could report; agents need this long to deliver again. */
  private static final Duration GRACE = Duration.ofMinutes(10);

  private final Store store;
  private final Supplier<Office> offices;
  private final InstantSource clock;
  private final Duration retention;
  private final ScheduledExecutorService scheduler;

  /** Since when it could hear all the time, as far as it knows. */
  private Instant notBefore;

  private long failures;
  private @Nullable ScheduledFuture<?> task;
  private Instant forgotAt = Instant.EPOCH;

  /** The store, the plan, and how long raw reports are kept. */
  public record Scope(Store store, Supplier<Office> offices, Duration retention) {}

  public SilenceSweep(Scope scope, InstantSource clock, ScheduledExecutorService scheduler) {
    this.store = scope.store();
    this.offices = scope.offices();
    this.retention = scope.retention();
    this.clock = clock;
    this.scheduler = scheduler;
    this.notBefore = clock.instant();
    this.failures = store.failures();
  }

  @Override
  public void start() {
    task =
        scheduler.scheduleWithFixedDelay(
            this::sweepQuietly, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    if (task != null) {
      task.cancel(false);
    }
  }

  private void sweepQuietly() {
    try {
      sweep();
    } catch (StoreException e) {
      // the next sweep comes to the same result
      LOG.warn("silence could not be written down: {}", e.getMessage());
    } catch (RuntimeException e) {
      // a scheduler forgets a task that throws
      LOG.error("the sweep for silent machines failed", e);
    }
  }

  /** One look at all machines. */
  void sweep() {
    Instant now = clock.instant();
    if (store.failures() != failures) {
      // without its database it was deaf: reports were refused, and come again later
      failures = store.failures();
      notBefore = now;
    }
    Office office = offices.get();
    List<Machine> machines = store.read(tx -> tx.agents().all());
    List<SiteSilence.View> sites = views(machines, office);
    Optional<Instant> deaf = SiteSilence.nothingAtAll(sites, now);
    if (deaf.isPresent()) {
      write(
          tx ->
              new Voices(tx, now)
                  .silent(Outage.collector(), Cause.COLLECTOR, Severity.HIGH, deaf.get()));
    } else {
      judge(machines, sites, office, now);
    }
    settle(office, now);
    if (now.isAfter(forgotAt.plus(FORGET_EVERY)) || now.isBefore(forgotAt)) {
      forgotAt = now;
      store.write(tx -> tx.reports().removeBefore(now.minus(retention)));
    }
  }

  private List<SiteSilence.View> views(List<Machine> machines, Office office) {
    Map<String, List<Machine>> bySite =
        machines.stream().collect(Collectors.groupingBy(Machine::site));
    return office.sites().stream()
        .map(
            site ->
                new SiteSilence.View(site, bySite.getOrDefault(site.id(), List.of()), notBefore))
        .filter(view -> !view.machines().isEmpty())
        .toList();
  }

  private void judge(
      List<Machine> machines, List<SiteSilence.View> sites, Office office, Instant now) {
    for (Machine machine : machines) {
      if (machine.silentSince() == null && isDue(due(machine, office), now)) {
        silence(machine.site(), machine.code(), office, now);
      }
    }
    for (SiteSilence.View view : sites) {
      SiteSilence.judge(view, now).ifPresent(found -> write(tx -> open(tx, view, found, now)));
    }
  }

  private static void open(Tx tx, SiteSilence.View view, SiteSilence.Finding found, Instant now) {
    String site = view.site().id();
    Voices voices = new Voices(tx, now);
    if (found instanceof SiteSilence.Finding.Watcher watcher) {
      voices.silent(
          Outage.silence(site, watcher.code()), Cause.MACHINE, Severity.MEDIUM, watcher.since());
    } else {
      voices.silent(Outage.silence(site), Cause.SITE_SILENT, Severity.HIGH, found.since());
    }
  }

  /** Tells what had to wait: for other sites' evidence, or for the end of a maintenance. */
  private void settle(Office office, Instant now) {
    for (Incident untold : store.read(tx -> tx.outages().untold())) {
      write(tx -> new Outages(tx, office, now).settle(untold.subject().site(), now));
    }
    write(tx -> new Reminders(tx, office, now).remind());
  }

  private void write(Consumer<Tx> work) {
    store.write(
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  private static boolean isDue(Instant due, Instant now) {
    return !now.isBefore(due);
  }

  private Instant due(Machine machine, Office office) {
    Instant last = machine.lastReportAt() == null ? machine.enrolledAt() : machine.lastReportAt();
    Instant due = Sender.of(machine, office).due(last);
    Instant earliest = notBefore.plus(GRACE);
    return due.isBefore(earliest) ? earliest : due;
  }

  private void silence(String site, String code, Office office, Instant now) {
    store.write(
        tx -> {
          // a report may have come since the look
          tx.agents().ofSite(site).stream()
              .filter(one -> one.code().equals(code) && one.silentSince() == null)
              .filter(one -> isDue(due(one, office), now))
              .findFirst()
              .ifPresent(
                  machine -> {
                    Instant since = due(machine, office);
                    Outages outages = new Outages(tx, office, now);
                    Subjects subjects = new Subjects(tx, Sender.of(machine, office), outages);
                    for (SubjectRow row : tx.states().ofWitness(site, code)) {
                      subjects.silence(row, since);
                    }
                    tx.agents().silent(site, code, since);
                  });
          return true;
        });
  }
}
