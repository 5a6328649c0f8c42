package vn.daugio.acceptance.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.daugio.acceptance.process.CollectorProcess;
import vn.daugio.acceptance.process.LoopbackPlan;
import vn.daugio.acceptance.process.NoticeSink;
import vn.daugio.acceptance.process.ReportingMachine;

/**
 * Kills the collector with SIGKILL at random moments while it tells of outages. At the end each
 * notice that was ordered has to have arrived, under one key.
 */
public final class NoticeFaults {
  private static final Pattern INCIDENT = Pattern.compile("\"incident\":(\\d+)");
  private static final Pattern KIND = Pattern.compile("\"kind\":\"([a-z0-9-]+)\"");
  private static final int PRINTERS_PER_KILL = 8;

  private NoticeFaults() {}

  /**
   * @param ordered notices in the outbox
   * @param lost those that never arrived
   * @param doubled those that were told more than once: they came under two keys
   * @param repeated letters that came again under the same key
   */
  public record Outcome(int kills, int ordered, int lost, int doubled, int repeated) {}

  /** {@code FAULT name injected lost doubled}, tab-separated. */
  public static String lines(Outcome outcome) {
    return "FAULT\tkill_9_of_dispatcher\t%d\t%d\t%d%n"
        .formatted(outcome.kills(), outcome.lost(), outcome.doubled());
  }

  /** Kills that often, at moments that the seed gives. */
  public static Outcome run(Path folder, int kills, long seed)
      throws IOException, InterruptedException, SQLException {
    Random random = new Random(seed);
    Random delays = new Random(seed + 1);
    int printers = kills * PRINTERS_PER_KILL;
    Path database;
    Map<String, List<NoticeSink.Letter>> arrived;
    try (NoticeSink sink = new NoticeSink(() -> Duration.ofMillis(delays.nextInt(60)));
        CollectorProcess collector =
            new CollectorProcess(folder, ReportingMachine.plan(printers), sink.url())) {
      database = collector.database();
      ReportingMachine machine =
          new ReportingMachine(
              URI.create(collector.url()), collector.joinCode(LoopbackPlan.SITE, 1));
      CompletableFuture<Void> load = CompletableFuture.runAsync(() -> outages(machine, printers));
      for (int i = 1; i <= kills; i++) {
        // kills without letters on their way would prove nothing
        sink.await(2 * PRINTERS_PER_KILL * i - PRINTERS_PER_KILL, Duration.ofMinutes(2));
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(150)).toNanos());
        collector.kill();
        collector.restart();
      }
      load.join();
      awaitEmpty(collector);
      arrived = sink.letters();
    }
    return compare(kills, ordered(database), arrived);
  }

  /** Each printer fails and recovers once; it is confirmed by the second report. */
  private static void outages(ReportingMachine machine, int printers) {
    try {
      for (int i = 1; i <= printers; i++) {
        machine.say("p" + i, false);
        machine.say("p" + i, false);
        machine.say("p" + i, true);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void awaitEmpty(CollectorProcess collector) {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (collector.waitingNotices() > 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(collector.waitingNotices() + " notices wait for ever");
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static Set<String> ordered(Path database) throws SQLException {
    Set<String> ordered = new HashSet<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT incident, kind FROM outbox")) {
      while (rows.next()) {
        String kind = rows.getString(2).toLowerCase(Locale.ROOT).replace('_', '-');
        ordered.add(rows.getLong(1) + " " + kind);
      }
    }
    return ordered;
  }

  private static Outcome compare(
      int kills, Set<String> ordered, Map<String, List<NoticeSink.Letter>> arrived) {
    Map<String, Integer> told = new HashMap<>();
    int repeated = 0;
    for (List<NoticeSink.Letter> letters : arrived.values()) {
      told.merge(what(letters.get(0).body()), 1, Integer::sum);
      repeated += letters.size() - 1;
    }
    int lost = 0;
    for (String one : ordered) {
      if (!told.containsKey(one)) {
        lost++;
        System.out.println("lost: " + one);
      }
    }
    int doubled = 0;
    for (Map.Entry<String, Integer> one : told.entrySet()) {
      if (one.getValue() > 1 || !ordered.contains(one.getKey())) {
        doubled++;
        System.out.println("told " + one.getValue() + " times: " + one.getKey());
      }
    }
    return new Outcome(kills, ordered.size(), lost, doubled, repeated);
  }

  private static String what(String body) {
    Matcher incident = INCIDENT.matcher(body);
    Matcher kind = KIND.matcher(body);
    return incident.find() && kind.find() ? incident.group(1) + " " + kind.group(1) : body;
  }
}
