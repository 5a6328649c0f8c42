package vn.daugio.agent.os;

import java.time.Instant;
import java.util.Optional;

/** How up to date this computer's operating system is. */
public interface Updates {
  Reading read(Deadline deadline) throws InterruptedException;

  /**
   * @param installedAt when updates of the system were last installed; empty: could not tell
   * @param checkedAt how new the list is that {@code pending} was counted with; empty: could not
   *     tell
   * @param pending security updates that the system knows of and has not installed; empty: could
   *     not tell
   * @param release empty: the system does not say what it is
   * @param refused whether something of it needs another account
   */
  record Reading(
      Optional<Instant> installedAt,
      Optional<Instant> checkedAt,
      Optional<Integer> pending,
      Optional<Release> release,
      boolean refused) {}

  /**
   * @param system {@code windows}, {@code windows-server}, or the ID of os-release(5)
   * @param version the build of Windows, e.g. {@code 19045}, else VERSION_ID of os-release(5)
   * @param edition EditionID of Windows, e.g. {@code Professional}; else empty
   */
  record Release(String system, String version, String edition) {}
}
