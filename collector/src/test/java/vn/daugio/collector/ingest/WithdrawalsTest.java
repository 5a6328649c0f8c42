package vn.daugio.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.OfficeFile;
import vn.daugio.collector.office.YamlFile;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.IncidentTable;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.TestDatabase;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Report;

/** What is taken out of the plan while it fails; Monday, 7:30. */
class WithdrawalsTest {
  private static final String MACHINES = "[{code: M, prober: true}, {code: N}]";
  private static final String PRINTER =
      "{name: may-in, kind: printer, ipp: 'ipp://127.0.0.1:8631/ipp/print'}";
  private static final String PRINTERS =
      "[%s, {name: sw, kind: switch, address: 127.0.0.1, snmp: {version: 2c, community: public}}]"
          .formatted(PRINTER);
  private static final String NO_ANSWER = "device.not_answering";

  @TempDir private Path folder;
  private final ScheduledExecutorService unused = Executors.newSingleThreadScheduledExecutor();
  private Office office = plan(MACHINES, PRINTERS, "[dvcqg]");
  private Store store;
  private Intake intake;
  private SilenceSweep sweep;
  private Instant now = Instant.parse("2026-11-23T00:30:00Z");
  private int sequence;

  private static Office plan(String machines, String targets, String systems) {
    String plan =
        """
        province: p
        communes:
          c:
            name: C
            sites:
              s: {name: S, contact: T, machines: %s, targets: %s, systems: %s}
              t: {name: T, contact: T, machines: %s, systems: %s}
        """
            .formatted(machines, targets, systems, MACHINES, systems);
    return OfficeFile.of("plan", YamlFile.parse("plan", plan));
  }

  private static Office onlyTheOtherSite() {
    String plan =
        """
        province: p
        communes:
          c: {name: C, sites: {t: {name: T, contact: T, machines: %s}}}
        """;
    return OfficeFile.of("plan", YamlFile.parse("plan", plan.formatted(MACHINES)));
  }

  @BeforeEach
  void open() {
    store = TestDatabase.open(folder.resolve("t.db"));
    for (String site : List.of("c/s", "c/t")) {
      for (String code : List.of("M", "N", "X")) {
        store.write(tx -> tx.agents().add(site, code, site + code, now));
      }
    }
    start();
  }

  private void start() {
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

  private void report(String site, String machine, CheckResult... results) {
    Report report = new Report(machine, "boot", ++sequence, now, "1", 0, false, List.of(results));
    Machine sender = new Machine(site, machine, now, null, "1", 0, null);
    intake.accept(sender, report, Zipped.body(report), now);
  }

  private static CheckResult result(
      String check, String target, Instant at, @Nullable String reason) {
    Outcome outcome = reason == null ? Outcome.OK : Outcome.FAIL;
    return new CheckResult(check, target, at, 5, outcome, reason, List.of(), List.of(), Map.of());
  }

  private CheckResult printer(Instant at, @Nullable String reason) {
    return result("printer.status", "may-in", at, reason);
  }

  private void minutes(int count, CheckResult... other) {
    for (int i = 0; i < count; i++) {
      now = now.plusSeconds(60);
      report("c/t", "M", result("internet.link", "duong-chinh", now, null));
      report("c/s", "M", result("internet.link", "duong-chinh", now, null));
      for (CheckResult one : other) {
        report("c/s", "M", result(one.check(), one.target(), now, one.reason()));
      }
      sweep.sweep();
    }
  }

  private void elsewhere(int count) {
    for (int i = 0; i < count; i++) {
      now = now.plusSeconds(60);
      report("c/t", "M", result("internet.link", "duong-chinh", now, null));
      sweep.sweep();
    }
  }

  private void withoutTheWatcher(int tens) {
    for (int i = 0; i < tens; i++) {
      report("c/s", "N", result("computer.health", "N", now, null));
      elsewhere(10);
    }
  }

  private List<String> incidents() {
    return store.read(tx -> tx.incidents().newest(99)).stream()
        .sorted(Comparator.comparing(Incident::id))
        .map(
            one ->
                one.subject().site()
                    + " "
                    + one.subject().target()
                    + (one.parent() == null ? "" : " <" + one.parent())
                    + (one.isOpen() ? " open" : one.isWithdrawn() ? " withdrawn" : " recovered"))
        .toList();
  }

  private List<String> notices() {
    return store.read(tx -> tx.outbox().due(now.plus(Duration.ofHours(1)), 99)).stream()
        .map(notice -> notice.incident().subject().target() + " " + notice.kind().code())
        .toList();
  }

  private Incident incident(long id) {
    return store.read(tx -> tx.incidents().find(id)).orElseThrow();
  }

  private void withdrawPrinter() {
    minutes(5, printer(now, NO_ANSWER));
    assertThat(incidents()).containsExactly("c/s may-in open");
    office = plan(MACHINES, "[]", "[dvcqg]");
    minutes(62);
  }

  @Test
  void aTargetThatIsTakenOutOfThePlanEndsAfterAnHourAndIsNoRecovery() {
    minutes(5, printer(now, NO_ANSWER));
    office = plan(MACHINES, "[]", "[dvcqg]");
    Instant out = now;
    minutes(60);
    assertThat(incidents()).containsExactly("c/s may-in open");
    minutes(1);
    assertThat(incidents()).containsExactly("c/s may-in withdrawn");
    assertThat(incident(1).course().withdrawnAt()).isEqualTo(out.plus(Duration.ofMinutes(61)));
    minutes(5);
    assertThat(notices()).containsExactly("may-in opened", "may-in withdrawn");
    List<IncidentTable.Event> events = store.read(tx -> tx.incidents().events(1));
    assertThat(events)
        .extracting(IncidentTable.Event::kind)
        .containsExactly("opened", "announced", "withdrawn");
    assertThat(store.read(tx -> tx.incidents().recoveries().of("c")).counts()).containsOnly(0L);
    Subject subject = new Subject("c/s", "may-in", "printer.status");
    boolean known = store.read(tx -> tx.states().find(subject).isPresent());
    assertThat(known).isFalse();
    now = now.plus(Duration.ofDays(2));
    minutes(1);
    assertThat(notices()).containsExactly("may-in opened", "may-in withdrawn");
  }

  @Test
  void aPlanThatLacksItForAMomentEndsNothing() {
    minutes(5, printer(now, NO_ANSWER));
    office = plan(MACHINES, "[]", "[dvcqg]");
    minutes(50);
    office = plan(MACHINES, PRINTERS, "[dvcqg]");
    minutes(50);
    office = plan(MACHINES, "[]", "[dvcqg]");
    minutes(50);
    assertThat(incidents()).containsExactly("c/s may-in open");
  }

  @Test
  void whatComesBackAndFailsIsANewIncident() {
    withdrawPrinter();
    office = plan(MACHINES, PRINTERS, "[dvcqg]");
    Instant back = now;
    minutes(5, printer(now, NO_ANSWER));
    assertThat(incidents()).containsExactly("c/s may-in withdrawn", "c/s may-in open");
    assertThat(incident(2).openedAt()).isEqualTo(back.plusSeconds(60));
    assertThat(incident(2).course().reopened()).isZero();
    minutes(5, printer(now, null));
    assertThat(incidents()).containsExactly("c/s may-in withdrawn", "c/s may-in recovered");
    assertThat(notices())
        .containsExactly("may-in opened", "may-in withdrawn", "may-in opened", "may-in recovered");
  }

  @Test
  void lateReportsOfTheTimeBeforeChangeNothingOfIt() {
    withdrawPrinter();
    Instant begun = incident(1).openedAt();
    CheckResult[] spooled = {
      printer(begun.plusSeconds(600), null),
      printer(begun.plusSeconds(660), null),
      printer(begun.plusSeconds(720), NO_ANSWER),
      printer(begun.plusSeconds(780), NO_ANSWER),
      printer(begun.plusSeconds(840), NO_ANSWER),
    };
    report("c/s", "M", spooled);
    assertThat(incidents()).containsExactly("c/s may-in withdrawn");
    office = plan(MACHINES, PRINTERS, "[dvcqg]");
    minutes(3, printer(now, null));
    report("c/s", "M", spooled);
    minutes(1, printer(now, null));
    assertThat(incidents()).containsExactly("c/s may-in withdrawn");
    assertThat(notices()).containsExactly("may-in opened", "may-in withdrawn");
  }

  @Test
  void lateReportsOfTheTimeAfterTellOnlyThatAnew() {
    withdrawPrinter();
    office = plan(MACHINES, PRINTERS, "[dvcqg]");
    Instant back = now;
    minutes(1, printer(now, null));
    minutes(20);
    report("c/s", "M", printer(now, NO_ANSWER));
    report(
        "c/s",
        "M",
        printer(back.plusSeconds(300), NO_ANSWER),
        printer(back.plusSeconds(360), NO_ANSWER),
        printer(back.plusSeconds(420), NO_ANSWER));
    minutes(1, printer(now, NO_ANSWER));
    assertThat(incidents()).containsExactly("c/s may-in withdrawn", "c/s may-in open");
    assertThat(incident(2).openedAt()).isEqualTo(back.plusSeconds(300));
    assertThat(incident(1).openedAt()).isBefore(back.minusSeconds(3600));
  }

  @Test
  void afterARestartTheHourBeginsAgain() {
    minutes(5, printer(now, NO_ANSWER));
    office = plan(MACHINES, "[]", "[dvcqg]");
    minutes(50);
    start();
    minutes(60);
    assertThat(incidents()).containsExactly("c/s may-in open");
    minutes(1);
    assertThat(incidents()).containsExactly("c/s may-in withdrawn");
  }

  @Test
  void whatNoPlanNamesIsNotEndedByMistake() {
    minutes(
        5,
        result("lan.gateway", "gateway", now, "gateway.unreachable"),
        result("printer.status", "may-in-rieng", now, NO_ANSWER));
    for (int i = 0; i < 3; i++) {
      report("c/s", "X", result("endpoint.protection", "X", now, "endpoint.not_running"));
      minutes(1);
    }
    List<String> open = List.of("c/s gateway open", "c/s may-in-rieng <1 open", "c/s X open");
    assertThat(incidents()).containsExactlyElementsOf(open);
    now = now.plus(Duration.ofDays(13));
    minutes(90);
    assertThat(incidents()).containsExactlyElementsOf(open);
    now = now.plus(Duration.ofDays(1));
    minutes(90);
    assertThat(incidents())
        .containsExactly("c/s gateway open", "c/s may-in-rieng <1 withdrawn", "c/s X withdrawn");
  }

  @Test
  void aMachineThatIsTakenOutOfThePlanEndsWhenItIsNotHeard() {
    for (int i = 0; i < 3; i++) {
      report("c/s", "N", result("endpoint.protection", "N", now, "endpoint.not_running"));
      minutes(1);
    }
    assertThat(incidents()).containsExactly("c/s N open");
    office = plan("[{code: M, prober: true}]", PRINTERS, "[dvcqg]");
    for (int i = 0; i < 8; i++) {
      report("c/s", "N", result("endpoint.protection", "N", now, "endpoint.not_running"));
      minutes(15);
    }
    assertThat(incidents()).containsExactly("c/s N open");
    minutes(50);
    assertThat(incidents()).containsExactly("c/s N withdrawn");
  }

  @Test
  void aSiteThatIsTakenOutEndsWithAllThatItHas() {
    minutes(5, printer(now, NO_ANSWER));
    elsewhere(40);
    List<String> open = List.of("c/s may-in <2 open", "c/s s open");
    assertThat(incidents()).containsExactlyElementsOf(open);
    office = onlyTheOtherSite();
    elsewhere(62);
    assertThat(incidents()).containsExactly("c/s may-in <2 withdrawn", "c/s s withdrawn");
    assertThat(notices()).containsExactly("may-in opened", "s opened", "s withdrawn");
    office = plan(MACHINES, PRINTERS, "[dvcqg]");
    Instant back = now;
    elsewhere(3);
    assertThat(incidents())
        .containsExactly("c/s may-in <2 withdrawn", "c/s s withdrawn", "c/s s open");
    assertThat(incident(3).openedAt()).isBeforeOrEqualTo(back);
  }

  @Test
  void aWatcherThatWatchesNoMoreIsNoSilenceAnyMore() {
    minutes(20);
    withoutTheWatcher(4);
    assertThat(incidents()).containsExactly("c/s M open");
    office = plan("[{code: M}, {code: N, prober: true}]", PRINTERS, "[dvcqg]");
    withoutTheWatcher(7);
    assertThat(incidents()).containsExactly("c/s M withdrawn");
    report("c/s", "M", result("computer.health", "M", now, null));
    assertThat(incidents()).containsExactly("c/s M withdrawn");
  }

  @Test
  void whatItsRootTookAlongStandsForItselfAfterwards() {
    minutes(
        5,
        result("switch.ports", "sw", now, "switch.not_answering"),
        printer(now, "printer.not_answering"));
    assertThat(incidents()).containsExactly("c/s sw open", "c/s may-in <1 open");
    office = plan(MACHINES, "[" + PRINTER + "]", "[dvcqg]");
    minutes(62, printer(now, "printer.not_answering"));
    assertThat(incidents()).containsExactly("c/s sw withdrawn", "c/s may-in <1 open");
    minutes(21, printer(now, "printer.not_answering"));
    assertThat(incidents()).containsExactly("c/s sw withdrawn", "c/s may-in open");
    assertThat(notices()).containsExactly("sw opened", "sw withdrawn", "may-in opened");
  }

  private void system(int minutes, @Nullable String atS, @Nullable String atT) {
    for (int i = 0; i < minutes; i++) {
      now = now.plusSeconds(60);
      report("c/s", "M", result("system.web", "dvcqg", now, atS));
      report("c/t", "M", result("system.web", "dvcqg", now, atT));
      sweep.sweep();
    }
  }

  @Test
  void aSystemThatNobodyAsksAnyMoreEndsForTheProvinceToo() {
    system(20, "system.timed_out", "system.timed_out");
    assertThat(incidents())
        .containsExactlyInAnyOrder(
            "c/s dvcqg <3 open", "toan-tinh/toan-tinh dvcqg open", "c/t dvcqg <3 open");
    office = plan(MACHINES, PRINTERS, "[]");
    minutes(62);
    assertThat(incidents())
        .containsExactlyInAnyOrder(
            "c/s dvcqg <3 withdrawn",
            "toan-tinh/toan-tinh dvcqg withdrawn",
            "c/t dvcqg <3 withdrawn");
    minutes(60);
    assertThat(notices()).containsExactly("dvcqg opened", "dvcqg withdrawn");
  }
}
