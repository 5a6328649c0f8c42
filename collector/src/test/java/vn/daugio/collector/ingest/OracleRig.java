package vn.daugio.collector.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.RecoveryClock;
import vn.daugio.collector.ingest.IncidentOracle.Expected;
import vn.daugio.collector.ingest.IncidentOracle.Raw;
import vn.daugio.collector.ingest.RandomDays.Arrival;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.OfficeFile;
import vn.daugio.collector.office.YamlFile;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.TestDatabase;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Report;

/** The real intake and a real database beside the oracle; a new site for every few days. */
final class OracleRig implements AutoCloseable {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final String PLAN =
      """
      province: p
      communes:
        c:
          name: C
          sites:
            s: {name: S, contact: Tổ, machines: [{code: M0, prober: true}, {code: M1}]}
      """;
  private static final Office OFFICE = OfficeFile.of("plan", YamlFile.parse("plan", PLAN));

  private final Path file;
  private Store store;
  private Intake intake;
  private int sites;

  /**
   * What the database says of a subject, and what it should say.
   *
   * @param thrown why its report was not taken at all; empty: it was
   */
  record Difference(
      Subject subject,
      Instant now,
      List<Raw> raw,
      List<Expected> expected,
      List<Expected> found,
      String thrown) {
    String words() {
      StringBuilder words = new StringBuilder();
      CheckType type = type(subject);
      words.append(
          "%s (openAfter %d, recoverAfter %d) at %s%n"
              .formatted(subject, type.openAfter(), type.recoverAfter(), now));
      for (Raw one : raw) {
        words.append(
            "  %s %-7s %s, received %s%n"
                .formatted(one.at(), one.outcome(), one.reason(), one.receivedAt()));
      }
      expected.forEach(one -> words.append("  oracle  ").append(one).append('\n'));
      found.forEach(one -> words.append("  table   ").append(one).append('\n'));
      return words.append("  thrown  ").append(thrown).append('\n').toString();
    }
  }

  OracleRig(Path folder) throws IOException {
    file = Files.createTempDirectory(Files.isWritable(MEMORY) ? MEMORY : folder, "oracle");
    store = TestDatabase.open(file.resolve("t.db"));
    intake = new Intake(store, () -> OFFICE);
  }

  @Override
  public void close() throws IOException {
    store.close();
    List<Path> files;
    try (var listed = Files.list(file)) {
      files = listed.toList();
    }
    for (Path one : files) {
      Files.delete(one);
    }
    Files.delete(file);
  }

  private void restart() {
    store.close();
    store = TestDatabase.open(file.resolve("t.db"));
    intake = new Intake(store, () -> OFFICE);
  }

  /** How many subjects were looked at, their incidents in the end, and what was wrong. */
  record Outcome(int histories, int incidents, List<Difference> differences) {}

  /** Plays arrivals into a new site; after a first difference it looks for no more. */
  Outcome play(List<Arrival> arrivals) {
    String site = "c/s" + ++sites;
    Map<Subject, List<Raw>> raw = new LinkedHashMap<>();
    List<Difference> differences = List.of();
    for (int i = 0; i < arrivals.size() && differences.isEmpty(); i++) {
      Arrival arrival = arrivals.get(i);
      String thrown = take(site, arrival, raw);
      if (!thrown.isEmpty()) {
        differences = thrown(arrival, raw, thrown);
      } else if (arrival.compare() || i == arrivals.size() - 1) {
        differences = differences(raw, arrival.at());
      }
    }
    int incidents = raw.keySet().stream().mapToInt(one -> known(one).size()).sum();
    return new Outcome(raw.size(), incidents, differences);
  }

  /** Which of its subjects it was, nobody says. */
  private static List<Difference> thrown(
      Arrival arrival, Map<Subject, List<Raw>> raw, String thrown) {
    Set<String> in =
        arrival.report().results().stream()
            .map(CheckResult::target)
            .collect(Collectors.toUnmodifiableSet());
    return raw.entrySet().stream()
        .filter(one -> in.contains(one.getKey().target()))
        .map(
            one ->
                new Difference(
                    one.getKey(),
                    arrival.at(),
                    List.copyOf(one.getValue()),
                    List.of(),
                    List.of(),
                    thrown))
        .toList();
  }

  /** Why it was not taken; empty: it was. */
  private String take(String site, Arrival arrival, Map<Subject, List<Raw>> raw) {
    if (arrival.restart()) {
      restart();
    }
    Report report = arrival.report();
    Machine machine = new Machine(site, report.machine(), RandomDays.BEGIN, null, "", 0, null);
    String thrown = "";
    try {
      intake.accept(machine, report, Zipped.body(report), arrival.at());
    } catch (RuntimeException e) {
      thrown = e.toString();
    }
    for (CheckResult one : report.results()) {
      raw.computeIfAbsent(
              new Subject(site, one.target(), one.check()), subject -> new ArrayList<>())
          .add(new Raw(one.startedAt(), one.outcome(), one.reason(), arrival.at()));
    }
    return thrown;
  }

  private List<Incident> known(Subject subject) {
    return store.read(tx -> tx.outages().since(subject, Instant.EPOCH));
  }

  private List<Difference> differences(Map<Subject, List<Raw>> raw, Instant now) {
    List<Difference> differences = new ArrayList<>();
    raw.forEach(
        (subject, results) ->
            difference(subject, List.copyOf(results), now).ifPresent(differences::add));
    return differences;
  }

  private Optional<Difference> difference(Subject subject, List<Raw> results, Instant now) {
    CheckType type = type(subject);
    List<Expected> expected =
        IncidentOracle.incidents(results, type.openAfter(), type.recoverAfter());
    List<Incident> known = known(subject);
    List<Expected> found = known.stream().map(OracleRig::course).toList();
    List<Boolean> breached = expected.stream().map(one -> one.isBreached(now)).toList();
    boolean same =
        found.equals(expected)
            && known.stream()
                .map(one -> RecoveryClock.of(one, now).isBreached())
                .toList()
                .equals(breached);
    return same
        ? Optional.empty()
        : Optional.of(new Difference(subject, now, results, expected, found, ""));
  }

  private static CheckType type(Subject subject) {
    return CheckType.ofCode(subject.check()).orElseThrow();
  }

  private static Expected course(Incident one) {
    Incident.Course course = one.course();
    return new Expected(
        course.openedAt(),
        course.recoveredAt(),
        course.reopened(),
        one.isOpen() ? course.flappingSince() : null);
  }
}
