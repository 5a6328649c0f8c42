package vn.daugio.collector.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a period's outages come to, each figure by its one definition. Only roots are counted: one
 * outage, one count. One that was withdrawn has not recovered: it counts nowhere, unless the
 * promise was broken before. Pure.
 *
 * @param recovered how many recovered in the period, whenever they had opened
 * @param meanToRecover the mean time from opening to recovery of those; null: there were none
 * @param kept opened in the period and recovered within 24 hours
 * @param broken opened in the period and recovered later, or open beyond 24 hours
 * @param running opened in the period and still open within their 24 hours: not known yet
 */
public record Figures(
    int recovered, @Nullable Duration meanToRecover, int kept, int broken, int running) {

  /**
   * @param roots at least those that opened or recovered in the period
   * @param from inclusive
   * @param to exclusive
   */
  public static Figures of(List<Incident> roots, Instant from, Instant to, Instant now) {
    int recovered = 0;
    int kept = 0;
    int broken = 0;
    int running = 0;
    Duration sum = Duration.ZERO;
    for (Incident one : roots) {
      RecoveryClock clock = RecoveryClock.of(one, now);
      Instant end = one.recoveredAt();
      if (end != null && !one.isWithdrawn() && isIn(end, from, to)) {
        recovered++;
        sum = sum.plus(clock.used());
      }
      if (isIn(one.openedAt(), from, to)) {
        if (clock.isBreached()) {
          broken++;
        } else if (end == null) {
          running++;
        } else if (!one.isWithdrawn()) {
          kept++;
        }
      }
    }
    return new Figures(
        recovered, recovered == 0 ? null : sum.dividedBy(recovered), kept, broken, running);
  }

  private static boolean isIn(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  public int opened() {
    return kept + broken + running;
  }

  /**
   * The share of those recovered within 24 hours among those of which it is known. Empty when it is
   * known of none, and when it would say all while some are still running.
   */
  public OptionalDouble keptShare() {
    int known = kept + broken;
    boolean wouldSayAll = broken == 0 && running > 0;
    return known == 0 || wouldSayAll
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) kept / known);
  }
}
