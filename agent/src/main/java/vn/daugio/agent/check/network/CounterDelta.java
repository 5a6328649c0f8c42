package vn.daugio.agent.check.network;

import java.util.OptionalLong;

/** What a counter (RFC 2578 sections 7.1.6 and 7.1.10) has counted between two readings. */
final class CounterDelta {
  private static final long ROUND = 1L << 32;

  private CounterDelta() {}

  /**
   * @param before at the last reading, by the same start of the box; negative: not known
   * @param wide 64 bits, which do not go round while anybody looks
   * @param most what can have been counted at all: more is a counter that was set back
   * @return empty where it cannot be told
   */
  static OptionalLong of(long before, OptionalLong now, boolean wide, double most) {
    if (before < 0 || now.isEmpty() || (!wide && most >= ROUND)) {
      return OptionalLong.empty();
    }
    long delta = now.getAsLong() - before;
    if (delta < 0 && !wide && before < ROUND) {
      delta += ROUND;
    }
    return delta >= 0 && delta <= most ? OptionalLong.of(delta) : OptionalLong.empty();
  }
}
