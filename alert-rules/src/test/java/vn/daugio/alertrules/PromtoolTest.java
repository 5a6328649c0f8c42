package vn.daugio.alertrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What Prometheus' own tool says of the rules. */
class PromtoolTest {
  private static Programs.Said promtool(List<Path> files, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Programs.require("promtool")));
    command.addAll(List.of(words));
    files.forEach(file -> command.add(Shipped.MODULE.relativize(file).toString()));
    return Programs.run(Shipped.MODULE, command);
  }

  @Test
  void rulesAreWellFormedAndNoneIsThereTwice() throws Exception {
    Programs.Said said = promtool(Shipped.rules(), "check", "rules", "--lint=all", "--lint-fatal");
    assertThat(said.exit()).as(said.text()).isZero();
    assertThat(said.text()).contains("rules found").doesNotContain("FAILED");
  }

  /** Promtool waits more than it works, so that all files are played at once. */
  @Test
  void everyScenarioTurnsOutAsWritten() throws Exception {
    Programs.require("promtool");
    List<Path> scenarios = Shipped.scenarios();
    ExecutorService threads = Executors.newFixedThreadPool(scenarios.size());
    try {
      List<Callable<Programs.Said>> plays = new ArrayList<>();
      scenarios.forEach(file -> plays.add(() -> promtool(List.of(file), "test", "rules")));
      for (Future<Programs.Said> play : threads.invokeAll(plays)) {
        Programs.Said said = play.get();
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).contains("SUCCESS");
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
