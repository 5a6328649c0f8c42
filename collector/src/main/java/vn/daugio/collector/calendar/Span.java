package vn.daugio.collector.calendar;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param from inclusive
 * @param to exclusive; not after {@code from}: nothing
 */
public record Span(Instant from, Instant to) {
  public boolean isEmpty() {
    return !from.isBefore(to);
  }

  /** Zero when it is empty. */
  public Duration length() {
    return isEmpty() ? Duration.ZERO : Duration.between(from, to);
  }

  /** What lies in both; empty when nothing does. */
  public Span and(Span other) {
    return new Span(
        from.isAfter(other.from) ? from : other.from, to.isBefore(other.to) ? to : other.to);
  }
}
