package vn.daugio.collector.surface;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs of the system that take part in tests. */
public final class Programs {
  private Programs() {}

  /** Its path; where it is missing the test is skipped, and fails with {@code CI=true}. */
  public static String require(String name) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder, name);
      if (Files.isExecutable(candidate)) {
        return candidate.toString();
      }
    }
    requireThat(false, name + " is not installed");
    return name;
  }

  /** A condition of this machine, such as being root; see {@link #require}. */
  public static void requireThat(boolean given, String what) {
    if (!given && "true".equals(System.getenv("CI"))) {
      Assertions.fail(what);
    }
    Assumptions.assumeTrue(given, what);
  }

  /** Runs it to its end with an input and returns all output, with the exit code if not 0. */
  public static String run(Path folder, String input, List<String> command)
      throws IOException, InterruptedException {
    Path in = Files.writeString(Files.createTempFile(folder, "in", ""), input);
    Path out = Files.createTempFile(folder, "out", "");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command.get(0) + " did not end");
    }
    String text = Files.readString(out, StandardCharsets.UTF_8);
    return process.exitValue() == 0 ? text : text + "exit " + process.exitValue();
  }
}
