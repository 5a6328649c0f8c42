package vn.daugio.alertrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Prometheus' own tool says of the rules. */
class PromtoolTest {
  private static Programs.Said promtool(List<Path> files, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Programs.require("promtool"));
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

  @Test
  void everyScenarioTurnsOutAsWritten() throws Exception {
    List<Path> scenarios = Shipped.scenarios();
    Programs.Said said = promtool(scenarios, "test", "rules");
    assertThat(said.exit()).as(said.text()).isZero();
    assertThat(said.text().split("SUCCESS", -1)).hasSize(scenarios.size() + 1);
  }
}
