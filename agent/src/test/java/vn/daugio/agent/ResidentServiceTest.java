package vn.daugio.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.testing.NetNamespace;

/** As Procrun calls it; without a network, as a round looks at the machine's own. */
class ResidentServiceTest {
  @TempDir Path folder;

  @Test
  void whatStartDoesGoesOnUntilStop() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("token"), "secret\n");
    Files.writeString(
        folder.resolve("agent.yaml"),
        """
        site: a/b
        machine: M
        collector: {url: "http://127.0.0.1:9", token-file: token}
        """);
    Outcome outcome = procrun("run", "--config", folder.resolve("agent.yaml").toString());
    // a thread that ends with the process may still write a line of its log
    assertThat(outcome.output().lines()).contains("returned");
    assertThat(outcome.exit()).isZero();
    assertThat(folder.resolve("spool/state.json")).exists();
  }

  @Test
  void whatCannotWorkEndsTheProcessWithTwoForTheServiceManager()
      throws IOException, InterruptedException {
    Outcome outcome = procrun("run", "--config", folder.resolve("none.yaml").toString());
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.output()).contains("none.yaml").doesNotContain("returned");
    assertThat(procrun("check").exit()).isEqualTo(2);
  }

  private record Outcome(int exit, String output) {}

  private Outcome procrun(String... arguments) throws IOException, InterruptedException {
    try (NetNamespace alone = NetNamespace.create("svc")) {
      List<String> command = new ArrayList<>(alone.inside());
      command.add(ProcessHandle.current().info().command().orElseThrow());
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(
          List.of(Procrun.class.getName(), folder.resolve("spool/state.json").toString()));
      command.addAll(List.of(arguments));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Outcome(process.waitFor(), output);
    }
  }

  /** Start on one thread, stop on another once the agent is at work. */
  static final class Procrun {
    public static void main(String[] arguments) throws InterruptedException {
      List<String> all = List.of(arguments);
      Thread starter =
          new Thread(
              () -> ResidentService.start(all.subList(1, all.size()).toArray(String[]::new)));
      starter.start();
      while (starter.isAlive() && !Files.exists(Path.of(arguments[0]))) {
        LockSupport.parkNanos(20_000_000);
      }
      ResidentService.stop(new String[0]);
      starter.join(30_000);
      System.out.println(starter.isAlive() ? "still there" : "returned");
      System.exit(starter.isAlive() ? 3 : 0);
    }
  }
}
