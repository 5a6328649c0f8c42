package vn.daugio.acceptance.outages;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import vn.daugio.acceptance.process.Child;
import vn.daugio.acceptance.process.Tree;

/** The simulated office of {@code acceptance/lab}, in network namespaces of its own. */
final class Office implements AutoCloseable {
  private static final AtomicInteger BUILT = new AtomicInteger();

  private final Path folder;
  private final String prefix;

  /**
   * Builds it.
   *
   * @param folder for keys, logs and process ids
   * @param port of this machine's loopback, to be reachable at the same port of the office PC
   */
  Office(Path folder, int port) {
    this.folder = folder;
    this.prefix = "do" + ProcessHandle.current().pid() + "n" + BUILT.incrementAndGet();
    lab("up", Integer.toString(port));
  }

  /** What stands before a command to run it on the office PC. */
  List<String> onThePc() {
    return List.of("ip", "netns", "exec", prefix + "-pc");
  }

  /** Java on the office PC, which believes the office's certificates. */
  List<String> java() {
    List<String> java = new ArrayList<>(onThePc());
    java.add("java");
    java.addAll(trust());
    return java;
  }

  private List<String> trust() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + folder.resolve("tls/trust.p12"),
        "-Djavax.net.ssl.trustStorePassword=changeit");
  }

  void breakIt(String what) {
    lab("break", what);
  }

  void mend(String what) {
    lab("mend", what);
  }

  private void lab(String action, String argument) {
    Child.run(List.of(Tree.lab(), action, folder.toString(), prefix, argument));
  }

  @Override
  public void close() {
    Child.run(List.of(Tree.lab(), "down", folder.toString(), prefix));
  }
}
