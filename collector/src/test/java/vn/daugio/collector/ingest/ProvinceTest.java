package vn.daugio.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Mute;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.OfficeFile;
import vn.daugio.collector.office.YamlFile;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.StoreException;
import vn.daugio.collector.store.TestDatabase;
import vn.daugio.collector.store.Tx;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Report;

/** Four sites with a watching machine and another one each, minute by minute; Monday, 7:30. */
@Tag("engines")
class ProvinceTest {
  private static final List<String> SITES = List.of("a", "b", "c", "d");

  @TempDir private Path folder;
  private final ScheduledExecutorService unused = Executors.newSingleThreadScheduledExecutor();
  private final Office office = OfficeFile.of("plan", YamlFile.parse("plan", plan()));
  private final Map<String, String> boots = new HashMap<>();
  private Store store;
  private Intake intake;
  private SilenceSweep sweep;
  private Instant now = Instant.parse("2026-11-23T00:30:00Z");
  private int sequence;

  private static String plan() {
    StringBuilder plan = new StringBuilder("province: p\ncommunes:\n");
    for (String site : SITES) {
      plan.append(
          """
            %s:
              name: Xã %s
              sites:
                s:
                  name: Trụ sở
                  contact: Tổ
                  machines: [{code: M, prober: true}, {code: N}]
                  systems: [dvcqg]
          """
              .formatted(site, site)
              .indent(0));
    }
    return plan.toString();
  }

  @BeforeEach
  void open() {
    store = TestDatabase.open(folder.resolve("t.db"));
    for (String site : SITES) {
      store.write(tx -> tx.agents().add(site + "/s", "M", "m-" + site, now));
      store.write(tx -> tx.agents().add(site + "/s", "N", "n-" + site, now));
    }
    start();
  }

  @AfterEach
  void close() {
    store.close();
    unused.shutdown();
  }

  private void start() {
    intake = new Intake(store, () -> office);
    sweep =
        new SilenceSweep(
            new SilenceSweep.Scope(store, () -> office, Duration.ofDays(90)), () -> now, unused);
  }

  private void report(String site, String machine, CheckResult... results) {
    String boot = boots.getOrDefault(site, "boot-1");
    Report report = new Report(machine, boot, ++sequence, now, "1", 0, false, List.of(results));
    Machine sender =
        store.read(
            tx ->
                tx.agents().ofSite(site + "/s").stream()
                    .filter(one -> one.code().equals(machine))
                    .findFirst()
                    .orElseThrow());
    intake.accept(sender, report, Zipped.body(report), now);
  }

  private static CheckResult result(
      String check, String target, Instant at, @Nullable String reason) {
    Outcome outcome = reason == null ? Outcome.OK : Outcome.FAIL;
    return new CheckResult(check, target, at, 5, outcome, reason, List.of(), List.of(), Map.of());
  }

  private CheckResult line(Instant at, @Nullable String reason) {
    return result("internet.link", "duong-chinh", at, reason);
  }

  private CheckResult system(@Nullable String reason) {
    return result("system.web", "dvcqg", now, reason);
  }

  /** A minute passes; the named sites report, all is well there. */
  private void minutes(int count, List<String> heard) {
    for (int i = 0; i < count; i++) {
      now = now.plusSeconds(60);
      for (String site : heard) {
        report(site, "M", line(now, null), system(null));
        if (i % 15 == 0) {
          report(site, "N", result("computer.health", "N", now, null));
        }
      }
      sweep.sweep();
    }
  }

  private List<String> incidents() {
    return store.read(tx -> tx.incidents().newest(99)).stream()
        .sorted(Comparator.comparing(Incident::id))
        .map(
            one ->
                one.subject().site()
                    + " "
                    + one.cause().code()
                    + (one.parent() == null ? "" : " <" + one.parent())
                    + (one.isOpen() ? " open" : ""))
        .toList();
  }

  private List<String> notices() {
    return store.read(tx -> tx.outbox().due(now.plus(Duration.ofHours(1)), 99)).stream()
        .map(notice -> notice.incident().subject().site() + " " + notice.kind().code())
        .toList();
  }

  @Test
  void aSiteThatIsNotHeardIsOneOutage() {
    minutes(20, SITES);
    minutes(25, List.of("b", "c", "d"));
    assertThat(incidents()).containsExactly("a/s site-silent open");
    assertThat(notices()).containsExactly("a/s opened");
    minutes(2, SITES);
    assertThat(notices()).containsExactly("a/s opened", "a/s recovered");
  }

  @Test
  void aWatcherThatIsOffWhileOthersReportIsOneMachine() {
    minutes(20, SITES);
    for (int i = 0; i < 30; i++) {
      minutes(1, List.of("b", "c", "d"));
      if (i % 15 == 14) {
        report("a", "N", result("computer.health", "N", now, null));
      }
    }
    assertThat(incidents()).containsExactly("a/s machine open");
    assertThat(notices()).containsExactly("a/s opened");
  }

  @Test
  void nothingFromAnywhereIsTheCollectorAndNoSiteIsJudged() {
    minutes(20, SITES);
    minutes(30, List.of());
    assertThat(incidents()).containsExactly("toan-tinh/toan-tinh collector open");
    minutes(5, SITES);
    assertThat(incidents()).containsExactly("toan-tinh/toan-tinh collector");
    assertThat(notices())
        .containsExactly("toan-tinh/toan-tinh opened", "toan-tinh/toan-tinh recovered");
  }

  @Test
  void afterARestartNothingIsSilentBeforeItsTimeHasPassedAgain() {
    minutes(20, SITES);
    now = now.plus(Duration.ofHours(1));
    start();
    minutes(9, List.of());
    assertThat(incidents()).noneMatch(one -> one.contains("site-silent"));
  }

  /** The database was away, not the offices. */
  @Test
  @Tag("postgresql")
  void withoutItsDatabaseItWasDeaf() {
    minutes(20, SITES);
    now = now.plus(Duration.ofHours(1));
    assertThatThrownBy(() -> store.write(this::endSessions)).isInstanceOf(StoreException.class);
    minutes(4, List.of());
    assertThat(incidents()).isEmpty();
    minutes(20, List.of("b", "c", "d"));
    assertThat(incidents()).containsExactly("a/s site-silent open");
  }

  private boolean endSessions(Tx tx) {
    TestDatabase.endSessions(TestDatabase.at(folder.resolve("t.db")));
    return tx.agents().all().isEmpty();
  }

  /** A second collector that looks at the same time comes to the same, and tells nobody twice. */
  @Test
  void twoCollectorsOnOneDatabaseTellEverythingOnce() {
    minutes(20, SITES);
    try (Store second = TestDatabase.open(folder.resolve("t.db"))) {
      SilenceSweep other =
          new SilenceSweep(
              new SilenceSweep.Scope(second, () -> office, Duration.ofDays(90)), () -> now, unused);
      for (int i = 0; i < 25; i++) {
        CompletableFuture<Void> beside = CompletableFuture.runAsync(other::sweep);
        minutes(1, List.of("b", "c", "d"));
        beside.join();
      }
    }
    assertThat(incidents()).containsExactly("a/s site-silent open");
    assertThat(notices()).containsExactly("a/s opened");
  }

  @Test
  void afterAPauseOfTheCollectorTheTimeHasToPassAgain() {
    minutes(20, SITES);
    now = now.plus(Duration.ofHours(1));
    Instant awake = now.plusSeconds(60);
    minutes(20, List.of("b", "c", "d"));
    assertThat(incidents()).isEmpty();
    minutes(1, List.of("b", "c", "d"));
    assertThat(incidents()).containsExactly("a/s site-silent open");
    Incident silence = store.read(tx -> tx.incidents().find(1)).orElseThrow();
    assertThat(silence.openedAt()).isEqualTo(awake.plusSeconds(600));
  }

  @Test
  void afterAPauseNothingFromAnywhereIsNotTheCollectorsTroubleAtOnce() {
    minutes(20, SITES);
    now = now.plus(Duration.ofHours(1));
    minutes(5, List.of());
    assertThat(incidents()).isEmpty();
    minutes(1, List.of());
    assertThat(incidents()).containsExactly("toan-tinh/toan-tinh collector open");
  }

  @Test
  void aClockThatWasSetBackDoesNotMakeItDeaf() {
    now = now.plus(Duration.ofHours(10));
    start();
    sweep.sweep();
    now = now.minus(Duration.ofHours(10));
    minutes(20, SITES);
    minutes(25, List.of("b", "c", "d"));
    assertThat(incidents()).containsExactly("a/s site-silent open");
  }

  @Test
  void aSiteOfOneMachineThatWasSilentBeforeAPauseHasTheSameTime() {
    Machine silent = new Machine("a/s", "M", now, now, "1", 0, now.minus(Duration.ofDays(2)));
    Instant awake = now.plus(Duration.ofHours(1));
    SiteSilence.View view =
        new SiteSilence.View(office.site("a/s").orElseThrow(), List.of(silent), awake);
    assertThat(SiteSilence.judge(view, awake.plusSeconds(599))).isEmpty();
    assertThat(SiteSilence.judge(view, awake.plusSeconds(600))).isPresent();
  }

  @Test
  void whatTheAgentsSawMeanwhileSaysWhatASilenceWas() {
    minutes(20, SITES);
    Instant cut = now;
    minutes(30, List.of("b", "c", "d"));
    now = now.plusSeconds(60);
    CheckResult[] spooled = new CheckResult[20];
    for (int i = 0; i < spooled.length; i++) {
      spooled[i] = line(cut.plusSeconds(60L * (i + 1)), "internet.unreachable");
    }
    report("a", "M", spooled);
    minutes(3, SITES);
    assertThat(incidents()).containsExactly("a/s main-line", "a/s main-line <1");
    assertThat(notices()).containsExactly("a/s opened", "a/s recovered");
    Incident silence = store.read(tx -> tx.incidents().find(1)).orElseThrow();
    assertThat(silence.openedAt()).isEqualTo(cut.plusSeconds(60));
  }

  @Test
  void machinesThatStartAnewAndSawNothingHadNoElectricity() {
    minutes(20, SITES);
    minutes(40, List.of("b", "c", "d"));
    boots.put("a", "boot-2");
    minutes(2, SITES);
    assertThat(incidents()).containsExactly("a/s power");
  }

  @Test
  void agentsThatWereWellAllTheTimeHadNoWayToTheCollector() {
    minutes(20, SITES);
    Instant cut = now;
    minutes(30, List.of("b", "c", "d"));
    report("a", "M", line(cut.plusSeconds(900), null));
    minutes(1, SITES);
    assertThat(incidents()).containsExactly("a/s collector");
  }

  private void fails(int minutes, List<String> failing) {
    for (int i = 0; i < minutes; i++) {
      now = now.plusSeconds(60);
      for (String site : SITES) {
        report(site, "M", line(now, null));
        if (i % 5 == SITES.indexOf(site)) {
          report(site, "M", system(failing.contains(site) ? "system.timed_out" : null));
        }
      }
      sweep.sweep();
    }
  }

  @Test
  void aSystemThatFailsForAllIsOneOutageOfTheProvince() {
    minutes(5, SITES);
    fails(15, SITES);
    assertThat(incidents())
        .containsExactlyInAnyOrder(
            "a/s system-everywhere <3 open",
            "b/s system-everywhere <3 open",
            "toan-tinh/toan-tinh system-everywhere open",
            "c/s system-everywhere <3 open",
            "d/s system-everywhere <3 open");
    assertThat(notices()).containsExactly("toan-tinh/toan-tinh opened");
    fails(15, List.of());
    assertThat(notices())
        .containsExactly("toan-tinh/toan-tinh opened", "toan-tinh/toan-tinh recovered");
    assertThat(incidents()).noneMatch(one -> one.endsWith("open"));
  }

  @Test
  void aSystemThatOthersReachIsAnOutageOfOneSite() {
    minutes(5, SITES);
    fails(15, List.of("b"));
    assertThat(incidents()).containsExactly("b/s system-site open");
    assertThat(notices()).containsExactly("b/s opened");
  }

  @Test
  void whatIsMutedIsToldWhenTheMuteIsOverAndItStillFails() {
    minutes(5, SITES);
    Mute mute =
        new Mute(
            0,
            "b/s",
            "dvcqg",
            null,
            now,
            now.plus(Duration.ofMinutes(30)),
            "planned",
            "response-team",
            "operator");
    store.write(tx -> tx.mutes().add(mute));
    fails(29, List.of("b"));
    assertThat(incidents()).containsExactly("b/s system-site open");
    assertThat(notices()).isEmpty();
    fails(2, List.of("b"));
    assertThat(notices()).containsExactly("b/s opened");
  }

  @Test
  void afterADayThereAreRemindersAndThenOthersAreCalled() {
    fails(15, List.of("b"));
    for (int hours : List.of(11, 1, 7, 5, 2, 6, 1)) {
      now = now.plus(Duration.ofHours(hours));
      sweep.sweep();
      fails(6, List.of("b"));
    }
    assertThat(notices().stream().filter(one -> one.startsWith("b/s")))
        .containsExactly(
            "b/s opened",
            "b/s reminder-50",
            "b/s reminder-80",
            "b/s overdue",
            "b/s escalated-supplier",
            "b/s escalated-chair");
  }
}
