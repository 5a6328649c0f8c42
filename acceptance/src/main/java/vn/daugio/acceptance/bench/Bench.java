package vn.daugio.acceptance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The command of {@code make bench}: figures as ratios against a peer of the same run. */
public final class Bench {
  private Bench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("daugio-bench");
    System.out.println("data in " + folder);
    List<String> lines =
        List.of(
            DeadHalf.measure(folder.resolve("dead-half")),
            RunToSheet.measure(folder.resolve("run-to-sheet")),
            String.join("", Footprint.measure(folder.resolve("footprint"))));
    lines.forEach(System.out::print);
    System.exit(lines.stream().anyMatch(line -> line.endsWith("short\n")) ? 1 : 0);
  }

  /** {@code BENCH name ours peer ratio goal met|short}; the goal is the largest ratio. */
  static String atMost(String name, double ours, double peer, double goal) {
    double ratio = ours / peer;
    return String.format(
        Locale.ROOT,
        "BENCH\t%s\t%.3f\t%.3f\t%.3f\t<=%s\t%s%n",
        name,
        ours,
        peer,
        ratio,
        goal,
        ratio <= goal ? "met" : "short");
  }

  /** {@code FIGURE name ours peer}. */
  static String figure(String name, double ours, double peer) {
    return String.format(Locale.ROOT, "FIGURE\t%s\t%.3f\t%.3f%n", name, ours, peer);
  }
}
