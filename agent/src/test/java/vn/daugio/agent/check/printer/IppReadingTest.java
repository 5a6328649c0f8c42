package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.probe.IppAnswer;
import vn.daugio.agent.probe.IppGroup;
import vn.daugio.agent.probe.IppValue;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class IppReadingTest {
  private static List<IppValue> whole(int number) {
    return List.of(new IppValue.Whole(number));
  }

  private static IppGroup job(int state, int created) {
    return new IppGroup(2, Map.of("job-state", whole(state), "time-at-creation", whole(created)));
  }

  private static Finding judge(Map<String, List<IppValue>> printer, IppGroup... jobs) {
    IppAnswer answer = new IppAnswer(0, List.of(new IppGroup(4, printer)), Optional.empty());
    IppReading reading = IppReading.of(answer, List.of(jobs));
    Finding.Builder finding = Finding.of(CheckType.PRINTER_STATUS);
    IppStatusJudgement.device(finding, reading);
    IppStatusJudgement.queue(finding, reading, Assignments.of(CheckType.PRINTER_STATUS));
    return finding.build();
  }

  @ParameterizedTest
  @CsvSource({
    "9401, OK,", // 599 s
    "9400, WARN, PRINTER_JOB_STUCK",
    "6401, WARN, PRINTER_JOB_STUCK",
    "6400, FAIL, PRINTER_JOB_STUCK",
    "-500, FAIL, PRINTER_JOB_STUCK", // created before the printer was last started
    "10001, OK,", // in the future: a clock that was set
  })
  void theOldestJobTells(int created, Outcome outcome, Reason reason) {
    Finding finding =
        judge(
            Map.of("printer-state", whole(4), "printer-up-time", whole(10_000)),
            job(3, 9_999),
            job(5, created));
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"3, FAIL", "4, OK", "5, FAIL", "6, FAIL", "9, OK"})
  void aJobThatIsHeldIsNotStuck(int state, Outcome outcome) {
    Finding finding =
        judge(
            Map.of("printer-state", whole(3), "printer-up-time", whole(10_000)), job(state, 1_000));
    assertThat(finding.outcome()).isEqualTo(outcome);
  }

  @Test
  void byDatesWhereThereAreNoSeconds() {
    Instant now = Instant.parse("2026-11-23T00:30:00Z");
    IppGroup job =
        new IppGroup(
            2,
            Map.of(
                "job-state",
                whole(3),
                "date-time-at-creation",
                List.of(new IppValue.Moment(now.minusSeconds(1800)))));
    Finding finding =
        judge(
            Map.of(
                "printer-state",
                whole(3),
                "printer-current-time",
                List.of(new IppValue.Moment(now))),
            job);
    assertThat(finding.reason()).isEqualTo(Reason.PRINTER_JOB_STUCK);
    assertThat(finding.facts()).containsEntry("oldestJobMinutes", "30");
  }

  @Test
  void ofOneKeywordTheGravestCounts() {
    Finding finding =
        judge(
            Map.of(
                "printer-state",
                whole(3),
                "printer-state-reasons",
                List.of(
                    new IppValue.Text("media-empty-report"),
                    new IppValue.Text("media-empty-error"))));
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.facts()).containsEntry("stateReasons", "media-empty error");
  }

  @ParameterizedTest
  @CsvSource({
    "3, media-empty-report, WARN, PRINTER_NO_PAPER",
    "5, media-empty-report, FAIL, PRINTER_NO_PAPER",
    "5, toner-low-warning, FAIL, PRINTER_DOWN",
    "5, none, FAIL, PRINTER_DOWN",
    "5, paused, FAIL, PRINTER_QUEUE_STOPPED",
    "4, none, OK,",
    "0, none, UNKNOWN, PRINTER_UNREADABLE",
    "7, none, UNKNOWN, PRINTER_UNREADABLE",
  })
  void everyState(int state, String word, Outcome outcome, Reason reason) {
    Finding finding =
        judge(
            Map.of(
                "printer-state",
                whole(state),
                "printer-state-reasons",
                List.of(new IppValue.Text(word))));
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"suspend", "hibernate", "standby", "sleep", "resuming", "power-up", "none"})
  void asleepIsNotDown(String word) {
    for (String suffix : List.of("", "-report", "-warning")) {
      for (int state : new int[] {3, 4}) {
        Finding finding =
            judge(
                Map.of(
                    "printer-state",
                    whole(state),
                    "printer-state-reasons",
                    List.of(new IppValue.Text(word + suffix))));
        assertThat(finding.outcome()).isEqualTo(Outcome.OK);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3, timed-out, FAIL, PRINTER_OFFLINE",
    "3, shutdown, FAIL, PRINTER_OFFLINE",
    "3, deactivated, FAIL, PRINTER_QUEUE_STOPPED",
    "4, connecting-to-device, WARN, PRINTER_OFFLINE",
  })
  void whatLooksLikeSleepAndIsNone(int state, String word, Outcome outcome, Reason reason) {
    everyState(state, word, outcome, reason);
  }

  private static Finding trays(int state, String reason, String... rows) {
    return judge(
        Map.of(
            "printer-state",
            whole(state),
            "printer-state-reasons",
            List.of(new IppValue.Text(reason)),
            "printer-input-tray",
            Stream.of(rows).<IppValue>map(IppValue.Text::new).toList()));
  }

  @ParameterizedTest
  @CsvSource({
    // named, or of the type; with and without the device's own alert
    "3, media-empty-error, type=sheetFeedManual;level=0;status=8;name=Tray 1, level=-3, OK,",
    "3, media-empty-warning, type=sheetFeedAutoNonRemovableTray;level=0;status=19;name=MP Tray,"
        + " level=250;maxcapacity=250, OK,",
    "3, media-empty, TYPE=sheetfeedmanual; level=0, level=-2;status=0, OK,",
    "3, media-low-report, type=sheetFeedManual;level=0, level=-3;status=0, OK,",
    // another tray is low itself
    "3, media-low, type=sheetFeedManual;level=0, level=24;maxcapacity=250, WARN, PRINTER_LOW_PAPER",
    "3, media-low, type=sheetFeedManual;level=0, level=-3;status=8, WARN, PRINTER_LOW_PAPER",
    // another tray is empty, or nobody knows
    "3, media-empty, type=sheetFeedManual;level=0, level=0, FAIL, PRINTER_NO_PAPER",
    "3, media-empty, type=sheetFeedManual;level=0, level=-2, FAIL, PRINTER_NO_PAPER",
    "3, media-empty, type=sheetFeedManual;level=-2, level=5, FAIL, PRINTER_NO_PAPER",
    "3, media-empty, type=sheetFeedManual;level=0, level=x, FAIL, PRINTER_NO_PAPER",
    "3, media-empty, type=sheetFeedManual;level=0, ;=;;, FAIL, PRINTER_NO_PAPER",
    // the choice among trays is no tray
    "3, media-empty, type=sheetFeedManual;level=0, status=0;name=Auto, FAIL, PRINTER_NO_PAPER",
    // a job waits for it
    "5, media-empty, type=sheetFeedManual;level=0, level=-3, FAIL, PRINTER_NO_PAPER",
    "3, media-needed, type=sheetFeedManual;level=0, level=-3, FAIL, PRINTER_NO_PAPER",
    "3, media-jam, type=sheetFeedManual;level=0, level=-3, FAIL, PRINTER_JAMMED",
  })
  void anEmptyByPassTrayAloneIsOk(
      int state, String word, String one, String other, Outcome outcome, Reason reason) {
    Finding finding = trays(state, word, one, other);
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason()).isEqualTo(reason);
    assertThat(finding.also()).isEmpty();
  }

  @Test
  void theEmptyTrayIsNamed() {
    Finding finding =
        trays(
            3,
            "media-empty-error",
            "type=other;level=-2;status=19;name=Auto;",
            "type=sheetFeedManual;level=0;name=Bypass;",
            "type=sheetFeedAutoRemovableTray;level=250;name=Tray 1;",
            "type=sheetFeedAutoRemovableTray;level=0;name=Tray\n2;",
            "level=0");
    assertThat(finding.reason()).isEqualTo(Reason.PRINTER_NO_PAPER);
    assertThat(finding.facts())
        .containsEntry("tray", "Tray 2, 4")
        .containsEntry("byPassEmpty", "Bypass");
  }

  @Test
  void hostileTraysAreBounded() {
    String[] many = new String[5000];
    Arrays.fill(many, "level=0;name=" + "x".repeat(1000) + ";".repeat(1000));
    Finding finding = trays(3, "media-empty", many);
    assertThat(finding.reason()).isEqualTo(Reason.PRINTER_NO_PAPER);
    assertThat(finding.facts()).containsEntry("tray", "x".repeat(64));
    assertThat(trays(3, "media-empty", "", ";", "=", "level=", "level=99999999999999").reason())
        .isEqualTo(Reason.PRINTER_NO_PAPER);
  }
}
