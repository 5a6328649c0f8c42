package vn.daugio.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.InventoryReport;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Report;
import vn.daugio.protocol.TargetKind;

class AgentTest {
  /** Monday, 09:00 in Vietnam. */
  private static final Instant NINE = Instant.parse("2026-11-23T02:00:00Z");

  @TempDir Path directory;

  private final AtomicReference<Instant> now = new AtomicReference<>(NINE);
  private final AtomicReference<Check> check =
      new AtomicReference<>((assignment, last, deadline) -> Finding.of(assignment.type()).build());
  private final InstantSource clock = now::get;
  private FakeCollector collector;

  AgentTest() throws IOException {
    collector = new FakeCollector();
  }

  /** Checks of an ordinary PC in a full round. */
  private static final int OF_A_MACHINE =
      (int) Stream.of(CheckType.values()).filter(type -> type.kind() == TargetKind.MACHINE).count();

  private static InventoryReport installed(long request) {
    return new InventoryReport(request, List.of(), List.of());
  }

  @BeforeEach
  void noPlan() {
    collector.plan = null;
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private Agent open(String more) throws IOException {
    Agent.Equipment equipment =
        new Agent.Equipment(
            address -> true, type -> check.get(), AgentTest::installed, clock, "test");
    return Agent.open(collector.config(directory, more), equipment).orElseThrow();
  }

  private void tick() throws IOException, InterruptedException {
    try (Agent agent = open("")) {
      agent.tickOnce(false);
    }
  }

  private static PlanDocument plan(boolean prober) {
    return new PlanDocument(
        "a/b", "M-1", prober, List.of(), List.of(), List.of(), Map.of(), Map.of(), List.of(), null,
        null);
  }

  private static List<String> checks(Report report) {
    return report.results().stream().map(CheckResult::check).toList();
  }

  @Test
  void aFreshMachineReportsItsFirstRoundAtOnceAndThenKeepsToTheSchedule()
      throws IOException, InterruptedException {
    tick();
    assertThat(collector.reports).hasSize(1);
    Report first = collector.reports.get(0);
    assertThat(first.machine()).isEqualTo("M-1");
    assertThat(first.agent()).isEqualTo("test");
    assertThat(first.sequence()).isEqualTo(1);
    assertThat(first.sentAt()).isEqualTo(NINE);
    assertThat(first.late()).isFalse();
    assertThat(checks(first))
        .containsExactly(
            "computer.health",
            "endpoint.protection",
            "endpoint.firewall",
            "endpoint.updates",
            "endpoint.exposure",
            "signing.token",
            "signing.certificate",
            "device.local",
            "meeting.local",
            "printer.local",
            "scanner.local",
            "lan.interface",
            "ipv6.readiness");
    tick();
    assertThat(collector.reports).hasSize(1);
    now.set(NINE.plusSeconds(900));
    tick();
    assertThat(checks(collector.reports.get(1))).containsExactly("lan.interface");
    assertThat(collector.reports.get(1).sequence()).isEqualTo(2);
    assertThat(collector.reports.get(1).bootId()).isEqualTo(first.bootId());
  }

  @Test
  void aMissedMorningIsCaughtUpOnceAndMarkedLate() throws IOException, InterruptedException {
    tick();
    now.set(NINE.plus(Duration.ofDays(1)));
    tick();
    tick();
    assertThat(collector.reports).hasSize(2);
    assertThat(collector.reports.get(1).late()).isTrue();
    assertThat(collector.reports.get(1).results()).hasSize(OF_A_MACHINE);
  }

  @Test
  void anOutageCostsNothingAndOrderIsKept() throws IOException, InterruptedException {
    collector.status = 503;
    for (int i = 0; i < 4; i++) {
      now.set(NINE.plusSeconds(900L * i));
      tick();
    }
    assertThat(collector.reports).isEmpty();
    collector.status = 200;
    tick();
    assertThat(collector.reports).extracting(Report::sequence).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void refusedReportsAreCountedInTheNextAcceptedOne() throws IOException, InterruptedException {
    collector.status = 422;
    tick();
    collector.status = 200;
    now.set(NINE.plusSeconds(900));
    tick();
    now.set(NINE.plusSeconds(1800));
    tick();
    assertThat(collector.reports).extracting(Report::dropped).containsExactly(1L, 0L);
    assertThat(collector.reports).extracting(Report::sequence).containsExactly(2L, 3L);
  }

  @Test
  void aRoundNowRunsEverythingWhateverTheTime() throws IOException, InterruptedException {
    tick();
    try (Agent agent = open("")) {
      agent.tickOnce(true);
    }
    assertThat(collector.reports).hasSize(2);
    assertThat(collector.reports.get(1).results()).hasSize(OF_A_MACHINE);
  }

  @Test
  void theNextReadingKnowsTheLast() throws IOException, InterruptedException {
    check.set(
        (assignment, last, deadline) ->
            Finding.of(assignment.type())
                .fact("last", last.at() + " " + last.values())
                .remember("n", "1")
                .build());
    tick();
    now.set(NINE.plusSeconds(900));
    tick();
    assertThat(collector.reports.get(0).results().get(2).facts())
        .isEqualTo(Map.of("last", "null {}"));
    assertThat(collector.reports.get(1).results().get(0).facts())
        .isEqualTo(Map.of("last", NINE + " {n=1}"));
  }

  @Test
  void thePlanMakesAProberThatStaysUntilThePlanSaysOtherwise()
      throws IOException, InterruptedException {
    collector.plan = plan(true);
    try (Agent agent = open("")) {
      agent.tickOnce(false);
      assertThat(agent.isResident()).isTrue();
      assertThat(checks(collector.reports.get(0)))
          .containsExactly(
              "computer.health",
              "endpoint.protection",
              "endpoint.firewall",
              "endpoint.updates",
              "endpoint.exposure",
              "signing.token",
              "signing.certificate",
              "device.local",
              "meeting.local",
              "printer.local",
              "scanner.local",
              "lan.interface",
              "lan.gateway",
              "internet.link",
              "internet.dns",
              "ipv6.readiness");
      collector.plan = plan(false);
      agent.runWhileResident();
      assertThat(agent.isResident()).isFalse();
    }
  }

  @Test
  void theCachedPlanServesWhileTheCollectorIsAway() throws IOException, InterruptedException {
    collector.plan = plan(true);
    tick();
    collector.plan = null;
    now.set(NINE.plusSeconds(120));
    tick();
    assertThat(checks(collector.reports.get(1))).contains("lan.gateway", "internet.link");
  }

  @Test
  void ownTargetsAreCheckedWithTheWayToThem() throws IOException, InterruptedException {
    check.set(
        (assignment, last, deadline) ->
            assignment.type().code().equals("lan.gateway")
                ? Finding.of(assignment.type()).fail(Reason.LAN_GATEWAY_UNREACHABLE).build()
                : Finding.of(assignment.type()).build());
    try (Agent agent =
        open("targets: [{name: dvc, kind: system, url: 'https://dvc.example.vn'}]")) {
      agent.tickOnce(false);
    }
    assertThat(collector.reports.get(0).results())
        .filteredOn(result -> "upstream_down".equals(result.reason()))
        .extracting(CheckResult::check)
        .containsExactly("internet.link", "internet.dns", "ipv6.readiness", "system.web");
  }

  @Test
  void aLineIsSampledOnceADayWhileTheCounterIsClosed() throws IOException, InterruptedException {
    String line =
        "targets: [{name: l, kind: link, throughput: {download: 'http://127.0.0.1:1/f'}}]";
    try (Agent agent = open(line)) {
      for (int day = 0; day < 3; day++) {
        for (int minutes : new int[] {0, 120, 165, 225, 300, 525, 840, 1310}) {
          now.set(NINE.plus(Duration.ofDays(day)).plusSeconds(60L * minutes));
          agent.tickOnce(minutes == 120);
        }
      }
    }
    List<LocalTime> samples =
        collector.reports.stream()
            .flatMap(report -> report.results().stream())
            .filter(result -> result.check().equals("internet.throughput"))
            .map(result -> LocalTime.ofInstant(result.startedAt(), OfficeZone.ZONE))
            .toList();
    // at 12:45 of each day, and not at 11:00, when somebody asked for a round
    assertThat(samples).containsOnly(LocalTime.of(12, 45)).hasSize(3);
  }

  @Test
  void twoAgentsNeverWorkInOneDirectory() throws IOException {
    try (Agent first = open("")) {
      assertThat(first).isNotNull();
      Agent.Equipment equipment =
          new Agent.Equipment(
              address -> true, type -> check.get(), AgentTest::installed, clock, "test");
      assertThat(Agent.open(collector.config(directory, ""), equipment)).isEmpty();
    }
  }

  @Test
  void withoutCollectorThereIsNothingToStayFor() {
    Agent.Equipment equipment =
        new Agent.Equipment(
            address -> true, type -> check.get(), AgentTest::installed, clock, "test");
    assertThatThrownBy(() -> Agent.open(AgentConfig.none(), equipment))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anInterruptionCutsTheRoundOffAndLeavesTheSpoolWhole()
      throws IOException, InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    Check normal = check.get();
    check.set(
        (assignment, last, deadline) -> {
          started.countDown();
          new CountDownLatch(1).await();
          return Finding.of(assignment.type()).build();
        });
    CountDownLatch ended = new CountDownLatch(1);
    Thread worker =
        new Thread(
            () -> {
              try (Agent agent = open("")) {
                agent.run(false);
              } catch (InterruptedException e) {
                ended.countDown();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    worker.start();
    assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
    worker.interrupt();
    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    worker.join();
    check.set(normal);
    tick();
    assertThat(collector.reports).extracting(Report::sequence).containsExactly(1L);
  }

  @Test
  void aDirectoryThatTakesNothingIsWaitedForAndNoReportIsLost()
      throws IOException, InterruptedException {
    try (Agent agent = open("")) {
      agent.tickOnce(false);
      Path spool = directory.resolve("spool");
      Files.move(spool, directory.resolve("away"));
      Files.writeString(spool, "in the way");
      now.set(NINE.plusSeconds(120));
      agent.tickOnce(false);
      assertThat(collector.reports).hasSize(1);
      Files.delete(spool);
      Files.move(directory.resolve("away"), spool);
      now.set(NINE.plusSeconds(240));
      agent.tickOnce(false);
    }
    assertThat(collector.reports).hasSize(3);
    assertThat(collector.reports).extracting(Report::sequence).containsExactly(1L, 2L, 3L);
  }
}
