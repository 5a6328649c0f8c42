package vn.daugio.acceptance.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.daugio.acceptance.process.CollectorProcess;
import vn.daugio.acceptance.process.LoopbackPlan;
import vn.daugio.acceptance.process.NoticeSink;
import vn.daugio.acceptance.process.ReportingMachine;

/**
 * From the answer to the report that decides, to the notice at the other side of a channel. Outages
 * come at random moments of the dispatcher's pace.
 */
final class OutageToNotice {
  private static final int OUTAGES = 200;
  private static final double GOAL_SECONDS = 2;
  private static final Pattern OPENED =
      Pattern.compile("\"kind\":\"opened\".*\"target\":\"(p\\d+)\"");

  private OutageToNotice() {}

  static List<String> measure(Path folder) throws IOException, InterruptedException {
    List<Double> seconds = seconds(folder, OUTAGES);
    double median = seconds.get(seconds.size() / 2);
    double p99 = seconds.get((int) Math.ceil(seconds.size() * 0.99) - 1);
    return List.of(
        Bench.atMost("notice_p99_seconds", p99, 1, GOAL_SECONDS),
        Bench.figure("notice_median_seconds", median, 1));
  }

  /** Sorted. */
  static List<Double> seconds(Path folder, int outages) throws IOException, InterruptedException {
    Random random = new Random(outages);
    Map<String, Long> answered = new HashMap<>();
    try (NoticeSink sink = new NoticeSink(() -> Duration.ZERO);
        CollectorProcess collector =
            new CollectorProcess(folder, ReportingMachine.plan(outages), sink.url())) {
      ReportingMachine machine =
          new ReportingMachine(
              URI.create(collector.url()), collector.joinCode(LoopbackPlan.SITE, 1));
      for (int i = 1; i <= outages; i++) {
        machine.say("p" + i, false);
        answered.put("p" + i, machine.say("p" + i, false));
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(400)).toNanos());
      }
      sink.await(outages, Duration.ofMinutes(1));
      return between(answered, sink.letters());
    }
  }

  private static List<Double> between(
      Map<String, Long> answered, Map<String, List<NoticeSink.Letter>> arrived) {
    List<Double> seconds = new ArrayList<>();
    for (List<NoticeSink.Letter> letters : arrived.values()) {
      Matcher matcher = OPENED.matcher(letters.get(0).body());
      if (!matcher.find()) {
        throw new IllegalStateException("no opening: " + letters.get(0).body());
      }
      Long at = answered.get(matcher.group(1));
      if (at == null) {
        throw new IllegalStateException("nothing was said of " + matcher.group(1));
      }
      seconds.add(Math.max(0, letters.get(0).at() - at) / 1e9);
    }
    seconds.sort(null);
    return seconds;
  }
}
