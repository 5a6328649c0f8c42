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
import vn.daugio.collector.incident.Outage;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.StoreException;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.collector.store.Tx;

/**
 * Notices machines that owe a report, ends what nobody watches any more, and forgets raw reports of
 * long ago.
 */
public final class SilenceSweep implements Managed {
  private static final Logger LOG = LoggerFactory.getLogger(SilenceSweep.class);
  private static final long EVERY_SECONDS = 30;
  private static final Duration FORGET_EVERY = Duration.ofDays(1);
  private static final int FORGET_AT_ONCE = 1000;

  /** So many of them in one sweep; the next one goes on. */
  private static final int FORGET_PIECES = 10;

  /** Some sweeps: a process that stood still for longer heard nobody meanwhile. */
  private static final Duration STOOD_STILL = Duration.ofMinutes(2);

  private final Store store;
  private final Supplier<Office> offices;
  private final InstantSource clock;
  private final Duration retention;
  private final ScheduledExecutorService scheduler;
  private final Withdrawals withdrawals;

  /** Since when it could hear all the time, as far as it knows. */
  private Instant notBefore;

  private @Nullable Instant sweptAt;
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
    this.withdrawals = new Withdrawals(store);
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
    if (wasDeaf(now)) {
      LOG.warn("nobody could be heard for a time: nothing is silent before its time has passed");
      notBefore = now;
      withdrawals.forget();
    }
    try {
      sweep(now);
    } finally {
      sweptAt = clock.instant();
    }
  }

  /**
   * The lid was closed, the virtual machine was suspended, the clock was set, or the database was
   * away and reports were refused.
   */
  private boolean wasDeaf(Instant now) {
    Instant last = sweptAt;
    boolean stoodStill =
        last != null && (now.isBefore(last) || now.isAfter(last.plus(STOOD_STILL)));
    long before = failures;
    failures = store.failures();
    return stoodStill || failures != before;
  }

  private void sweep(Instant now) {
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
      judge(sites, office, now);
    }
    withdrawals.look(office, now);
    store.writeAll(AlertIntake.unheard(store, office, notBefore, now));
    settle(office, now);
    if (now.isAfter(forgotAt.plus(FORGET_EVERY)) || now.isBefore(forgotAt)) {
      forget(now);
    }
  }

  /** A day of a whole province at once would hold up all other writers for minutes. */
  private void forget(Instant now) {
    for (int i = 0; i < FORGET_PIECES; i++) {
      int gone = store.write(tx -> tx.reports().removeBefore(now.minus(retention), FORGET_AT_ONCE));
      if (gone < FORGET_AT_ONCE) {
        forgotAt = now;
        return;
      }
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

  private void judge(List<SiteSilence.View> sites, Office office, Instant now) {
    // on a Monday thousands of machines are silent at once: with a commit each it took minutes
    store.writeAll(
        sites.stream()
            .filter(view -> view.first().stream().anyMatch(one -> isSilent(one, office, now)))
            .map(view -> (Consumer<Tx>) tx -> silence(tx, view.site().id(), office, now))
            .toList());
    store.writeAll(sites.stream().flatMap(view -> opening(view, now).stream()).toList());
  }

  private static Optional<Consumer<Tx>> opening(SiteSilence.View view, Instant now) {
    return SiteSilence.judge(view, now).map(found -> tx -> open(tx, view, found, now));
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
    store.writeAll(
        store.read(tx -> tx.outages().untold()).stream()
            .filter(untold -> !Systems.waits(untold, now))
            .map(untold -> untold.subject().site())
            .distinct()
            .map(site -> (Consumer<Tx>) tx -> new Outages(tx, office, now).settle(site, now))
            .toList());
    write(tx -> new Reminders(tx, office, now).remind());
  }

  private void write(Consumer<Tx> work) {
    store.write(
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  private Instant due(Machine machine, Office office) {
    Instant last = machine.lastReportAt() == null ? machine.enrolledAt() : machine.lastReportAt();
    Instant due = Sender.of(machine, office).due(last);
    Instant earliest = notBefore.plus(SiteSilence.AFTER_START);
    return due.isBefore(earliest) ? earliest : due;
  }

  private boolean isSilent(Machine machine, Office office, Instant now) {
    return machine.silentSince() == null && !now.isBefore(due(machine, office));
  }

  /** The machines of a site that owe a report now; one may have come since the look. */
  private void silence(Tx tx, String site, Office office, Instant now) {
    Outages outages = new Outages(tx, office, now);
    for (Machine machine : tx.agents().ofSite(site)) {
      if (isSilent(machine, office, now)) {
        Instant since = due(machine, office);
        Subjects subjects = new Subjects(tx, Sender.of(machine, office), outages);
        for (SubjectRow row : tx.states().ofWitness(site, machine.code())) {
          subjects.silence(row, since);
        }
        tx.agents().silent(site, machine.code(), since);
      }
    }
  }
}
