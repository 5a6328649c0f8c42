package vn.daugio.agent.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  @TempDir Path directory;

  private static Command.Result shell(String script, Duration most) throws Exception {
    return Command.run(List.of("/bin/sh", "-c", script), Deadline.in(most));
  }

  @Test
  void keepsTheTwoStreamsApartAndTellsTheExitCode() throws Exception {
    Command.Result result =
        shell("echo ra; echo lỗi >&2; echo $LC_ALL; exit 7", Duration.ofSeconds(10));
    assertThat(result).isEqualTo(new Command.Result(7, "ra\nC\n", "lỗi\n", false));
    assertThat(result.firstLine()).isEqualTo("lỗi");
  }

  @Test
  void argumentsPassNoShell() throws Exception {
    Command.Result result =
        Command.run(List.of("/bin/echo", "$(id); *"), Deadline.in(Duration.ofSeconds(10)));
    assertThat(result.out()).isEqualTo("$(id); *\n");
  }

  @Test
  void tellsWholeLinesBeforeTheProgramEnds(@TempDir Path directory) throws Exception {
    List<String> lines = new ArrayList<>();
    Path go = directory.resolve("go");
    Command.Result result =
        Command.run(
            List.of(
                "/bin/sh",
                "-c",
                "printf 'một\\nhai\\nba'; until [ -e \"$0\" ]; do sleep 0.01; done",
                go.toString()),
            Deadline.in(Duration.ofSeconds(30)),
            line -> {
              lines.add(line);
              if (line.equals("hai")) {
                create(go);
              }
            });
    assertThat(lines).containsExactly("một", "hai");
    assertThat(result.out()).isEqualTo("một\nhai\nba");
  }

  private static void create(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void hasNoStandardInput() throws Exception {
    assertThat(shell("cat; echo end", Duration.ofSeconds(10)).out()).isEqualTo("end\n");
  }

  @Test
  void keepsTheBeginningOfEndlessOutput() throws Exception {
    Command.Result result = shell("yes | head -c 1000000", Duration.ofSeconds(30));
    assertThat(result.truncated()).isTrue();
    assertThat(result.out()).hasSize(256 * 1024);
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void killsTheProgramAndItsChildrenAtTheDeadline() throws Exception {
    Path pid = directory.resolve("pid");
    assertThatThrownBy(() -> shell("sleep 600 & echo $! >" + pid + "; wait", Duration.ofSeconds(2)))
        .isInstanceOfSatisfying(
            CommandException.class,
            e -> assertThat(e.failure()).isEqualTo(CommandException.Failure.TIMED_OUT));
    Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    if (child.isPresent()) {
      child.get().onExit().get(10, TimeUnit.SECONDS);
      assertThat(child.get().isAlive()).isFalse();
    }
  }

  @Test
  void aMissingAndAForbiddenProgramAreToldApart() throws Exception {
    Path plain = Files.writeString(directory.resolve("plain"), "no program");
    assertThat(failureOf("/nonexistent/ping")).isEqualTo(CommandException.Failure.NOT_FOUND);
    assertThat(failureOf(plain.toString())).isEqualTo(CommandException.Failure.NOT_PERMITTED);
  }

  private static CommandException.Failure failureOf(String program) throws InterruptedException {
    try {
      Command.run(List.of(program), Deadline.in(Duration.ofSeconds(5)));
    } catch (CommandException e) {
      return e.failure();
    }
    throw new AssertionError(program + " ran");
  }
}
