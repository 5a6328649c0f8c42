package vn.daugio.agent.probe;

import java.time.Duration;

/**
 * What passed in one direction.
 *
 * @param passed bytes of content altogether
 * @param counted those after the slow start
 * @param time in which the counted ones passed
 * @param slack bytes that a buffer of this computer may have taken although the line did not
 */
public record Transfer(long passed, long counted, Duration time, long slack) {
  /** Bytes per second; 0 when nothing was counted. */
  public double rate() {
    return time.isZero() ? 0 : counted / seconds();
  }

  /** What the line carries at least; bytes per second. */
  public double atLeast() {
    return time.isZero() ? 0 : Math.max(0, counted - slack) / seconds();
  }

  private double seconds() {
    return time.toNanos() / 1e9;
  }
}
