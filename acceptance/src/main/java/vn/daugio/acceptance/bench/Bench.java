package vn.daugio.acceptance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The command of {@code make bench}: figures as ratios against a peer of the same run. Arguments
 * choose among the measurements; without any, all are made.
 */
public final class Bench {
  private Bench() {}

  private interface Measurement {
    /** Lines for the end of the output. */
    List<String> in(Path folder) throws IOException, InterruptedException;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, Measurement> all = new LinkedHashMap<>();
    all.put("dead-half", DeadHalf::measure);
    all.put("many-printers", ManyPrinters::measure);
    all.put("sweep", Sweep::measure);
    all.put("probes", Probes::measure);
    all.put("line-bytes", LineBytes::measure);
    all.put("run-to-sheet", RunToSheet::measure);
    all.put("outage-to-notice", OutageToNotice::measure);
    all.put("footprint", Footprint::measure);
    all.put("incidents-at-size", IncidentsAtSize::measure);
    all.put("scrape", Scrape::measure);
    all.put("province-queries", ProvinceQueries::measure);
    if (!all.keySet().containsAll(List.of(args))) {
      System.err.println("usage: bench [" + String.join("|", all.keySet()) + "] …");
      System.exit(2);
    }
    if (args.length > 0) {
      all.keySet().retainAll(List.of(args));
    }
    Path folder = Files.createTempDirectory("daugio-bench");
    System.out.println("data in " + folder);
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Measurement> one : all.entrySet()) {
      lines.addAll(one.getValue().in(folder.resolve(one.getKey())));
    }
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

  /** The same without a peer: the goal is the largest value, and the peer stands as 1. */
  static String atMost(String name, long ours, long goal) {
    return String.format(
        Locale.ROOT,
        "BENCH\t%s\t%d\t1\t%d\t<=%d\t%s%n",
        name,
        ours,
        ours,
        goal,
        ours <= goal ? "met" : "short");
  }

  /** {@code FIGURE name ours peer}. */
  static String figure(String name, double ours, double peer) {
    return String.format(Locale.ROOT, "FIGURE\t%s\t%.3f\t%.3f%n", name, ours, peer);
  }
}
