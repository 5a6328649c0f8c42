package vn.daugio.agent.os;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The health of this computer. Empty means that the system does not say. */
public interface Computer {
  /** Local, writable file systems; no removable media, no network shares, no pseudo ones. */
  List<Disk> disks();

  /** Share of memory that is available without swapping, 0..1. */
  Optional<Double> memoryAvailableRatio();

  /** One-minute load average per processor. */
  Optional<Double> loadRatio();

  Optional<Duration> uptime();

  /** Whether an update waits for a restart. */
  Optional<Boolean> rebootPending();

  /** A random value that is new at every start of the system. */
  Optional<String> bootId();

  /**
   * @param name mount point or drive letter
   * @param totalBytes size
   * @param freeBytes usable by an ordinary user
   */
  record Disk(String name, long totalBytes, long freeBytes) {}
}
