package vn.daugio.collector.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import vn.daugio.collector.calendar.Span;
import vn.daugio.collector.calendar.Spans;
import vn.daugio.collector.state.Kind;
import vn.daugio.collector.state.Transition;

/**
 * How much of its opening hours a service worked, by the one definition in {@code
 * docs/alerting-page.md}. Pure. {@code up}, {@code down} and {@code unknown} are together exactly
 * {@code open}.
 *
 * @param open opening hours without planned work
 * @param up of it, what was seen last was {@link Kind#GOOD}
 * @param down of it, what was seen last was {@link Kind#BAD}
 * @param unknown of it, nobody looked or nobody could tell
 * @param planned opening hours that are no part of {@code open}, since work was planned
 */
public record Availability(
    Duration open, Duration up, Duration down, Duration unknown, Duration planned) {
  public static final Availability NONE =
      new Availability(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  public Availability {
    if (!up.plus(down).plus(unknown).equals(open)) {
      throw new IllegalArgumentException("the parts are not the whole");
    }
  }

  /**
   * @param opening the time that counts
   * @param changes of the subject, oldest first; each holds until the next
   * @param watched when somebody looked; outside it nothing is known
   */
  public static Availability of(Opening opening, List<Transition> changes, Spans watched) {
    Map<Kind, List<Span>> seen = new EnumMap<>(Kind.class);
    for (int i = 0; i < changes.size(); i++) {
      Instant next = i + 1 < changes.size() ? changes.get(i + 1).at() : Instant.MAX;
      seen.computeIfAbsent(changes.get(i).kind(), kind -> new ArrayList<>())
          .add(new Span(changes.get(i).at(), next));
    }
    Spans known = opening.counted().and(watched);
    Duration open = opening.counted().length();
    Duration up = known.and(Spans.of(seen.getOrDefault(Kind.GOOD, List.of()))).length();
    Duration down = known.and(Spans.of(seen.getOrDefault(Kind.BAD, List.of()))).length();
    return new Availability(open, up, down, open.minus(up).minus(down), opening.planned());
  }

  /** Of several services: the sums. */
  public Availability plus(Availability other) {
    return new Availability(
        open.plus(other.open),
        up.plus(other.up),
        down.plus(other.down),
        unknown.plus(other.unknown),
        planned.plus(other.planned));
  }

  /**
   * The share of {@code up} in what is known. Empty when nothing is known, and when it would say
   * all while something is not known.
   */
  public OptionalDouble share() {
    boolean wouldSayAll = down.isZero() && !unknown.isZero();
    return known().isZero() || wouldSayAll
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) up.toMillis() / known().toMillis());
  }

  /** The share of {@code unknown} in {@code open}; empty when it was never open. */
  public OptionalDouble unknownShare() {
    return open.isZero()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) unknown.toMillis() / open.toMillis());
  }

  public Duration known() {
    return up.plus(down);
  }
}
