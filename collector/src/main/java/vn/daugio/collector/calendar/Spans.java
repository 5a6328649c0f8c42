package vn.daugio.collector.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A set of moments, as stretches of time in order that neither touch nor overlap. */
public final class Spans {
  public static final Spans NONE = new Spans(List.of());

  private final List<Span> parts;

  private Spans(List<Span> parts) {
    this.parts = List.copyOf(parts);
  }

  /** In any order; they may overlap. */
  public static Spans of(Collection<Span> any) {
    List<Span> parts = new ArrayList<>();
    List<Span> sorted =
        any.stream()
            .filter(one -> !one.isEmpty())
            .sorted(Comparator.comparing(Span::from))
            .toList();
    for (Span one : sorted) {
      int last = parts.size() - 1;
      if (last < 0 || one.from().isAfter(parts.get(last).to())) {
        parts.add(one);
      } else if (one.to().isAfter(parts.get(last).to())) {
        parts.set(last, new Span(parts.get(last).from(), one.to()));
      }
    }
    return new Spans(parts);
  }

  public List<Span> parts() {
    return parts;
  }

  /** What lies in both. */
  public Spans and(Spans other) {
    List<Span> both = new ArrayList<>();
    int mine = 0;
    int theirs = 0;
    while (mine < parts.size() && theirs < other.parts.size()) {
      Span a = parts.get(mine);
      Span b = other.parts.get(theirs);
      Span common = a.and(b);
      if (!common.isEmpty()) {
        both.add(common);
      }
      if (a.to().isBefore(b.to())) {
        mine++;
      } else {
        theirs++;
      }
    }
    return new Spans(both);
  }

  /** What does not lie in the other. */
  public Spans without(Spans other) {
    List<Span> gaps = new ArrayList<>();
    Instant from = Instant.MIN;
    for (Span taken : other.parts) {
      gaps.add(new Span(from, taken.from()));
      from = taken.to();
    }
    gaps.add(new Span(from, Instant.MAX));
    return and(of(gaps));
  }

  /** All of them together. */
  public Duration length() {
    return parts.stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
  }
}
