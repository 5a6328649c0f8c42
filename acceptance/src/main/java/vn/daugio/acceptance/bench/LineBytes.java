package vn.daugio.acceptance.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.daugio.acceptance.lines.TwoLines;
import vn.daugio.protocol.CheckType;

/**
 * What watching a line costs it in a day, by the counters of its router's interface in the office
 * with two lines: a judgement of each of its checks by the packaged agent, times how often a prober
 * makes it from midnight to midnight. A sample of the throughput, where a line names one, comes on
 * top: at most 5 MB.
 */
final class LineBytes {
  private static final long MOST_ON_A_BACKUP_LINE = 20_000_000;
  private static final int ROUNDS = 3;

  private LineBytes() {}

  /**
   * @param space the namespace of its router
   * @param device the router's interface to the line
   */
  private record Line(String name, String space, String device, String target) {}

  private static final List<Line> LINES =
      List.of(
          new Line("main", "rt", "wan0", "duong-chinh"),
          new Line("backup", "bk", "wan0", "du-phong"),
          new Line("tslcd", "ts", "eth0", "tslcd"));

  private static final List<CheckType> TYPES =
      List.of(CheckType.INTERNET_LINK, CheckType.INTERNET_DNS, CheckType.WAN_TSLCD);

  static List<String> measure(Path folder) throws IOException, InterruptedException {
    long[] perDay = new long[LINES.size()];
    try (TwoLines office = new TwoLines(folder)) {
      for (CheckType type : TYPES) {
        long times = Duration.ofDays(1).dividedBy(type.every().orElseThrow());
        for (int i = 0; i < LINES.size(); i++) {
          perDay[i] += times * most(office, type, LINES.get(i));
        }
      }
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < LINES.size(); i++) {
      String name = "bytes_per_day_" + LINES.get(i).name();
      lines.add(Bench.figure(name, (double) perDay[i], (double) MOST_ON_A_BACKUP_LINE));
      if (LINES.get(i).name().equals("backup")) {
        lines.add(Bench.atMost(name, perDay[i], MOST_ON_A_BACKUP_LINE));
      }
    }
    return lines;
  }

  /** The dearest of some judgements; 0 where the type does not judge this line. */
  private static long most(TwoLines office, CheckType type, Line line)
      throws IOException, InterruptedException {
    long most = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long before = office.bytes(line.space(), line.device());
      Map<String, String> said = office.round(type.code());
      long spent = office.bytes(line.space(), line.device()) - before;
      String outcome = said.get(type.code() + " " + line.target());
      if (outcome == null) {
        return 0;
      }
      if (!outcome.equals("OK")) {
        throw new IllegalStateException(type.code() + " " + line.name() + ": " + outcome);
      }
      most = Math.max(most, spent);
    }
    return most;
  }
}
