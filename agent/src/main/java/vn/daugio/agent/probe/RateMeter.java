package vn.daugio.agent.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast bytes pass, without the beginning of a connection: TCP starts slowly (RFC 5681 section
 * 3.1), and buffers on the way take the first bytes faster than the line carries them.
 */
final class RateMeter {
  /** Marks closer to each other say nothing more. */
  private static final int GRAIN = 16 * 1024;

  /** On a slow line the start is over long before a quarter of the sample has passed. */
  private static final long LONGEST_START = Duration.ofSeconds(1).toNanos();

  private final long start;
  private final long startBytes;
  private final List<Mark> marks = new ArrayList<>();
  private long passed;

  private record Mark(long nanos, long passed) {}

  /**
   * @param planned bytes of the whole sample; a quarter of them is not counted
   * @param now monotonic, in nanoseconds
   */
  RateMeter(long planned, long now) {
    this.start = now;
    this.startBytes = planned / 4;
  }

  void passed(int bytes, long now) {
    passed += bytes;
    if (marks.isEmpty() || passed - marks.get(marks.size() - 1).passed() >= GRAIN) {
      marks.add(new Mark(now, passed));
    }
  }

  /**
   * @param slack bytes that a buffer may have taken although the line did not
   */
  Transfer over(long slack) {
    Mark from = new Mark(start, 0);
    for (Mark mark : marks) {
      from = mark;
      if (mark.passed() >= startBytes || mark.nanos() - start >= LONGEST_START) {
        break;
      }
    }
    Mark to = marks.isEmpty() ? from : marks.get(marks.size() - 1);
    Duration counted = Duration.ofNanos(Math.max(0, to.nanos() - from.nanos()));
    return new Transfer(passed, to.passed() - from.passed(), counted, slack);
  }
}
