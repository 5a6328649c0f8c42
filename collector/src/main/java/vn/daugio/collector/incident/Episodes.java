package vn.daugio.collector.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.state.Kind;
import vn.daugio.collector.state.Observation;
import vn.daugio.collector.state.Streak;
import vn.daugio.protocol.CheckType;

/**
 * When an outage begins and ends. Pure: it depends on the observations in the order in which they
 * were made and on nothing else, so that late reports lead to the same end as punctual ones. The
 * rules are written down in {@code docs/alerting.md}.
 */
public final class Episodes {
  /** Within this time changes are counted. */
  public static final Duration WINDOW = Duration.ofMinutes(60);

  /** So many changes between good and bad within the window are flapping. */
  public static final int FLAPPING_CHANGES = 6;

  /** What flaps is over, or down for good, only after so long without a change. */
  public static final Duration STABLE = Duration.ofMinutes(30);

  /** What comes back within this time after its recovery is the same outage. */
  public static final Duration REOPEN = Duration.ofMinutes(30);

  private Episodes() {}

  /**
   * Where a subject stands after its observations.
   *
   * @param last its latest outage, over or not; null: none yet
   */
  public record Point(Streak fails, Streak goods, @Nullable Episode last) {}

  /**
   * The latest outage after one more observation.
   *
   * @param type the thresholds
   * @param last the latest outage before
   * @param seen not of {@link Kind#NEITHER}
   * @param fails consecutive bad ones, this one included
   * @param goods consecutive good ones, this one included
   * @param changes the moments of the window at which an observation differed in kind from the one
   *     before, oldest first, this one included; asked for only where it matters
   */
  public static @Nullable Episode after(
      CheckType type,
      @Nullable Episode last,
      Observation seen,
      Streak fails,
      Streak goods,
      Supplier<List<Instant>> changes) {
    boolean bad = seen.kind() == Kind.BAD;
    boolean changed = (bad ? fails : goods).count() == 1;
    List<Instant> recent = changed ? changes.get() : List.of();
    boolean flaps = recent.size() >= FLAPPING_CHANGES;
    if (last != null && last.isOpen()) {
      return goOn(type, flaps ? begin(last, seen) : last, seen, bad ? fails : goods);
    }
    Instant failingSince = fails.since();
    if (!bad || failingSince == null) {
      return last;
    }
    if (flaps) {
      // every second change is a bad one, and the newest is bad
      Instant first = recent.get((recent.size() - 1) % 2);
      return open(last, first, seen.at(), seen.at());
    }
    return fails.count() >= type.openAfter() ? open(last, failingSince, seen.at(), null) : last;
  }

  private static Episode begin(Episode open, Observation seen) {
    return open.flappingSince() == null ? open.flapping(seen.at()) : open;
  }

  private static Episode goOn(CheckType type, Episode open, Observation seen, Streak streak) {
    Instant since = streak.since();
    boolean stable = since != null && !since.isAfter(seen.at().minus(STABLE));
    boolean flapping = open.flappingSince() != null;
    if (seen.kind() == Kind.BAD) {
      return flapping && stable ? open.flapping(null) : open;
    }
    boolean over = streak.count() >= type.recoverAfter() && (!flapping || stable);
    return over && since != null ? open.recovered(since, seen.at()) : open;
  }

  private static Episode open(
      @Nullable Episode last, Instant at, Instant seenAt, @Nullable Instant flapping) {
    Instant over = last == null ? null : last.recoveredAt();
    if (last != null && over != null && !at.isAfter(over.plus(REOPEN))) {
      return last.reopened(flapping);
    }
    return new Episode(at, seenAt, null, null, flapping, 0);
  }

  /**
   * All outages of a subject that was good and had none for a {@link #WINDOW} before.
   *
   * @param goodBefore the good observations before; none where it was never seen before
   * @param seen its observations since, in order
   * @param all where the outages are put, oldest first
   * @return where it stands afterwards
   */
  public static Point replay(
      CheckType type, Streak goodBefore, List<Observation> seen, List<Episode> all) {
    Streak fails = Streak.NONE;
    Streak goods = goodBefore;
    @Nullable Episode last = null;
    List<Instant> changes = new ArrayList<>();
    for (Observation one : seen) {
      if (one.kind() == Kind.NEITHER) {
        continue;
      }
      boolean bad = one.kind() == Kind.BAD;
      if ((bad ? goods : fails).count() > 0) {
        changes.add(one.at());
      }
      fails = bad ? fails.next(one.at()) : Streak.NONE;
      goods = bad ? Streak.NONE : goods.next(one.at());
      Episode next =
          after(type, last, one, fails, goods, () -> within(changes, one.at().minus(WINDOW)));
      if (next != null && !next.equals(last)) {
        boolean same = last != null && last.openedAt().equals(next.openedAt());
        if (same) {
          all.set(all.size() - 1, next);
        } else {
          all.add(next);
        }
      }
      last = next;
    }
    return new Point(fails, goods, last);
  }

  private static List<Instant> within(List<Instant> changes, Instant after) {
    return changes.stream().filter(at -> at.isAfter(after)).toList();
  }
}
