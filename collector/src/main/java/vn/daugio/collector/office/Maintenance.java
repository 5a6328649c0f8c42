package vn.daugio.collector.office;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.calendar.Span;
import vn.daugio.collector.calendar.Spans;
import vn.daugio.protocol.OfficeZone;

/**
 * Planned work: it is watched as ever, but nothing is told while it lasts.
 *
 * @param level empty: the province; a commune's code; or a site's id
 * @param targets names of targets or machines; empty: all
 * @param times when
 * @param why for people
 * @param by the code of the role that planned it
 */
public record Maintenance(String level, Set<String> targets, Times times, String why, String by) {
  public Maintenance {
    targets = Set.copyOf(targets);
  }

  /** When work goes on. */
  public sealed interface Times {
    /** The end of the work that goes on at a moment. */
    Optional<Instant> until(Instant now);

    /** All work within a span. */
    Spans within(Span span);
  }

  /** Once; the end is exclusive. */
  public record Once(Instant from, Instant to) implements Times {
    @Override
    public Optional<Instant> until(Instant now) {
      return now.isBefore(from) || !now.isBefore(to) ? Optional.empty() : Optional.of(to);
    }

    @Override
    public Spans within(Span span) {
      return Spans.of(List.of(new Span(from, to).and(span)));
    }
  }

  /** Every week; the end is exclusive, on the same day by Vietnam's time. */
  public record Weekly(DayOfWeek day, LocalTime from, LocalTime to) implements Times {
    @Override
    public Optional<Instant> until(Instant now) {
      ZonedDateTime local = now.atZone(OfficeZone.ZONE);
      LocalDate date = local.toLocalDate();
      boolean on =
          local.getDayOfWeek() == day
              && !local.toLocalTime().isBefore(from)
              && local.toLocalTime().isBefore(to);
      return on ? Optional.of(at(date, to)) : Optional.empty();
    }

    @Override
    public Spans within(Span span) {
      List<Span> all = new ArrayList<>();
      LocalDate last = OfficeCalendar.today(span.to());
      LocalDate first = OfficeCalendar.today(span.from()).with(TemporalAdjusters.nextOrSame(day));
      for (LocalDate date = first; !date.isAfter(last); date = date.plusWeeks(1)) {
        all.add(new Span(at(date, from), at(date, to)).and(span));
      }
      return Spans.of(all);
    }

    private static Instant at(LocalDate date, LocalTime time) {
      return date.atTime(time).atZone(OfficeZone.ZONE).toInstant();
    }
  }

  /** Whether it is about a target of a site. */
  public boolean covers(String site, String target) {
    boolean here = level.isEmpty() || site.equals(level) || site.startsWith(level + "/");
    return here && (targets.isEmpty() || targets.contains(target));
  }
}
