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

  /**
   * @param as what the command line begins with, to run with other rights
   */
  public static WholeAgent check(NetNamespace where, Path config, String type, String... as) {
    List<String> command = new ArrayList<>(where.inside(as));
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("vn.daugio.agent.AgentMain", "check", "--config", config.toString()));
    command.addAll(List.of("--only", type, "--format", "json"));
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
