package vn.daugio.agent;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.CheckRunner;
import vn.daugio.agent.check.Judged;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.plan.Plan;
import vn.daugio.agent.plan.Planner;
import vn.daugio.agent.plan.Wishes;
import vn.daugio.agent.uplink.PlanCache;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Language;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.ProtocolJson;

/** {@code daugio-agent check}: one full round for a person who waits; changes nothing. */
final class CheckCommand {
  private final Clock clock;

  CheckCommand(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param file null: without configuration
   * @param only empty: all types
   * @return the exit code
   */
  int run(@Nullable Path file, List<CheckType> only, boolean json, Language language)
      throws InterruptedException {
    AgentConfig config = file == null ? AgentConfig.none() : AgentConfig.load(file);
    @Nullable PlanDocument document =
        file == null
            ? null
            : PlanCache.peek(config.spool().directory().resolve("plan.json")).plan();
    // somebody who checks by hand wants to know about the line, whoever else watches it
    Wishes.Scope scope = file == null ? Wishes.Scope.EVERYTHING : Wishes.Scope.LINE;
    Agent.Equipment equipment = Machines.equipment(clock, config.networks());
    Plan plan =
        new Planner(equipment.reachability())
            .plan(Agent.wishes(config, document, scope))
            .only(only);
    List<CheckResult> results =
        new CheckRunner(equipment.checks(), clock)
            .run(plan.assignments(), any -> LastReading.NONE).stream().map(Judged::result).toList();
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    out.print(json ? json(results) : new CheckTable(language).render(results));
    out.flush();
    return results.stream().anyMatch(result -> result.outcome() == Outcome.FAIL)
        ? AgentMain.FAILED
        : AgentMain.DONE;
  }

  static String json(List<CheckResult> results) {
    return results.stream()
        .map(ProtocolJson::write)
        .collect(Collectors.joining(",", "{\"results\":[", "]}\n"));
  }
}
