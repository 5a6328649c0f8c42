package vn.daugio.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.OfficeFile;
import vn.daugio.collector.office.YamlFile;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.SubjectState;
import vn.daugio.collector.state.Transition;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.collector.store.TestDatabase;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Receipt;
import vn.daugio.protocol.Report;

/** Whatever the order in which reports come, what is known in the end is the same. */
@Tag("engines")
class LateReportsTest {
  private static final Instant T0 = Instant.parse("2026-11-23T00:00:00Z");
  private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
  private static final String PLAN =
      """
      province: p
      communes:
        c:
          name: C
          sites:
            s: {name: S, contact: Tổ, machines: [{code: M, prober: true}]}
      """;
  private static final Office OFFICE = OfficeFile.of("plan", YamlFile.parse("plan", PLAN));

  @TempDir private Path folder;
  private Store store;
  private Intake intake;
  private int sequence;

  @BeforeEach
  void open() {
    store = TestDatabase.open(folder.resolve("t.db"));
    store.write(tx -> tx.agents().add("c/s", "M", "hash", T0));
    intake = new Intake(store, () -> OFFICE);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Instant minute(double minutes) {
    return T0.plusMillis((long) (60_000 * minutes));
  }

  private static CheckResult seen(Instant at, Outcome outcome, @Nullable String reason) {
    return new CheckResult(
        "internet.link", "line", at, 5, outcome, reason, List.of(), List.of(), Map.of());
  }

  private static CheckResult seen(double minute, Outcome outcome) {
    return seen(minute(minute), outcome, outcome == Outcome.OK ? null : "internet.unreachable");
  }

  private Receipt accept(String site, CheckResult result, Instant now) {
    Report report =
        new Report("M", "boot", ++sequence, result.startedAt(), "1", 0, false, List.of(result));
    return accept(site, report, now);
  }

  private Receipt accept(String site, Report report, Instant now) {
    Machine machine = new Machine(site, "M", T0, null, "", 0, null);
    return intake.accept(machine, report, Zipped.body(report), now);
  }

  private record Known(SubjectState state, List<Transition> history) {}

  private Known known(String site) {
    Subject subject = new Subject(site, "line", "internet.link");
    return store.read(
        tx -> new Known(tx.states().find(subject).orElseThrow().state(), tx.history().of(subject)));
  }

  private List<Incident> incidents() {
    return store.read(tx -> tx.incidents().newest(9));
  }

  private long reports() {
    return store.read(tx -> tx.reports().count());
  }

  private List<Notice> notices(Instant now) {
    return store.read(tx -> tx.outbox().due(now, 100));
  }

  @Test
  void anyOrderGivesTheSameStateAndHistoryAndNoNoticeOfWhatIsOver() {
    Random random = new Random(20261123);
    Instant muchLater = T0.plus(Duration.ofHours(9));
    for (int round = 0; round < 60; round++) {
      List<CheckResult> inOrder = new ArrayList<>();
      int count = 2 + random.nextInt(9);
      for (int i = 0; i < count; i++) {
        Outcome outcome = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
        @Nullable String reason = outcome == Outcome.OK ? null : "internet.r" + random.nextInt(2);
        inOrder.add(seen(minute(i), outcome, reason));
      }
      List<CheckResult> shuffled = new ArrayList<>(inOrder);
      Collections.shuffle(shuffled, random);
      String a = "a" + round + "/s";
      String b = "b" + round + "/s";
      inOrder.forEach(one -> accept(a, one, muchLater));
      shuffled.forEach(one -> accept(b, one, muchLater));
      assertThat(known(b)).as("%s came as %s", inOrder, shuffled).isEqualTo(known(a));
    }
    assertThat(notices(muchLater)).isEmpty();
  }

  @Test
  void aLateFailureInsideAGoodTimeIsHistoryOnly() {
    for (int i : new int[] {0, 1, 3, 4}) {
      accept("c/s", seen(i, Outcome.OK), minute(i));
    }
    accept("c/s", seen(2, Outcome.FAIL), minute(5));
    Known known = known("c/s");
    assertThat(known.history())
        .extracting(Transition::at, Transition::outcome)
        .containsExactly(
            tuple(minute(0), Outcome.OK),
            tuple(minute(2), Outcome.FAIL),
            tuple(minute(3), Outcome.OK));
    assertThat(known.state().since()).isEqualTo(minute(3));
    assertThat(known.state().goods().count()).isEqualTo(2);
    assertThat(incidents()).isEmpty();
  }

  @Test
  void aReportThatComesTwiceCountsOnce() {
    Report report = new Report("M", "b", 7, T0, "1", 3, false, List.of(seen(0, Outcome.FAIL)));
    assertThat(accept("c/s", report, T0)).isEqualTo(new Receipt(1, false));
    assertThat(accept("c/s", report, minute(1))).isEqualTo(new Receipt(1, true));
    assertThat(known("c/s").state().fails().count()).isEqualTo(1);
    assertThat(store.read(tx -> tx.agents().ofSite("c/s")).get(0).dropped()).isEqualTo(3);
    assertThat(reports()).isEqualTo(1);
  }

  @Test
  void whatASpoolTellsOfAnOutageThatIsOverIsWrittenDownAndNobodyIsCalled() {
    Instant back = minute(120);
    for (int i = 0; i < 5; i++) {
      accept("c/s", seen(i, Outcome.FAIL), back);
    }
    for (int i = 5; i < 8; i++) {
      accept("c/s", seen(i, Outcome.OK), back);
    }
    List<Incident> incidents = incidents();
    assertThat(incidents).hasSize(1);
    assertThat(incidents.get(0).openedAt()).isEqualTo(minute(0));
    assertThat(incidents.get(0).recoveredAt()).isEqualTo(minute(5));
    assertThat(notices(back)).isEmpty();
  }

  @Test
  void anOutageThatGoesOnIsAnnouncedWithTheFirstFreshReport() {
    Instant back = minute(120);
    accept("c/s", seen(0, Outcome.FAIL), back);
    accept("c/s", seen(1, Outcome.FAIL), back);
    assertThat(notices(back)).isEmpty();
    accept("c/s", seen(119, Outcome.FAIL), back);
    accept("c/s", seen(120, Outcome.FAIL), back);
    assertThat(notices(back))
        .extracting(Notice::kind, notice -> notice.incident().openedAt())
        .containsExactly(tuple(Notice.Kind.OPENED, minute(0)));
  }

  @Test
  void checkTypesThatOnlyANewerAgentKnowsAreKeptRawOnly() {
    CheckResult unknown =
        new CheckResult(
            "quantum.link", "x", T0, 1, Outcome.OK, null, List.of(), List.of(), Map.of());
    assertThat(accept("c/s", unknown, T0)).isEqualTo(new Receipt(1, false));
    List<SubjectRow> rows = store.read(tx -> tx.states().ofSite("c/s"));
    assertThat(rows).isEmpty();
    assertThat(reports()).isEqualTo(1);
  }

  private void sweepAt(Instant started, Instant now) {
    AtomicReference<Instant> clock = new AtomicReference<>(started);
    ScheduledExecutorService unused = Executors.newSingleThreadScheduledExecutor();
    SilenceSweep sweep =
        new SilenceSweep(
            new SilenceSweep.Scope(store, () -> OFFICE, Duration.ofDays(90)), clock::get, unused);
    clock.set(now);
    sweep.sweep();
    unused.shutdown();
  }

  @Test
  void silenceIsNotedWhenDueAndNotBefore() {
    accept("c/s", seen(0, Outcome.OK), minute(0));
    sweepAt(T0.minusSeconds(86_400), minute(9.99));
    assertThat(known("c/s").state().silent()).isFalse();
    sweepAt(T0.minusSeconds(86_400), minute(30));
    Known known = known("c/s");
    assertThat(known.state().silent()).isTrue();
    assertThat(known.state().since()).isEqualTo(minute(10));
    assertThat(known.history().get(1))
        .isEqualTo(new Transition(minute(10), Outcome.UNKNOWN, "agent.silent", "M", true));
    assertThat(store.read(tx -> tx.agents().ofSite("c/s")).get(0).silentSince())
        .isEqualTo(minute(10));
  }

  @Test
  void afterARestartNothingIsSilentBeforeItsTimeHasPassedAgain() {
    accept("c/s", seen(0, Outcome.OK), minute(0));
    sweepAt(minute(300), minute(309.9));
    assertThat(known("c/s").state().silent()).isFalse();
    sweepAt(minute(300), minute(310));
    assertThat(known("c/s").state().since()).isEqualTo(minute(310));
  }

  @Test
  void aSpoolThatIsDeliveredLaterRefutesTheSilence() {
    accept("c/s", seen(0, Outcome.OK), minute(0));
    sweepAt(T0.minusSeconds(86_400), minute(30));
    accept("c/s", seen(1, Outcome.OK), minute(31));
    Known known = known("c/s");
    assertThat(known.state().silent()).isFalse();
    assertThat(known.state().since()).isEqualTo(minute(0));
    assertThat(known.history())
        .containsExactly(new Transition(minute(0), Outcome.OK, null, "M", false));
  }

  @Test
  void aReportFromAfterASilenceLeavesItInHistory() {
    accept("c/s", seen(0, Outcome.OK), minute(0));
    sweepAt(T0.minusSeconds(86_400), minute(30));
    accept("c/s", seen(40, Outcome.OK), minute(40));
    Known known = known("c/s");
    assertThat(known.history())
        .extracting(Transition::at)
        .containsExactly(minute(0), minute(10), minute(40));
    assertThat(known.state().since()).isEqualTo(minute(40));
  }
}
