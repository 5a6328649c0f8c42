package vn.daugio.agent.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Network UPS Tools on loopback: the real {@code upsd}, with a dummy driver for each UPS. */
public final class Nut implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("/lib/nut");

  private final List<Peers.Peer> running = new ArrayList<>();
  private final int port = Peers.freePort();

  private Nut() {}

  /**
   * @param upses name to what its driver says, a variable a line; empty: it has none
   */
  public static Nut start(Path folder, Map<String, String> upses) throws Exception {
    for (String program : List.of("upsd", "dummy-ups")) {
      Peers.needThat(
          Files.isExecutable(PROGRAMS.resolve(program)),
          program + " is not installed: apt-get install nut-server");
    }
    Nut nut = new Nut();
    StringBuilder configuration = new StringBuilder();
    for (Map.Entry<String, String> ups : upses.entrySet()) {
      Files.writeString(folder.resolve(ups.getKey() + ".dev"), ups.getValue());
      configuration.append(
          "[%s]\n driver = dummy-ups\n port = %s.dev\n".formatted(ups.getKey(), ups.getKey()));
    }
    Files.writeString(folder.resolve("ups.conf"), configuration);
    Files.writeString(folder.resolve("upsd.conf"), "LISTEN 127.0.0.1 " + nut.port + "\n");
    Files.writeString(folder.resolve("upsd.users"), "");
    for (Map.Entry<String, String> ups : upses.entrySet()) {
      if (!ups.getValue().isEmpty()) {
        nut.driver(folder, ups.getKey());
      }
    }
    List<String> command = command(folder, "upsd", "-F", "-u", "root");
    nut.running.add(Peers.startTcp(new Peers.Plan(command, nut.port, folder.resolve("log"))));
    return nut;
  }

  private void driver(Path folder, String name) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(folder, "dummy-ups", "-a", name, "-F", "-u", "root"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    running.add(new Peers.Peer(process, 0));
    Path socket = folder.resolve("dummy-ups-" + name);
    for (int i = 0; !Files.exists(socket); i++) {
      if (i == 500 || process.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new AssertionError(Files.readString(folder.resolve("log")));
      }
    }
  }

  private static List<String> command(Path folder, String program, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "/usr/bin/env",
                "NUT_CONFPATH=" + folder,
                "NUT_STATEPATH=" + folder,
                "NUT_PIDPATH=" + folder,
                "NUT_ALTPIDPATH=" + folder,
                PROGRAMS.resolve(program).toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    for (int i = running.size() - 1; i >= 0; i--) {
      running.get(i).close();
    }
  }
}
