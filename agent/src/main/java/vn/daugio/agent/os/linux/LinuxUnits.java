package vn.daugio.agent.os.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.daugio.agent.os.SmallFiles;

/**
 * Units of systemd by their files and control groups (systemd.unit(5), cgroups(7)): a unit that
 * runs has processes in a group of its name. Runs nothing, so that a tick stays cheap.
 */
final class LinuxUnits {
  private static final List<String> DIRECTORIES =
      List.of("usr/lib/systemd/system", "lib/systemd/system", "etc/systemd/system");

  /** Version 2, version 2 beside version 1, version 1. */
  private static final List<String> GROUPS =
      List.of(
          "sys/fs/cgroup/system.slice",
          "sys/fs/cgroup/unified/system.slice",
          "sys/fs/cgroup/systemd/system.slice");

  private static final int MOST = 4_000;

  private final Path root;

  LinuxUnits(Path root) {
    this.root = root;
  }

  /** Names of all services, masked ones left out. */
  Set<String> services() {
    Set<String> names = new TreeSet<>();
    for (String directory : DIRECTORIES) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(root.resolve(directory), "*.service")) {
        for (Path file : files) {
          if (names.size() < MOST && !isMasked(file)) {
            names.add(file.getFileName().toString());
          }
        }
      } catch (IOException e) {
        // a system has the one or the other directory
      }
    }
    return names;
  }

  private static boolean isMasked(Path file) throws IOException {
    return Files.isSymbolicLink(file)
        && Files.readSymbolicLink(file).toString().equals("/dev/null");
  }

  /** Whether it runs; empty without systemd, or for the template of many. */
  Optional<Boolean> runs(String service) {
    if (service.contains("@.")) {
      return Optional.empty();
    }
    for (String directory : GROUPS) {
      Path slice = root.resolve(directory);
      if (Files.isDirectory(slice)) {
        return Optional.of(isPopulated(slice.resolve(service)));
      }
    }
    return Optional.empty();
  }

  private static boolean isPopulated(Path group) {
    List<String> events = SmallFiles.lines(group.resolve("cgroup.events"));
    return events.isEmpty()
        ? SmallFiles.line(group.resolve("cgroup.procs")).isPresent()
        : events.contains("populated 1");
  }
}
