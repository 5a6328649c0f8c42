package vn.daugio.agent.check;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each distinct error once and then its count at growing distances. */
public final class DistinctErrors {
  private static final Logger LOG = LoggerFactory.getLogger(DistinctErrors.class);
  private static final int MOST_KINDS = 200;

  private final Map<String, Long> counts = new HashMap<>();

  /**
   * @param where what was being done, e.g. a check's code
   * @return how often this error has been seen, 1 for the first time
   */
  public synchronized long note(String where, Throwable error) {
    StackTraceElement[] stack = error.getStackTrace();
    String key =
        where + " " + error.getClass().getName() + " " + (stack.length == 0 ? "" : stack[0]);
    if (counts.size() >= MOST_KINDS && !counts.containsKey(key)) {
      key = "other errors";
    }
    long count = counts.merge(key, 1L, Long::sum);
    if (count == 1) {
      LOG.error("{}: unexpected error", where, error);
    } else if (isPowerOfTen(count)) {
      LOG.error("{}: {} was seen {} times", where, error.getClass().getSimpleName(), count);
    }
    return count;
  }

  private static boolean isPowerOfTen(long count) {
    long power = 1;
    while (power < count) {
      power *= 10;
    }
    return power == count;
  }
}
