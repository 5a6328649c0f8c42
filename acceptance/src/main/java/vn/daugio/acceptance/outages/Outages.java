package vn.daugio.acceptance.outages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import vn.daugio.acceptance.process.AgentProcess;
import vn.daugio.acceptance.process.CollectorProcess;
import vn.daugio.acceptance.process.FileClock;
import vn.daugio.acceptance.process.Tree;
import vn.daugio.acceptance.process.WebhookSink;

/**
 * Breaks one thing after the other in the simulated office and compares what agent and collector
 * say with what was done. Time is scripted: ticks follow each other as fast as the checks allow.
 */
public final class Outages {
  /** Monday, 07:05 at the office. */
  private static final Instant START = Instant.parse("2026-11-23T00:05:00Z");

  /** What can be staged, from near to far. */
  public static final List<String> ALL = List.of("cable", "gateway", "line", "dns", "system");

  private static final Duration STEP = Duration.ofMinutes(5);
  private static final String SITE = "xa/tru-so";

  /** Which subject names which outage; none of them may fail in a healthy office. */
  private static final Map<String, String> CLASSES =
      Map.of(
          "lan.interface MAY-01", "cable",
          "lan.gateway gateway", "gateway",
          "internet.link duong-chinh", "line",
          "internet.dns duong-chinh", "dns",
          "system.web dvcqg", "system");

  private final Path folder;
  private final FileClock clock;
  private final WebhookSink sink;
  private final CollectorProcess collector;

  private Outages(Path folder, FileClock clock, WebhookSink sink, CollectorProcess collector) {
    this.folder = folder;
    this.clock = clock;
    this.sink = sink;
    this.collector = collector;
  }

  /**
   * One outage.
   *
   * @param staged what was broken
   * @param judged what was named: the one subject that failed; otherwise all that differ
   * @param states every subject's outcome and reason during the outage
   * @param during the notices that were sent before it was mended
   * @param after those that were sent then
   */
  public record Outcome(
      String staged,
      String judged,
      Map<String, String> states,
      List<JsonNode> during,
      List<JsonNode> after) {
    /** {@code OUTAGE staged judged notices-due notices-sent}, tab-separated. */
    public String line() {
      int sent = during.size() + after.size();
      return "OUTAGE\t%s\t%s\t%d\t%d".formatted(staged, judged, 2, sent);
    }

    public boolean isRight() {
      return staged.equals(judged) && are(during, "opened") && are(after, "recovered");
    }

    /** Whether there is one notice, of this kind and about the right thing. */
    private boolean are(List<JsonNode> notices, String kind) {
      return notices.size() == 1
          && notices.get(0).path("kind").asText().equals(kind)
          && staged.equals(CLASSES.get(subject(notices.get(0))));
    }
  }

  /** The command of {@code make outages}. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("daugio-outages");
    System.out.println("data in " + folder);
    List<Outcome> outcomes = run(folder, ALL);
    for (Outcome outcome : outcomes) {
      System.out.println("# " + outcome.staged() + ": " + outcome.states());
      Stream.of(outcome.during(), outcome.after())
          .flatMap(List::stream)
          .forEach(notice -> System.out.println("#   " + notice.path("textVi").asText()));
    }
    outcomes.forEach(outcome -> System.out.println(outcome.line()));
    System.exit(outcomes.stream().allMatch(Outcome::isRight) ? 0 : 1);
  }

  /** Stages them in one office, each after the one before has ended. */
  public static List<Outcome> run(Path folder, List<String> staged) throws IOException {
    FileClock clock = new FileClock(folder.resolve("clock"));
    clock.set(START);
    String plan = Files.readString(Tree.root().resolve("deploy/local/plan-lab.yml"));
    try (WebhookSink sink = new WebhookSink();
        CollectorProcess collector =
            new CollectorProcess(
                folder, plan, sink.url(), ScriptedCollector.program(folder.resolve("clock")));
        Office office = new Office(folder.resolve("office"), collector.port())) {
      return new Outages(folder, clock, sink, collector).stageAll(staged, office);
    }
  }

  private List<Outcome> stageAll(List<String> all, Office office) throws IOException {
    AgentProcess enrolled =
        AgentProcess.join(
            folder.resolve("agent"),
            collector.url(),
            collector.joinCode(SITE, 1),
            office.onThePc());
    List<Outcome> outcomes = new ArrayList<>();
    try (ScriptedAgent agent =
        ScriptedAgent.start(
            office.java(),
            folder.resolve("clock"),
            enrolled.config(),
            folder.resolve("agent/agent.log"))) {
      ticks(agent);
      Map<String, String> healthy = states();
      for (String staged : all) {
        int before = sink.bodies().size();
        office.breakIt(staged);
        ticks(agent);
        Map<String, String> states = states();
        List<JsonNode> opened = notices(before);
        office.mend(staged);
        ticks(agent);
        outcomes.add(
            new Outcome(
                staged, judged(healthy, states), states, opened, notices(before + opened.size())));
      }
    }
    return outcomes;
  }

  /** As many as a streak takes, and one more that must change nothing. */
  private void ticks(ScriptedAgent agent) throws IOException {
    for (int i = 0; i < 3; i++) {
      agent.tick();
      clock.advance(STEP);
    }
  }

  private Map<String, String> states() throws IOException {
    JsonNode fleet = new ObjectMapper().readTree(collector.get("/api/v1/fleet"));
    Map<String, String> states = new TreeMap<>();
    for (JsonNode state : fleet.path("sites").path(0).path("states")) {
      states.put(
          subject(state),
          (state.path("outcome").asText() + " " + state.path("reason").asText()).strip());
    }
    return states;
  }

  private static String subject(JsonNode of) {
    return of.path("check").asText() + " " + of.path("target").asText();
  }

  private static String judged(Map<String, String> healthy, Map<String, String> now) {
    List<String> failing = new ArrayList<>();
    now.forEach(
        (subject, state) -> {
          if (state.startsWith("FAIL") && !state.equals(healthy.get(subject))) {
            failing.add(CLASSES.getOrDefault(subject, subject));
          }
        });
    return failing.isEmpty() ? "none" : String.join("+", failing);
  }

  /** All notices since that one, when no further one waits to be sent. */
  private List<JsonNode> notices(int from) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (collector.waitingNotices() > 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("notices are not sent: " + collector.waitingNotices());
      }
      LockSupport.parkNanos(100_000_000);
    }
    List<JsonNode> notices = new ArrayList<>();
    List<String> bodies = sink.bodies();
    for (String body : bodies.subList(from, bodies.size())) {
      notices.add(new ObjectMapper().readTree(body));
    }
    return notices;
  }
}
