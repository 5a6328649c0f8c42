package vn.daugio.agent.check.network;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * One interface as the box tells it (RFC 2863); what it does not tell is absent.
 *
 * @param index ifIndex
 * @param name ifName, else ifDescr; cleaned, not empty
 * @param ethernet whether a cable goes into it: the only kind that is judged
 * @param state of the port
 * @param speed bits per second
 * @param half dot3StatsDuplexStatus is halfDuplex(2)
 * @param counters as read
 */
record Port(
    long index,
    String name,
    boolean ethernet,
    State state,
    OptionalLong speed,
    boolean half,
    Counters counters) {
  /**
   * ifOperStatus, unless ifAdminStatus is down: what an administrator switched off did not fail.
   */
  enum State {
    UP,
    DOWN,
    TESTING,
    UNKNOWN,
    DORMANT,
    NOT_PRESENT,
    LOWER_LAYER_DOWN,
    DISABLED;

    /** Lower case, as in a label. */
    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a port that was in use lost what it was connected to. */
    boolean isLost() {
      return this == DOWN || this == NOT_PRESENT || this == LOWER_LAYER_DOWN;
    }
  }

  /**
   * Since the box started, or since {@code discontinuity}, with jumps where a counter of 32 bits
   * goes round.
   *
   * @param received ifHCInOctets, else ifInOctets
   * @param sent likewise
   * @param in errors and packets received
   * @param out errors and packets sent
   * @param lateCollisions dot3StatsLateCollisions
   * @param discontinuity ifCounterDiscontinuityTime
   */
  record Counters(
      OptionalLong received,
      OptionalLong sent,
      Direction in,
      Direction out,
      OptionalLong lateCollisions,
      OptionalLong discontinuity) {}

  /**
   * One direction.
   *
   * @param packets unicast
   * @param wide the packets are counted with 64 bits
   */
  record Direction(
      OptionalLong errors, OptionalLong discards, OptionalLong packets, boolean wide) {}

  boolean isUp() {
    return state == State.UP;
  }
}
