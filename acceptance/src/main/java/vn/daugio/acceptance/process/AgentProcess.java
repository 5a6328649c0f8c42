package vn.daugio.acceptance.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The built agent, enrolled, with configuration and spool in a folder of its own. */
public final class AgentProcess implements AutoCloseable {
  private final Path folder;
  private final List<String> prefix;
  private @Nullable Child child;

  private AgentProcess(Path folder, List<String> prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  /**
   * Enrols it.
   *
   * @param prefix put before each command, e.g. {@code ip netns exec NAME}
   */
  public static AgentProcess join(Path folder, String url, String code, List<String> prefix) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return join(new AgentProcess(folder, prefix), "join", url, code);
  }

  /**
   * Enrols it over TLS.
   *
   * @param certificate the only one it trusts (PEM)
   */
  public static AgentProcess join(Path folder, String url, String code, Path certificate)
      throws IOException {
    Files.createDirectories(folder);
    AgentProcess agent = new AgentProcess(folder, List.of());
    return join(agent, "join", url, code, "--ca-file", certificate.toString());
  }

  private static AgentProcess join(AgentProcess agent, String... arguments) {
    List<String> command = agent.command(arguments);
    command.addAll(List.of("--config", agent.config().toString()));
    Child.run(command);
    agent.leaveOutArpProbes();
    return agent;
  }

  /** Targets of its own configuration, each a line of YAML. */
  public void addTargets(String... targets) throws IOException {
    String lines = "targets:\n  - " + String.join("\n  - ", targets) + "\n";
    Files.writeString(config(), lines, StandardOpenOption.APPEND);
  }

  /**
   * Outside of a namespace of the test's own nothing may leave this machine, and inside of one the
   * second that a probe takes adds up.
   */
  private void leaveOutArpProbes() {
    String limits = "\nlimits: {lan.interface: {address-probes: 0}}\n";
    try {
      Files.writeString(config(), limits, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path config() {
    return folder.resolve("agent.yml");
  }

  /** Where its undelivered reports lie. */
  public Path spool() {
    return folder.resolve("spool/reports");
  }

  /** Starts {@code run}. */
  public void start() {
    child =
        Child.start(
            folder.resolve("agent.log"), command("run", "--config", config().toString(), "--now"));
  }

  public void kill() {
    if (child != null) {
      child.kill();
    }
  }

  /** The command of one tick; prints nothing that matters. */
  public List<String> tickCommand() {
    return command("tick", "--config", config().toString(), "--now");
  }

  public long pid() {
    return running().pid();
  }

  public void settle() {
    running().settle();
  }

  public void await(String what, Duration most, BooleanSupplier condition) {
    running().await(what, most, condition);
  }

  private Child running() {
    Child running = child;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running;
  }

  /** Waits until everything was delivered at one moment. */
  public void awaitEmptySpool() {
    running().await("empty spool", Duration.ofMinutes(2), () -> reportsInSpool() == 0);
  }

  /** Waits for a report that is not delivered yet. */
  public void awaitReportInSpool() {
    running().await("report in the spool", Duration.ofMinutes(1), () -> reportsInSpool() > 0);
  }

  private int reportsInSpool() {
    int count = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(spool(), "*.report")) {
      for (Path unused : files) {
        count++;
      }
    } catch (IOException e) {
      return -1; // not there yet
    }
    return count;
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(Tree.agent());
    command.addAll(List.of(arguments));
    return command;
  }

  @Override
  public void close() {
    if (child != null) {
      child.close();
    }
  }
}
