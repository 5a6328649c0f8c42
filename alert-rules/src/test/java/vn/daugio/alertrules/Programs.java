package vn.daugio.alertrules;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs of Prometheus that judge what this module ships. */
final class Programs {
  private Programs() {}

  /** What a program said, with its exit code. */
  record Said(int exit, String text) {}

  /** Its path; where it is missing the test is skipped, and fails with {@code CI=true}. */
  static String require(String name) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder, name);
      if (Files.isExecutable(candidate)) {
        return candidate.toString();
      }
    }
    String missing = name + " is not installed";
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(missing);
    }
    Assumptions.assumeTrue(false, missing);
    return name;
  }

  /** Runs it to its end in a folder. */
  static Said run(Path folder, List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("said", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IOException(command.get(0) + " did not end");
      }
      return new Said(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(out);
    }
  }
}
