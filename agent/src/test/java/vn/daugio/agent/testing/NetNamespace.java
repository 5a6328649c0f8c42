package vn.daugio.agent.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A network namespace of the test's own: nothing in it reaches the world. Needs root. */
public record NetNamespace(String name) implements AutoCloseable {
  /** With its loopback up. */
  public static NetNamespace create(String purpose) {
    String ip = Peers.need("ip");
    Peers.needThat("root".equals(System.getProperty("user.name")), "network namespaces need root");
    String name = "dg" + purpose + ProcessHandle.current().pid();
    Peers.run(ip, "netns", "add", name);
    NetNamespace created = new NetNamespace(name);
    created.run("ip", "link", "set", "lo", "up");
    return created;
  }

  /** A command line that runs inside. */
  public List<String> inside(String... command) {
    List<String> line = new ArrayList<>(List.of("ip", "netns", "exec", name));
    line.addAll(List.of(command));
    return line;
  }

  public void run(String... command) {
    Peers.run(inside(command).toArray(String[]::new));
  }

  @Override
  public void close() {
    if (Files.exists(Path.of("/run/netns/" + name))) {
      Peers.run("ip", "netns", "del", name);
    }
  }
}
