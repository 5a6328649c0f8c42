package vn.daugio.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import vn.daugio.collector.TestCollector;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.surface.PluggedRows;
import vn.daugio.collector.surface.Rows;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Enrolment;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.ProtocolJson;
import vn.daugio.protocol.Report;

/**
 * A morning of a province of two communes: the real collector with a clock that is told, reports of
 * every kind of result, and a scrape of each of its pages every minute.
 */
final class SimulatedProvince implements AutoCloseable {
  /** 07:00 of a Monday. */
  static final Instant BEGIN = Instant.parse("2026-11-23T00:00:00Z");

  static final int MINUTES = 240;
  static final Instant END = BEGIN.plus(Duration.ofMinutes(MINUTES - 1));

  private static final String PLAN =
      """
      province: phu-tho
      communes:
        dai-dong:
          name: Xã Đại Đồng
          sites:
            tru-so:
              name: Trụ sở
              contact: Tổ ứng cứu công nghệ xã
              machines:
                - {code: OC-Q1-01, role: quầy 1, prober: true}
                - {code: OC-Q1-02, role: quầy 2}
                - {code: OC-Q1-03, role: quầy 3}
                - {code: OC-Q1-04, role: quầy 4}
        tam-son:
          name: Xã Tam Sơn
          sites:
            tru-so:
              name: Trụ sở
              contact: Tổ ứng cứu công nghệ xã
              machines: [{code: TS-01, prober: true}, {code: TS-02}]
      """;

  private volatile Instant now = BEGIN;
  private final Rhythm rhythm = new Rhythm();
  private final TestCollector collector;
  private final List<Machine> machines = new ArrayList<>();
  private long sequence;

  /**
   * A machine that reports.
   *
   * @param every minutes between reports
   * @param until the minute of its last report
   * @param fine its results when all is well
   */
  private record Machine(
      String code, String token, int every, int until, Course course, List<CheckResult> fine) {}

  private SimulatedProvince(Path folder) throws Exception {
    this.collector =
        TestCollector.start(
            folder, new TestCollector.Setting(PLAN, () -> now, environment -> rhythm));
    Course troubled = new Course(true);
    List<CheckResult> all = fine(folder, rows -> PluggedRows.everyKind(rows, "OC-Q1-01"));
    join("dai-dong/tru-so", new Machine("OC-Q1-01", "", 5, MINUTES, troubled, all));
    for (String computer : List.of("OC-Q1-02", "OC-Q1-03")) {
      join("dai-dong/tru-so", computer(folder, computer, MINUTES, troubled));
    }
    join(
        "tam-son/tru-so",
        new Machine(
            "TS-01", "", 5, 200, new Course(false), fine(folder, SimulatedProvince::small)));
  }

  private static Machine computer(Path folder, String code, int until, Course course)
      throws IOException {
    return new Machine(code, "", 15, until, course, fine(folder, rows -> rows.computer(code)));
  }

  private static void small(Rows rows) {
    rows.computer("TS-01").gateway().line().systems();
  }

  /** What such rows of a store would have been as results of a report. */
  private static List<CheckResult> fine(Path folder, Consumer<Rows> fill) throws IOException {
    Path file = Files.createTempDirectory(folder, "rows").resolve("rows.db");
    try (Store store = Store.open(file)) {
      fill.accept(new Rows(store, "x/y", BEGIN));
      return store.read(
          tx ->
              tx.states().ofCommune("x").stream()
                  .map(
                      row ->
                          new CheckResult(
                              row.subject().check(),
                              row.subject().target(),
                              BEGIN,
                              20,
                              Outcome.OK,
                              null,
                              List.of(),
                              row.measures(),
                              row.facts()))
                  .toList());
    }
  }

  private void join(String site, Machine machine) throws Exception {
    String wish =
        "{\"code\":\"%s\",\"machine\":\"%s\"}"
            .formatted(collector.joinCode(site, 1), machine.code());
    HttpResponse<String> answer =
        collector.send(collector.to("/api/v1/enrolments").POST(BodyPublishers.ofString(wish)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    machines.add(
        new Machine(
            machine.code(),
            ProtocolJson.read(answer.body(), Enrolment.class).token(),
            machine.every(),
            machine.until(),
            machine.course(),
            machine.fine()));
  }

  /** What is done with the collector at the end of the morning. */
  @FunctionalInterface
  interface Ending {
    void with(TestCollector collector) throws Exception;
  }

  /** Plays the morning and writes what was scraped, as OpenMetrics with times. */
  static void play(Path folder, Path file, Ending ending) throws Exception {
    try (SimulatedProvince province = new SimulatedProvince(folder);
        Writer samples = Files.newBufferedWriter(file)) {
      Scrapes scrapes = new Scrapes(province.collector, samples);
      for (int minute = 0; minute < MINUTES; minute++) {
        province.now = BEGIN.plus(Duration.ofMinutes(minute));
        for (Machine machine : province.machines) {
          if (minute % machine.every() == 0 && minute < machine.until()) {
            province.report(minute, machine);
          }
        }
        province.rhythm.turn();
        scrapes.all(province.now);
      }
      samples.write("# EOF\n");
      ending.with(province.collector);
    }
  }

  private void report(int minute, Machine machine) throws Exception {
    Instant at = now;
    List<CheckResult> results =
        machine.fine().stream().map(fine -> machine.course().at(minute, fine, at)).toList();
    Report report = new Report(machine.code(), "boot", ++sequence, at, "0.1.0", 0, false, results);
    HttpResponse<String> answer =
        collector.send(
            collector
                .to("/api/v1/reports")
                .header("Authorization", "Bearer " + machine.token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ProtocolJson.write(report))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Override
  public void close() {
    collector.close();
    rhythm.shutdownNow();
  }
}
