package vn.daugio.acceptance.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import vn.daugio.collector.ingest.Intake;
import vn.daugio.collector.ingest.SilenceSweep;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.OfficeFile;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.Store;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.ProtocolJson;
import vn.daugio.protocol.Report;

/**
 * All communes of the country on one collector: the door, the sweep and the database file as they
 * are, on a clock of its own. The first machine of each site watches for it.
 */
final class Country implements AutoCloseable {
  static final int SITES = 3321;
  static final String SYSTEM = "dvcqg";
  private static final int MACHINES = 200_000;
  private static final int DOORS = 8;
  private static final Duration RETENTION = Duration.ofDays(90);

  private final Store store;
  private final Office office = OfficeFile.of("plan", plan());
  private final Intake intake;
  private final Pace pace = new Pace();
  private final ExecutorService doors = Executors.newFixedThreadPool(DOORS);
  private Instant now;
  private long sequence;

  /** Begins at a moment, with nobody enrolled. */
  Country(Path file, Instant now) {
    this.store = Store.open(file);
    this.intake = new Intake(store, () -> office);
    // as if it had run for a day: after a start nothing is silent
    this.now = now.minus(Duration.ofDays(1));
    SilenceSweep.Scope scope = new SilenceSweep.Scope(store, () -> office, RETENTION);
    new SilenceSweep(scope, () -> this.now, pace).start();
    this.now = now;
  }

  static String site(int number) {
    return "x%04d/tru-so".formatted(number);
  }

  private static int machines(int site) {
    return MACHINES / SITES + (site < MACHINES % SITES ? 1 : 0);
  }

  private static Map<String, Object> plan() {
    Map<String, Object> communes = new LinkedHashMap<>();
    for (int i = 0; i < SITES; i++) {
      List<Object> machines = new ArrayList<>();
      for (int m = 0; m < machines(i); m++) {
        machines.add(Map.of("code", "M" + m, "prober", m == 0));
      }
      Map<String, Object> site =
          Map.of(
              "name", "Trụ sở", "contact", "Tổ", "systems", List.of(SYSTEM), "machines", machines);
      communes.put("x%04d".formatted(i), Map.of("name", "Xã", "sites", Map.of("tru-so", site)));
    }
    return Map.of("province", "ca-nuoc", "communes", communes);
  }

  /** All machines join. */
  void enrol() {
    Instant joined = now.minus(Duration.ofDays(30));
    for (int from = 0; from < SITES; from += 100) {
      int first = from;
      store.write(
          tx -> {
            for (int i = first; i < Math.min(SITES, first + 100); i++) {
              for (int m = 0; m < machines(i); m++) {
                tx.agents().add(site(i), "M" + m, i + "-" + m, joined);
              }
            }
            return true;
          });
    }
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** One look of the sweep; seconds. */
  double sweep() {
    long start = System.nanoTime();
    pace.turn();
    return (System.nanoTime() - start) / 1e9;
  }

  /** A report that waits at the door. */
  record Waiting(Machine machine, Report report, ByteBuffer body) {}

  /** What a watching machine reports each five minutes; the system answers, or does not. */
  Waiting watching(int site, boolean answers) {
    List<CheckResult> results = new ArrayList<>();
    for (String check : List.of("lan.gateway gateway", "internet.link duong-chinh")) {
      results.add(good(check));
    }
    results.add(good("internet.dns duong-chinh"));
    results.add(good("lan.interface M0"));
    results.add(
        answers
            ? good("system.web " + SYSTEM)
            : result("system.web " + SYSTEM, Outcome.FAIL, "system.timed_out"));
    return waiting(site, 0, results);
  }

  /** The morning report of an ordinary PC. */
  Waiting ordinary(int site, int machine) {
    List<CheckResult> results = new ArrayList<>();
    for (String check : List.of("computer.health", "endpoint.protection", "lan.interface")) {
      results.add(good(check + " M" + machine));
    }
    return waiting(site, machine, results);
  }

  private CheckResult good(String checkAndTarget) {
    return result(checkAndTarget, Outcome.OK, "");
  }

  private CheckResult result(String checkAndTarget, Outcome outcome, String reason) {
    String[] names = checkAndTarget.split(" ", -1);
    return new CheckResult(
        names[0],
        names[1],
        now.minusSeconds(5),
        5,
        outcome,
        reason.isEmpty() ? null : reason,
        List.of(),
        List.of(),
        Map.of());
  }

  private Waiting waiting(int site, int machine, List<CheckResult> results) {
    String code = "M" + machine;
    Report report = new Report(code, "boot", ++sequence, now, "1", 0, false, results);
    Machine sender = new Machine(site(site), code, now, null, "1", 0, null);
    return new Waiting(sender, report, ByteBuffer.wrap(gzip(ProtocolJson.write(report))));
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Takes reports over several connections at a time; seconds until the last one is durable. */
  double take(List<Waiting> reports) throws InterruptedException {
    Instant at = now;
    long start = System.nanoTime();
    List<Future<?>> taken = new ArrayList<>();
    for (Waiting one : reports) {
      taken.add(
          doors.submit(() -> intake.accept(one.machine(), one.report(), one.body().array(), at)));
    }
    for (Future<?> one : taken) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * What passes in some minutes: each watching machine reports once in five of them, the sweep
   * looks once in each.
   */
  Course minutes(int minutes, IntPredicate answers) throws InterruptedException {
    int reports = 0;
    double intake = 0;
    double longest = 0;
    for (int minute = 0; minute < minutes; minute++) {
      int slot = minute % 5;
      List<Waiting> batch =
          IntStream.range(0, SITES)
              .filter(site -> site % 5 == slot)
              .mapToObj(site -> watching(site, answers.test(site)))
              .toList();
      reports += batch.size();
      intake += take(batch);
      pass(Duration.ofMinutes(1));
      longest = Math.max(longest, sweep());
    }
    return new Course(reports, intake, longest);
  }

  /**
   * @param reports how many were taken
   * @param intake seconds for them
   * @param longest seconds for the longest sweep
   */
  record Course(int reports, double intake, double longest) {
    double perSecond() {
      return reports / intake;
    }
  }

  @Override
  public void close() {
    doors.shutdown();
    pace.shutdown();
    store.close();
  }
}
