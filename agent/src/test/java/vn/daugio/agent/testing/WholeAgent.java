package vn.daugio.agent.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The whole agent as a program of its own inside a namespace, after one round of one check type.
 *
 * @param exit its exit status
 * @param output results as JSON, and what it wrote beside them
 */
public record WholeAgent(int exit, String output) {
  /** One line a result: the values of these keys; a hyphen for one that is not there. */
  public List<String> results(String... keys) {
    return output
        .lines()
        .flatMap(line -> Arrays.stream(line.split("\\{\"check\":")).skip(1))
        .map(result -> line(result, keys))
        .toList();
  }

  private static String line(String json, String... keys) {
    return Arrays.stream(keys).map(key -> text(json, key)).collect(Collectors.joining(" "));
  }

  private static String text(String json, String key) {
    Matcher matcher = Pattern.compile("\"" + key + "\":\"([^\"]*)\"").matcher(json);
    return matcher.find() ? matcher.group(1) : "-";
  }

  /** The command line of the agent as a program of its own. */
  public static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    // as agent/bin/daugio-agent does
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("vn.daugio.agent.AgentMain");
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * @param as what the command line begins with, to run with other rights
   */
  public static WholeAgent check(NetNamespace where, Path config, String type, String... as) {
    List<String> command = new ArrayList<>(where.inside(as));
    command.addAll(command("check", "--config", config.toString(), "--only", type));
    command.addAll(List.of("--format", "json"));
    try {
      Process agent = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(agent.getInputStream().readAllBytes(), UTF_8);
      return new WholeAgent(agent.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
