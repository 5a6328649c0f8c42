package vn.daugio.acceptance.days;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import vn.daugio.acceptance.days.Outage.Verdict;
import vn.daugio.protocol.OfficeZone;

/** Plays the script and compares what is judged and told with what was staged. */
public final class Days {
  private Days() {}

  /**
   * The command of {@code make outages}.
   *
   * @param args parts of names: only those outages; none: all
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("daugio-days");
    System.out.println("data in " + folder);
    List<Outage> chosen =
        Script.whole().stream()
            .filter(
                outage ->
                    args.length == 0 || List.of(args).stream().anyMatch(outage.name()::contains))
            .toList();
    List<Verdict> verdicts = run(folder, chosen, verdict -> System.out.println(verdict.remark()));
    verdicts.forEach(verdict -> System.out.println(verdict.line()));
    System.out.print(matrix(verdicts));
    System.exit(verdicts.stream().allMatch(Verdict::isRight) ? 0 : 1);
  }

  /** Plays them on one collector. */
  static List<Verdict> run(Path folder, List<Outage> outages, Consumer<Verdict> seen) {
    List<Verdict> verdicts = new ArrayList<>();
    try (Play play =
        new Play(folder, LocalDateTime.parse(Script.BEGINS).atZone(OfficeZone.ZONE).toInstant())) {
      for (Outage outage : outages) {
        Verdict verdict = play.stage(outage);
        verdicts.add(verdict);
        seen.accept(verdict);
      }
      System.out.println("# " + play.steps() + " minutes played");
    }
    return verdicts;
  }

  /** Rows are what was staged, columns what was judged; all but the diagonal has to be empty. */
  static String matrix(List<Verdict> verdicts) {
    TreeSet<String> labels = new TreeSet<>();
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    for (Verdict verdict : verdicts) {
      labels.add(verdict.staged());
      labels.add(verdict.judged());
      counts
          .computeIfAbsent(verdict.staged(), staged -> new TreeMap<>())
          .merge(verdict.judged(), 1, Integer::sum);
    }
    StringBuilder text = new StringBuilder("# staged \\ judged");
    labels.forEach(label -> text.append('\t').append(label));
    text.append('\n');
    for (String staged : labels) {
      text.append("# ").append(staged);
      Map<String, Integer> row = counts.getOrDefault(staged, Map.of());
      labels.forEach(
          judged ->
              text.append('\t')
                  .append(String.format(Locale.ROOT, "%d", row.getOrDefault(judged, 0))));
      text.append('\n');
    }
    return text.toString();
  }
}
