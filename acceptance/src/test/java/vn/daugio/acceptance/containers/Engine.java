package vn.daugio.acceptance.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.daugio.acceptance.outages.Needs;
import vn.daugio.acceptance.process.Tree;

/** The container engine of this machine, which {@code acceptance/engine.sh} makes available. */
final class Engine {
  private static final String SCRIPT = Tree.root().resolve("acceptance/engine.sh").toString();

  private Engine() {}

  /** Waits for the engine and the base image. Without: skipped, but failed where CI=true. */
  static void needed() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(SCRIPT, "ready").redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    Needs.that(process.waitFor() == 0, said);
  }

  /** Builds the image of a service as the file says. Layers that are there are used again. */
  static void build(Compose compose, String service) throws IOException, InterruptedException {
    Map<String, Object> build = Compose.map(compose.service(service).get("build"));
    List<String> command = new ArrayList<>(List.of("docker", "build", "--quiet"));
    // a network of the engine's own would need rules in the firewall of this machine
    command.addAll(List.of("--network", "host", "--tag", compose.image(service)));
    String context = compose.folder().resolve(String.valueOf(build.get("context"))).toString();
    command.addAll(List.of("--file", context + "/" + build.get("dockerfile"), context));
    run(Map.of(), command.toArray(String[]::new));
  }

  static void run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command) + ": " + said);
    }
  }
}
