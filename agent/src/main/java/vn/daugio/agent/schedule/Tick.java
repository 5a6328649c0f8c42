package vn.daugio.agent.schedule;

import java.time.Instant;

/**
 * A round that is due.
 *
 * @param kind why
 * @param slot when it was due on this machine
 * @param full every check; otherwise only those that are watched during the day
 * @param late caught up long after its slot, e.g. because the machine was off
 */
public record Tick(RoundKind kind, Instant slot, boolean full, boolean late) {
  public static Tick now(Instant now) {
    return new Tick(RoundKind.NOW, now, true, false);
  }

  public static Tick watch(Instant now) {
    return new Tick(RoundKind.WATCH, now, false, false);
  }
}
