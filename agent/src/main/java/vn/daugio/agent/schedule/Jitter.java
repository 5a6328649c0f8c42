package vn.daugio.agent.schedule;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A stable place of each machine within a span of time, so that a province's machines do not all
 * report in the same second. The same machine always gets the same place.
 */
public final class Jitter {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Jitter() {}

  /**
   * @param site {@code commune/site}
   * @param machine the machine's code
   * @return uniform over machines, in [0, 1)
   */
  public static double fraction(String site, String machine) {
    long hash = FNV_OFFSET;
    for (byte b : (site + "\n" + machine).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    // codes differ in their last digits only; without mixing, neighbours would share a minute
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return (hash >>> 11) * 0x1.0p-53;
  }

  /** The machine's place in a span, whole milliseconds, in [0, span). */
  public static Duration within(Duration span, double fraction) {
    return Duration.ofMillis((long) (span.toMillis() * fraction));
  }
}
