package vn.daugio.agent.os.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.os.CommandException;

class PowerShellTest {
  private static final String LINE = "facts\t{\"gateway\":\"192.168.1.1\"}\r";

  private final List<List<String>> started = new ArrayList<>();

  @Test
  void oneProcessServesAllWhoAskSoon() {
    PowerShell shell =
        new PowerShell(
            (arguments, deadline, onLine) -> {
              started.add(arguments);
              onLine.accept("WARNING: a profile says something");
              onLine.accept("other\t{}");
              onLine.accept(LINE);
            });
    shell.expect(Part.FACTS);
    assertThat(shell.get(Part.FACTS, WindowsFacts.class).gateway()).isEqualTo("192.168.1.1");
    assertThat(shell.get(Part.FACTS, WindowsFacts.class).gateway()).isEqualTo("192.168.1.1");
    assertThat(started).hasSize(1);
    assertThat(started.get(0)).startsWith("powershell.exe").hasSize(6);
    assertThat(started.get(0).get(5)).contains("Out-Part 'facts' {");
  }

  @Test
  void aPartIsThereBeforeTheProcessEnds() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    PowerShell shell =
        new PowerShell(
            (arguments, deadline, onLine) -> {
              onLine.accept(LINE);
              if (!end.await(30, TimeUnit.SECONDS)) {
                throw new CommandException(CommandException.Failure.TIMED_OUT, "nobody read it");
              }
            });
    assertThat(shell.get(Part.FACTS, WindowsFacts.class).gateway()).isEqualTo("192.168.1.1");
    end.countDown();
  }

  @Test
  void whatIsNotPrintedIsNotKnown() {
    PowerShell silent = new PowerShell((arguments, deadline, onLine) -> onLine.accept("nothing"));
    assertThatThrownBy(() -> silent.get(Part.FACTS, WindowsFacts.class))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("ended without it");
    PowerShell absent =
        new PowerShell(
            (arguments, deadline, onLine) -> {
              throw new CommandException(CommandException.Failure.NOT_FOUND, "no powershell.exe");
            });
    assertThatThrownBy(() -> absent.get(Part.FACTS, WindowsFacts.class))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no powershell.exe");
  }

  /** One argument of a command line on Windows: 32,767 characters with everything else. */
  @Test
  void allScriptsTravelAsOneArgument() {
    assertThat(Part.script(EnumSet.allOf(Part.class)))
        .doesNotContain("\"")
        .hasSizeLessThan(28_000)
        .matches(text -> text.chars().allMatch(c -> c < 127), "ASCII");
  }
}
