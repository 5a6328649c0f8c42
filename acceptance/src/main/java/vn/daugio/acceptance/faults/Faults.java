package vn.daugio.acceptance.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import vn.daugio.acceptance.process.AgentProcess;
import vn.daugio.acceptance.process.CollectorProcess;
import vn.daugio.acceptance.process.LoopbackPlan;
import vn.daugio.acceptance.process.WebhookSink;

/**
 * Kills agent and collector with SIGKILL at random moments under load. At the end every report that
 * the collector had accepted, and every one that stood whole in the agent's spool after a kill, has
 * to be in the database, once.
 */
public final class Faults {
  private static final int SENDERS = 4;
  private static final int AGENT = 0;
  private static final int COLLECTOR = 1;
  private static final int BOTH = 2;

  private Faults() {}

  /**
   * What was lost and doubled.
   *
   * @param accepted reports of the load that the collector had acknowledged
   * @param spooled reports that stood in the agent's spool when it was killed
   */
  public record Outcome(
      int collectorKills, int agentKills, int accepted, int spooled, int lost, int doubled) {}

  /**
   * The command of {@code make faults}.
   *
   * @param args the number of kills (default 200) and the seed (default: random, printed)
   */
  public static void main(String[] args) throws Exception {
    int kills = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
    Path folder = Files.createTempDirectory("daugio-faults");
    System.out.println("seed " + seed + ", data in " + folder);
    Outcome outcome = run(folder, kills, seed);
    System.out.printf(
        "%d kills of the collector, %d of the agent; %d reports accepted, %d spooled at a kill%n",
        outcome.collectorKills(), outcome.agentKills(), outcome.accepted(), outcome.spooled());
    NoticeFaults.Outcome notices =
        NoticeFaults.run(folder.resolve("notices"), Math.max(1, kills / 5), seed);
    System.out.printf(
        "%d notices ordered, %d letters sent again%n", notices.ordered(), notices.repeated());
    System.out.print(lines(outcome));
    System.out.print(NoticeFaults.lines(notices));
    boolean good = outcome.lost() + outcome.doubled() + notices.lost() + notices.doubled() == 0;
    System.exit(good ? 0 : 1);
  }

  /** {@code FAULT name injected lost doubled}, tab-separated. */
  public static String lines(Outcome outcome) {
    return "FAULT\tkill_9_of_agent_and_collector\t%d\t%d\t%d%n"
        .formatted(
            outcome.collectorKills() + outcome.agentKills(), outcome.lost(), outcome.doubled());
  }

  /** Kills that often, or once more, in the order that the seed gives. */
  public static Outcome run(Path folder, int kills, long seed)
      throws IOException, InterruptedException, SQLException {
    Random random = new Random(seed);
    int agentKills = 0;
    int collectorKills = 0;
    Set<Kept.Key> spooled = new HashSet<>();
    Set<Kept.Key> accepted = new HashSet<>();
    Path database;
    try (WebhookSink sink = new WebhookSink();
        CollectorProcess collector = new CollectorProcess(folder, LoopbackPlan.TEXT, sink.url())) {
      database = collector.database();
      AgentProcess agent =
          AgentProcess.join(
              folder.resolve("agent"),
              collector.url(),
              collector.joinCode(LoopbackPlan.SITE, 1),
              List.of());
      List<Sender> senders = startSenders(collector);
      agent.start();
      for (int i = 0; agentKills + collectorKills < kills; i++) {
        if (i % 2 == 0) { // else it may be killed while it starts
          awaitLoad(senders, accepted(senders).size() + SENDERS);
        }
        LockSupport.parkNanos(Duration.ofMillis(50 + random.nextInt(1500)).toNanos());
        int victims = random.nextInt(3);
        if (victims != AGENT) {
          collector.kill();
          collectorKills++;
        }
        if (victims == BOTH) {
          agent.awaitReportInSpool(); // it cannot get rid of it now
        }
        if (victims != COLLECTOR) {
          agent.kill();
          agentKills++;
          spooled.addAll(Kept.inSpool(agent.spool(), LoopbackPlan.PROBER));
          agent.start();
        }
        if (victims != AGENT) {
          LockSupport.parkNanos(Duration.ofMillis(random.nextInt(300)).toNanos());
          collector.restart();
        }
        if (i % 10 == 9) {
          System.out.println(agentKills + collectorKills + " kills");
        }
      }
      senders.forEach(Sender::stop);
      agent.awaitEmptySpool();
      agent.close();
      accepted.addAll(accepted(senders));
    }
    Map<Kept.Key, Integer> stored = Kept.inDatabase(database);
    int lost = 0;
    Set<Kept.Key> expected = new HashSet<>(accepted);
    expected.addAll(spooled);
    for (Kept.Key key : expected) {
      if (!stored.containsKey(key)) {
        lost++;
        System.out.println("lost: " + key);
      }
    }
    int doubled =
        (int) stored.values().stream().filter(count -> count > 1).count()
            + Kept.doubledIncidents(database);
    return new Outcome(collectorKills, agentKills, accepted.size(), spooled.size(), lost, doubled);
  }

  /** A kill under no load proves nothing: on a slow machine the collector may not be up yet. */
  private static void awaitLoad(List<Sender> senders, int wanted) {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (accepted(senders).size() < wanted) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("no reports are accepted any more");
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static Set<Kept.Key> accepted(List<Sender> senders) {
    Set<Kept.Key> accepted = new HashSet<>();
    for (Sender sender : senders) {
      sender
          .accepted()
          .forEach(n -> accepted.add(new Kept.Key(sender.machine(), sender.boot(), n)));
    }
    return accepted;
  }

  private static List<Sender> startSenders(CollectorProcess collector)
      throws IOException, InterruptedException {
    String code = collector.joinCode(LoopbackPlan.SITE, SENDERS);
    List<Sender> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      Sender sender = new Sender(URI.create(collector.url()), code);
      Thread thread = new Thread(sender, "sender-" + i);
      thread.setDaemon(true);
      thread.start();
      senders.add(sender);
    }
    return senders;
  }
}
