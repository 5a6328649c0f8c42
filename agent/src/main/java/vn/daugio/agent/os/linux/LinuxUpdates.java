package vn.daugio.agent.os.linux;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.SmallFiles;
import vn.daugio.agent.os.Updates;

/** Updates of a system with apt, from its logs and lists; of others only the release is known. */
public final class LinuxUpdates implements Updates {
  private final Path root;
  private final AptHistory history;
  private final AptPending pending;

  public LinuxUpdates() {
    this(Path.of("/"), ZoneId.systemDefault());
  }

  /**
   * @param root where {@code etc}, {@code usr} and {@code var} stand
   * @param zone of the times in its logs
   */
  public LinuxUpdates(Path root, ZoneId zone) {
    this.root = root;
    this.history = new AptHistory(root, zone);
    this.pending = new AptPending(root);
  }

  @Override
  public Reading read(Deadline deadline) {
    return new Reading(history.lastUpgrade(), pending.asOf(), pending.count(), release(), false);
  }

  /** os-release(5); a rolling release has no VERSION_ID. */
  private Optional<Release> release() {
    return value("ID")
        .flatMap(id -> value("VERSION_ID").map(version -> new Release(id, version, "")));
  }

  private Optional<String> value(String key) {
    Path own = root.resolve("etc/os-release");
    Optional<String> text = SmallFiles.text(own);
    return (text.isPresent() ? text : SmallFiles.text(root.resolve("usr/lib/os-release")))
        .flatMap(
            file -> file.lines().filter(line -> line.startsWith(key + "=")).reduce((a, b) -> b))
        .map(line -> line.substring(key.length() + 1).replace("\"", "").replace("'", "").strip())
        .filter(word -> word.matches("[A-Za-z0-9._-]{1,32}"));
  }
}
