package vn.daugio.acceptance.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import vn.daugio.acceptance.bench.Country.Course;
import vn.daugio.acceptance.bench.Country.Waiting;
import vn.daugio.acceptance.process.Child;
import vn.daugio.acceptance.process.Tree;

/**
 * What incidents cost at the size of the country: 3,321 sites with 200,000 machines, 50,000 past
 * incidents and 100,000 past notices, on a real database file. One Monday morning by a clock of its
 * own; the seconds are the machine's.
 */
public final class IncidentsAtSize {
  private static final Instant MORNING = Instant.parse("2026-11-23T00:05:00Z");
  private static final Instant FRIDAY = Instant.parse("2026-11-20T09:00:00Z");
  private static final int PAST_INCIDENTS = 50_000;
  private static final int PAST_REPORTS = 130_000;
  private static final int ORDINARY = 6_000;
  private static final int OFF = 10_000;

  /** What was over before has nothing to do with what comes then. */
  private static final Duration LATER = Duration.ofMinutes(70);

  /** When more has passed since the last sweep, nobody could be heard. */
  private static final Duration STEP = Duration.ofMinutes(2);

  /** The sweep comes each 30 seconds; one that is late finds what the next would have. */
  private static final long SWEEP_SECONDS = 3;

  private static final long MONDAY_SECONDS = 30;

  private final Country country;
  private final Past past;

  private IncidentsAtSize(Path file) {
    this.country = new Country(file, MORNING);
    this.past = new Past(file);
  }

  static List<String> measure(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path quiet = folder.resolve("logback.xml");
    Files.writeString(
        quiet,
        """
        <configuration>
          <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%level %msg%n</pattern></encoder>
          </appender>
          <root level="WARN"><appender-ref ref="out"/></root>
        </configuration>
        """);
    Path root = Tree.root();
    String said =
        Child.run(
            List.of(
                "java",
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-Dlogback.configurationFile=" + quiet,
                "-cp",
                root.resolve("acceptance/target/classes")
                    + ":"
                    + root.resolve("collector/target/daugio-collector.jar"),
                IncidentsAtSize.class.getName(),
                folder.resolve("country.db").toString()));
    return said.lines()
        .filter(line -> line.startsWith("FIGURE\t") || line.startsWith("BENCH\t"))
        .map(line -> line + System.lineSeparator())
        .toList();
  }

  /**
   * In a process of its own, on the collector's libraries.
   *
   * @param args the database file, which is not there yet
   */
  public static void main(String[] args) throws SQLException, InterruptedException {
    IncidentsAtSize size = new IncidentsAtSize(Path.of(args[0]));
    size.morning();
    size.country.close();
    System.exit(0);
  }

  private void morning() throws SQLException, InterruptedException {
    country.enrol();
    past.heard(FRIDAY, "");
    past.states(FRIDAY);
    country.minutes(5, site -> true); // the compiler has seen it by then
    double empty = ordinary(1);
    past.incidents(PAST_INCIDENTS, MORNING);
    double years = ordinary(2);
    say(Bench.figure("ordinary_reports_per_second_after_two_years_vs_new", years, empty));
    idle();
    monday();
    everywhere();
    third();
    silentSite();
  }

  private static void say(String line) {
    System.out.print(line);
    System.out.flush();
  }

  private double ordinary(int machine) throws InterruptedException {
    List<Waiting> reports =
        IntStream.range(0, ORDINARY)
            .mapToObj(i -> country.ordinary(i % Country.SITES, machine + 2 * (i / Country.SITES)))
            .toList();
    return reports.size() / country.take(reports);
  }

  private void idle() {
    List<Double> seconds = new ArrayList<>();
    List<Double> processor = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      seconds.add(country.sweep());
      long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      processor.add((after - before) / 1e9);
    }
    say(Bench.atMost("sweep_seconds_200000_machines", median(seconds), 1, SWEEP_SECONDS));
    say(Bench.figure("sweep_processor_seconds_200000_machines", median(processor), 1));
  }

  private static double median(List<Double> seconds) {
    return seconds.stream().sorted(Comparator.naturalOrder()).toList().get(seconds.size() / 2);
  }

  /** At 7:40 ten thousand PCs are off. */
  private void monday() throws SQLException, InterruptedException {
    country.minutes(5, site -> true);
    past.heard(country.now(), " WHERE code <> 'M0' AND (rowid % 20 > 0)");
    long before = past.count("machine WHERE silent_since IS NOT NULL");
    double seconds = 0;
    for (int i = 0; i < 15; i++) {
      country.pass(STEP);
      past.heard(country.now(), " WHERE code = 'M0'");
      seconds = Math.max(seconds, country.sweep());
    }
    long silent = past.count("machine WHERE silent_since IS NOT NULL") - before;
    say(Bench.figure("machines_off", (double) silent, OFF));
    say(Bench.atMost("sweep_seconds_10000_machines_off", seconds, 1, MONDAY_SECONDS));
  }

  /** One national system is down for all sites for a quarter of an hour. */
  private void everywhere() throws InterruptedException, SQLException {
    Course good = country.minutes(5, site -> true);
    long notices = past.count("outbox");
    Course down = country.minutes(15, site -> false);
    long told = past.count("outbox") - notices;
    say(Bench.figure("reports_per_second_system_down_vs_good", down.perSecond(), good.perSecond()));
    say(Bench.atMost("sweep_seconds_system_down", down.longest(), 1, SWEEP_SECONDS));
    say(Bench.atMost("notices_system_down", told, 1));
    say(Bench.figure("open_incidents_system_down", (double) open(), Country.SITES + 1));
    Course up = country.minutes(15, site -> true);
    say(Bench.figure("reports_per_second_system_back_vs_good", up.perSecond(), good.perSecond()));
    say(Bench.atMost("notices_system_down_and_back", past.count("outbox") - notices, 2));
    say(Bench.figure("open_incidents_system_back", (double) open(), 0));
  }

  private long open() throws SQLException {
    return past.count("incident WHERE recovered_at IS NULL");
  }

  /** A third of the sites does not reach it, e.g. those of one line's owner. */
  private void third() throws InterruptedException, SQLException {
    country.pass(LATER);
    past.heard(country.now(), "");
    Course good = country.minutes(5, site -> true);
    Course down = country.minutes(15, site -> site % 3 != 0);
    say(
        Bench.figure(
            "reports_per_second_system_down_for_a_third_vs_good",
            down.perSecond(),
            good.perSecond()));
    say(Bench.atMost("sweep_seconds_system_down_for_a_third", down.longest(), 1, SWEEP_SECONDS));
    say(Bench.figure("open_incidents_system_down_for_a_third", (double) open(), Country.SITES / 3));
    country.minutes(10, site -> true);
  }

  /** A site with three months of reports comes back after half an hour of silence. */
  private void silentSite() throws InterruptedException, SQLException {
    past.reports(Country.site(0), PAST_REPORTS, MORNING);
    for (int i = 0; i < 15; i++) {
      country.pass(STEP);
      past.heard(country.now(), " WHERE site <> '" + Country.site(0) + "'");
      country.sweep();
    }
    say(Bench.figure("open_incidents_site_silent", (double) open(), 1));
    int reports = 50;
    double seconds = 0;
    double other = 0;
    for (int i = 0; i < reports; i++) {
      country.pass(Duration.ofSeconds(5));
      seconds += country.take(List.of(country.watching(0, true)));
      other += country.take(List.of(country.watching(1, true)));
    }
    say(
        Bench.figure(
            "reports_per_second_after_a_silence_vs_other_site",
            reports / seconds,
            reports / other));
  }
}
