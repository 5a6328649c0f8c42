package vn.daugio.acceptance.outages;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import vn.daugio.acceptance.process.FileClock;
import vn.daugio.acceptance.process.Tree;
import vn.daugio.collector.CollectorApplication;

/**
 * The collector, whole, on a clock that stands in a file; runs on the collector's own libraries.
 */
public final class ScriptedCollector {
  private ScriptedCollector() {}

  /**
   * Runs one of the collector's commands.
   *
   * @param args the clock's file, then the collector's own arguments
   */
  public static void main(String[] args) throws Exception {
    new CollectorApplication(new FileClock(Path.of(args[0])))
        .run(Arrays.copyOfRange(args, 1, args.length));
  }

  /** What stands before the arguments of each command; see {@code CollectorProcess}. */
  public static List<String> program(Path clock) {
    Path root = Tree.root();
    String classPath =
        root.resolve("acceptance/target/classes")
            + ":"
            + root.resolve("collector/target/daugio-collector.jar");
    return List.of(
        "java",
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        classPath,
        ScriptedCollector.class.getName(),
        clock.toString());
  }
}
