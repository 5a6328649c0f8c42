package vn.daugio.acceptance.outages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vn.daugio.acceptance.process.FileClock;
import vn.daugio.acceptance.process.Tree;
import vn.daugio.agent.Agent;
import vn.daugio.agent.AgentConfig;
import vn.daugio.agent.Machines;

/**
 * The agent, whole, on a clock that stands in a file: it ticks when a line on its input says so.
 */
public final class ScriptedAgent implements AutoCloseable {
  private static final String DONE = "ticked";

  private final Process process;
  private final BufferedReader output;
  private final Path log;

  private ScriptedAgent(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * In the child process.
   *
   * @param args the clock's file, the agent's configuration
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    FileClock clock = new FileClock(Path.of(args[0]));
    AgentConfig config = AgentConfig.load(Path.of(args[1]));
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Agent agent = Agent.open(config, Machines.equipment(clock)).orElseThrow()) {
      while (input.readLine() != null) {
        agent.tickOnce(false);
        System.out.println(DONE);
      }
    }
  }

  /**
   * Starts it.
   *
   * @param java how Java is started: what stands before it, and options
   * @param log where its own messages go
   */
  public static ScriptedAgent start(List<String> java, Path clock, Path config, Path log)
      throws IOException {
    Path built = Tree.root().resolve("acceptance/target");
    List<String> command = new ArrayList<>(java);
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-Dnetworkaddress.cache.ttl=0",
            "-Dsun.net.inetaddr.ttl=0",
            "-Dsun.net.inetaddr.negative.ttl=0",
            "-cp",
            built.resolve("classes") + ":" + built.resolve("lib") + "/*",
            ScriptedAgent.class.getName(),
            clock.toString(),
            config.toString()));
    return new ScriptedAgent(
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start(),
        log);
  }

  /** One tick, to its end: looked, judged, spooled and delivered. */
  public void tick() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    String answer = output.readLine();
    if (!DONE.equals(answer)) {
      throw new IllegalStateException("the agent has ended, see " + log);
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close(); // it ends with its input
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
