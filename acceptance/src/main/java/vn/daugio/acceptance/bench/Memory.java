package vn.daugio.acceptance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What a process holds in memory, in MB of 2^20 bytes, as the kernel accounts it (proc(5)). */
final class Memory {
  private Memory() {}

  /** VmRSS, pages shared with others counted in full. */
  static double resident(long pid) throws IOException {
    return field(Path.of("/proc/" + pid + "/status"), "VmRSS:");
  }

  /** VmHWM: the most that was resident since the start or the last {@link #resetPeak}. */
  static double peak(long pid) throws IOException {
    return field(Path.of("/proc/" + pid + "/status"), "VmHWM:");
  }

  static void resetPeak(long pid) throws IOException {
    Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), "5");
  }

  /** Private_Dirty: what nobody else has and no file can give back. */
  static double privateDirty(long pid) throws IOException {
    return field(Path.of("/proc/" + pid + "/smaps_rollup"), "Private_Dirty:");
  }

  private static double field(Path file, String name) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("no " + name + " in " + file);
  }

  /**
   * Memory over the life of a command.
   *
   * @param megabyteSeconds resident memory of it and its children times the time they held it
   * @param wallSeconds how long it lived
   */
  record Life(double megabyteSeconds, double wallSeconds) {}

  /** Runs a command to its end and looks at it every 20 ms. */
  static Life of(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    long start = System.nanoTime();
    long last = start;
    double megabyteSeconds = 0;
    while (process.isAlive()) {
      LockSupport.parkNanos(20_000_000);
      long now = System.nanoTime();
      megabyteSeconds += tree(process) * (now - last) / 1e9;
      last = now;
    }
    return new Life(megabyteSeconds, (System.nanoTime() - start) / 1e9);
  }

  private static double tree(Process process) {
    double sum = now(process.pid());
    for (ProcessHandle child : process.descendants().toList()) {
      sum += now(child.pid());
    }
    return sum;
  }

  private static double now(long pid) {
    try {
      return resident(pid);
    } catch (IOException e) {
      return 0; // it has just ended
    }
  }
}
