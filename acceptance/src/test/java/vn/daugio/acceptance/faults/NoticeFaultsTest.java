package vn.daugio.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part of {@code make faults}, with fewer kills. */
class NoticeFaultsTest {
  @TempDir Path folder;

  @Test
  void killsLoseNoNoticeAndTellNoneTwice() throws Exception {
    NoticeFaults.Outcome outcome = NoticeFaults.run(folder, 3, 20261124);
    assertThat(outcome.ordered()).isEqualTo(48);
    assertThat(outcome.lost()).isZero();
    assertThat(outcome.doubled()).isZero();
    assertThat(NoticeFaults.lines(outcome)).isEqualTo("FAULT\tkill_9_of_dispatcher\t3\t0\t0\n");
  }
}
