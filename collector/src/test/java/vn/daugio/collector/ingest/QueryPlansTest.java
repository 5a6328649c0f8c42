package vn.daugio.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.OfficeFile;
import vn.daugio.collector.office.YamlFile;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.DeliveryRow;
import vn.daugio.collector.store.DeliveryTable;
import vn.daugio.collector.store.Plans;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.TestDatabase;
import vn.daugio.collector.store.Tx;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Report;

/**
 * What each report, each sweep and each look of the dispatcher asks is found by an index, not by
 * looking at all that ever was. A small index of what lasts may be read from end to end.
 */
class QueryPlansTest {
  private static final Pattern SCAN =
      Pattern.compile("SCAN (\\w+)( USING (COVERING )?INDEX (\\w+))?");

  /** Indexes of what lasts or waits. */
  private static final Set<String> SMALL =
      Set.of(
          "incident_lasting",
          "outbox_unplanned",
          "outbox_waiting",
          "delivery_due",
          "delivery_open",
          "delivery_waiting");

  /** Results of inner queries, and tables of a few rows. */
  private static final Set<String> FEW = Set.of("r", "o", "mute", "channel_aside", "alert");

  @TempDir private Path folder;
  private final ScheduledExecutorService unused = Executors.newSingleThreadScheduledExecutor();
  private final Office office = OfficeFile.of("plan", YamlFile.parse("plan", plan()));
  private Store store;
  private Intake intake;
  private SilenceSweep sweep;
  private Instant now = Instant.parse("2026-11-23T01:30:00Z");
  private int sequence;

  private static String plan() {
    StringBuilder plan = new StringBuilder("province: p\ncommunes:\n");
    for (String commune : List.of("a", "b", "c")) {
      plan.append("  ")
          .append(commune)
          .append(
              ": {name: X, sites: {s: {name: T, contact: U, machines: [{code: M, prober: true},"
                  + " {code: N}], systems: [dvcqg]}}}\n");
    }
    return plan.toString();
  }

  @BeforeEach
  void open() {
    store = TestDatabase.open(folder.resolve("t.db"));
    for (String site : List.of("a/s", "b/s", "c/s")) {
      store.write(tx -> tx.agents().add(site, "M", "m" + site, now));
    }
    intake = new Intake(store, () -> office);
    sweep =
        new SilenceSweep(
            new SilenceSweep.Scope(store, () -> office, Duration.ofDays(90)), () -> now, unused);
  }

  @AfterEach
  void close() {
    store.close();
    unused.shutdown();
  }

  private void report(String site, Instant at, @Nullable String reason) {
    List<CheckResult> results = new ArrayList<>();
    for (String target : List.of("internet.link duong-chinh", "system.web dvcqg")) {
      String[] names = target.split(" ", -1);
      String area = names[0].substring(0, names[0].indexOf('.'));
      boolean bad = reason != null && reason.startsWith(area);
      results.add(
          new CheckResult(
              names[0],
              names[1],
              at,
              5,
              bad ? Outcome.FAIL : Outcome.OK,
              bad ? reason : null,
              List.of(),
              List.of(),
              Map.of()));
    }
    Report report = new Report("M", "boot", ++sequence, now, "1", 0, false, results);
    Machine sender = new Machine(site, "M", now, null, "1", 0, null);
    intake.accept(sender, report, Zipped.body(report), now);
  }

  /** A system is down for all and comes back; a site is silent and sends late what it saw. */
  private void aMorning() {
    for (int minute = 0; minute < 60; minute++) {
      now = now.plusSeconds(60);
      boolean down = minute > 5 && minute < 15;
      for (String site : List.of("a/s", "b/s", "c/s")) {
        if (!site.equals("a/s") || minute < 20 || minute > 50) {
          report(site, now, down ? "system.timed_out" : null);
        }
      }
      if (minute == 51) {
        report("a/s", now.minus(Duration.ofMinutes(20)), "internet.unreachable");
      }
      sweep.sweep();
    }
  }

  private void dispatching(Tx tx) {
    DeliveryTable table = tx.deliveries();
    for (Notice notice : tx.outbox().due(now, 100)) {
      for (String channel : List.of("email", "sms")) {
        DeliveryRow.Place place =
            new DeliveryRow.Place("response-team main 1 a/s", "a/s", "response-team", channel);
        table.plan(notice, place, now, now);
      }
      tx.outbox().planned(notice.id(), now);
      table.ofIncident(notice.incident().id());
    }
    tx.outbox().isDue(now);
    tx.outbox().waiting();
    table.dueChannels(now);
    for (int look = 0; look < 2; look++) { // the second finds the letter of the first again
      Instant until = now.minusSeconds(1);
      table.lease(new DeliveryTable.Lease("email", "me", now, until, 1));
    }
    table.waitingOver(Set.of("email"), now);
    tx.deliveryLog().newest("a/s", 10);
    tx.deliveryLog().unsent("a/s", now);
    tx.incidents().recoveredSince(now.minusSeconds(300));
  }

  @Test
  void nothingLooksAtAllThatEverWas() throws SQLException {
    Map<String, List<String>> plans =
        Plans.of(
            store,
            () -> {
              aMorning();
              store.write(
                  tx -> {
                    dispatching(tx);
                    return true;
                  });
            });
    assertThat(plans.keySet())
        .anyMatch(sql -> sql.contains("letter = ?"))
        .anyMatch(sql -> sql.contains("boot_id = r.boot_id"))
        .anyMatch(sql -> sql.contains("n_over"))
        .hasSizeGreaterThan(40);
    assertThat(plans.entrySet().stream().filter(plan -> scans(plan.getValue())))
        .extracting(Map.Entry::getKey)
        // all machines, once in a sweep
        .containsExactly("SELECT * FROM machine ORDER BY site, code");
  }

  private static boolean scans(List<String> steps) {
    return steps.stream()
        .map(SCAN::matcher)
        .filter(java.util.regex.Matcher::matches)
        .anyMatch(
            step ->
                step.group(4) == null
                    ? !FEW.contains(step.group(1))
                    : !SMALL.contains(step.group(4)));
  }

  /** The site's incidents of lately and the open ones are found by when they ended. */
  @Test
  void whatASiteHadLongAgoIsNotLookedAtWithEachReport() throws SQLException {
    Map<String, List<String>> plans =
        Plans.of(store, () -> store.read(tx -> tx.outages().around("a/s", now)));
    assertThat(plans.values().iterator().next())
        .contains("SEARCH incident USING INDEX incident_around (site=? AND recovered_at>?)");
  }
}
