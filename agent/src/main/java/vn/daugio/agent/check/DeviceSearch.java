package vn.daugio.agent.check;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/** Looks around for devices in networks where that is allowed. */
public interface DeviceSearch {
  /**
   * Takes some seconds.
   *
   * @param listed by which known devices are recognised
   * @return in the order of their addresses; empty where nothing of the networks may be looked at
   */
  Optional<List<Found>> search(Access.Discover where, List<Target> listed)
      throws InterruptedException;

  /** How a device stands to what is listed. */
  enum State {
    KNOWN,
    NEW,
    MOVED
  }

  /**
   * A device; one that prints and scans is two.
   *
   * @param name of the listed target, or one that would suit
   * @param kind {@code DEVICE} where it did not tell
   * @param listedAt where a moved one is expected; else null
   */
  record Found(
      State state,
      TargetKind kind,
      String name,
      @Nullable String model,
      @Nullable String serial,
      @Nullable String mac,
      String address,
      @Nullable String listedAt) {}
}
