package vn.daugio.acceptance.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.daugio.acceptance.process.Tree;

/**
 * What {@code make dist} makes, made once for all tests of a process.
 *
 * @param folder that has the packages
 */
record Dist(Path folder) {
  private static @Nullable Dist made;

  static synchronized Dist made() {
    Dist present = made;
    if (present == null) {
      long process = ProcessHandle.current().pid();
      Path folder = Tree.root().resolve("acceptance/target/dist-test-" + process);
      Ran ran = run(Map.of(), Tree.root().resolve("deploy/dist.sh").toString(), folder.toString());
      if (ran.exit() != 0) {
        throw new AssertionError(ran.output());
      }
      present = new Dist(folder);
      folder.toFile().deleteOnExit(); // after what is in it: the last one goes first
      present.only(".deb").toFile().deleteOnExit();
      present.only(".zip").toFile().deleteOnExit();
      made = present;
    }
    return present;
  }

  Path only(String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ending)).toList();
      if (found.size() != 1) {
        throw new AssertionError(found + " end with " + ending);
      }
      return found.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A program that has ended, and what it printed on both streams. */
  record Ran(int exit, String output) {}

  static Ran run(Map<String, String> environment, String... command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Ran(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
