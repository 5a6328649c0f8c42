package vn.daugio.acceptance.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vn.daugio.acceptance.process.Child;
import vn.daugio.acceptance.process.Tree;

/** {@code make run LAB=1} on a built tree: the sheet has to stand in the terminal in 20 seconds. */
final class RunToSheet {
  private static final double GOAL_SECONDS = 20;

  private RunToSheet() {}

  static List<String> measure(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    int port = Child.freePortPair();
    ProcessBuilder builder =
        new ProcessBuilder("make", "--no-print-directory", "run", "LAB=1", "PORT=" + port);
    builder.directory(Tree.root().toFile()).redirectErrorStream(true);
    long start = System.nanoTime();
    Process run = builder.start();
    double seconds = -1;
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new java.io.InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.contains("http://127.0.0.1:" + port)) {
        said.append(line).append('\n');
        line = lines.readLine();
      }
      if (line == null) {
        throw new IllegalStateException("make run ended without a sheet:\n" + said);
      }
      seconds = (System.nanoTime() - start) / 1e9;
      run.descendants()
          .filter(
              process -> process.info().commandLine().orElse("").contains("deploy/local/run.sh"))
          .forEach(ProcessHandle::destroy);
      while (lines.readLine() != null) {
        // drained until it has ended, so that it can say good-bye
      }
    }
    if (!run.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("make run does not end");
    }
    return List.of(Bench.atMost("make_run_to_sheet_seconds_vs_20", seconds, GOAL_SECONDS, 1));
  }
}
