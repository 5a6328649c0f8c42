package vn.daugio.agent.os.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.daugio.agent.os.SmallFiles;

/**
 * How many installed packages have a newer version in the security archive, by the lists that apt
 * fetched last. {@code apt-get -s upgrade} says the same at the cost of a second of CPU.
 */
final class AptPending {
  /** Of all lists together; Ubuntu's are the largest. */
  private static final long MOST_BYTES = 96L * 1024 * 1024;

  private static final int MOST_PACKAGES = 200_000;

  private final Path lists;
  private final Path status;

  AptPending(Path root) {
    this.lists = root.resolve("var/lib/apt/lists");
    this.status = root.resolve("var/lib/dpkg/status");
  }

  /** When the archive was what the lists say: apt keeps the server's time of each file. */
  Optional<Instant> asOf() {
    return security("*_InRelease").stream()
        .flatMap(file -> changed(file).stream())
        .max(Instant::compareTo);
  }

  private static Optional<Instant> changed(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Empty where no list of a security archive can be read. */
  Optional<Integer> count() {
    List<Path> files = security("*_Packages");
    if (files.isEmpty()) {
      return Optional.empty();
    }
    try {
      long size = 0;
      for (Path file : files) {
        size += Files.size(file);
      }
      Map<String, String> installed = packages(status, true);
      if (size > MOST_BYTES || installed.isEmpty()) {
        return Optional.empty();
      }
      Map<String, String> newest = new HashMap<>();
      for (Path file : files) {
        packages(file, false)
            .forEach((name, version) -> newest.merge(name, version, AptPending::newer));
      }
      long pending =
          installed.entrySet().stream()
              .filter(
                  one -> {
                    String available = newest.getOrDefault(one.getKey(), one.getValue());
                    return DebVersion.compare(one.getValue(), available) < 0;
                  })
              .count();
      return Optional.of((int) pending);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private List<Path> security(String glob) {
    return SmallFiles.entries(lists, glob).stream()
        .filter(file -> file.getFileName().toString().contains("security"))
        .toList();
  }

  private static String newer(String one, String other) {
    return DebVersion.compare(one, other) < 0 ? other : one;
  }

  private static Map<String, String> packages(Path file, boolean installedOnly) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new BoundedStream(Files.newInputStream(file), MOST_BYTES),
                StandardCharsets.ISO_8859_1))) {
      return packages(lines, installedOnly);
    }
  }

  /**
   * Newest version by name, of paragraphs as in deb-control(5).
   *
   * @param installedOnly only those that dpkg has installed
   */
  static Map<String, String> packages(BufferedReader lines, boolean installedOnly)
      throws IOException {
    Map<String, String> found = new HashMap<>();
    String name = "";
    String version = "";
    boolean counts = !installedOnly;
    for (String line = lines.readLine(); ; line = lines.readLine()) {
      if (line == null || line.isEmpty()) {
        if (counts && !name.isEmpty() && !version.isEmpty() && found.size() < MOST_PACKAGES) {
          found.merge(name, version, AptPending::newer);
        }
        if (line == null) {
          return found;
        }
        name = "";
        version = "";
        counts = !installedOnly;
      } else if (line.startsWith("Package: ")) {
        name = line.substring(9).strip();
      } else if (line.startsWith("Version: ")) {
        version = line.substring(9).strip();
      } else if (installedOnly && line.startsWith("Status: ")) {
        counts = line.endsWith(" installed");
      }
    }
  }
}
