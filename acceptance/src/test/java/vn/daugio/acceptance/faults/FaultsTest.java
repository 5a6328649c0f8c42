package vn.daugio.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make faults}, with fewer kills. */
class FaultsTest {
  @TempDir Path folder;

  @Test
  void killsLoseNothingAndDoubleNothing() throws Exception {
    Faults.Outcome outcome = Faults.run(folder, 10, 20261123);
    assertThat(outcome.lost()).isZero();
    assertThat(outcome.doubled()).isZero();
    assertThat(outcome.agentKills()).isPositive();
    assertThat(outcome.collectorKills()).isPositive();
    assertThat(outcome.accepted()).isGreaterThanOrEqualTo(12);
    assertThat(outcome.spooled()).isPositive();
    assertThat(Faults.lines(outcome))
        .matches("FAULT\tkill_9_of_agent_and_collector\t1[01]\t0\t0\n");
  }
}
