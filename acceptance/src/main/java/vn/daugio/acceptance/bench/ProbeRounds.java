package vn.daugio.acceptance.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import vn.daugio.agent.AgentConfig;
import vn.daugio.agent.Machines;
import vn.daugio.agent.check.CheckRunner;
import vn.daugio.agent.check.Judged;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;

/**
 * Rounds in one process, as a prober makes them that stays resident, each when a line names its
 * check type on standard input: prints how many results are OK, the wall time of the round and that
 * of its slowest check in seconds.
 */
final class ProbeRounds {
  /** As many as the peer is asked for at a time; the runner itself would take more. */
  static final int AT_A_TIME = 20;

  private ProbeRounds() {}

  /**
   * @param args the agent's configuration
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    AgentConfig config = AgentConfig.load(Path.of(args[0]));
    CheckRunner runner = new CheckRunner(Machines.equipment(clock).checks(), clock);
    BufferedReader wishes =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String wish = wishes.readLine(); wish != null; wish = wishes.readLine()) {
      CheckType type = CheckType.ofCode(wish).orElseThrow();
      System.out.println(
          round(
              runner,
              config.targets().stream()
                  .filter(target -> target.kind() == type.kind())
                  .map(target -> new Assignment(type, target, type.limits(), type.deadline(), null))
                  .toList()));
    }
    System.exit(0);
  }

  private static String round(CheckRunner runner, List<Assignment> assignments)
      throws InterruptedException {
    int fine = 0;
    long slowest = 0;
    long start = System.nanoTime();
    for (int from = 0; from < assignments.size(); from += AT_A_TIME) {
      List<Assignment> some =
          assignments.subList(from, Math.min(assignments.size(), from + AT_A_TIME));
      for (Judged one : runner.run(some, any -> LastReading.NONE)) {
        fine += one.result().outcome() == Outcome.OK ? 1 : 0;
        slowest = Math.max(slowest, one.result().tookMs());
      }
    }
    return "%d %.4f %.3f".formatted(fine, (System.nanoTime() - start) / 1e9, slowest / 1000.0);
  }
}
