package vn.daugio.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.ingest.OracleRig.Difference;
import vn.daugio.collector.ingest.RandomDays.Arrival;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Report;

/** Random days through the real intake and database, against an independent computation. */
class IncidentOracleTest {
  private static final int HISTORIES = Integer.getInteger("daugio.histories", 300);
  private static final long FIRST_SEED = Long.getLong("daugio.seed", 1);
  private static final int SIDE_BY_SIDE = 100;

  /** Some tell the cause; each takes its time to be made short. */
  private static final int MOST_TOLD = 5;

  private static final Path LINES = Path.of("target", "incident-oracle.txt");

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();

  @Test
  void everyIncidentIsWhatTheRawResultsSay() throws IOException {
    int histories = 0;
    int incidents = 0;
    int differences = 0;
    try (OracleRig rig = new OracleRig(folder)) {
      for (long seed = FIRST_SEED; histories < HISTORIES; seed++) {
        List<Arrival> arrivals = RandomDays.of(seed, Math.min(SIDE_BY_SIDE, HISTORIES - histories));
        OracleRig.Outcome outcome = rig.play(arrivals);
        histories += outcome.histories();
        incidents += outcome.incidents();
        differences += outcome.differences().size();
        if (!outcome.differences().isEmpty() && told.size() < MOST_TOLD) {
          Difference shortest = new ShortestHistory(rig).of(outcome.differences(), arrivals);
          told.add("seed " + seed + ": " + shortest.words());
        }
      }
    }
    String line = "ORACLE\t" + histories + "\t" + incidents + "\t" + differences;
    Files.createDirectories(LINES.getParent());
    Files.writeString(LINES, line + "\n");
    assertThat(told).as(line).isEmpty();
    assertThat(incidents).as("incidents in %d histories", histories).isGreaterThan(histories);
  }

  @Test
  void exactlyADayIsInTimeAndAMillisecondMoreIsNot() throws IOException {
    Instant day = RandomDays.BEGIN.plus(Duration.ofHours(24));
    try (OracleRig rig = new OracleRig(folder)) {
      for (Instant end : List.of(day, day.plusMillis(1))) {
        OracleRig.Outcome outcome =
            rig.play(List.of(one(1, RandomDays.BEGIN, Outcome.FAIL), one(2, end, Outcome.OK)));
        assertThat(outcome.differences()).isEmpty();
        assertThat(outcome.incidents()).isEqualTo(1);
      }
    }
  }

  private static Arrival one(int sequence, Instant at, Outcome outcome) {
    CheckResult result =
        new CheckResult(
            CheckType.PRINTER_PAGES.code(),
            "t",
            at,
            5,
            outcome,
            outcome == Outcome.OK ? null : "printer.jam",
            List.of(),
            List.of(),
            Map.of());
    Report report = new Report("M0", "boot", sequence, at, "1", 0, false, List.of(result));
    return new Arrival(at, report, false, true);
  }
}
