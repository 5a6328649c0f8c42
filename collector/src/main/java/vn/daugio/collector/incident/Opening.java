package vn.daugio.collector.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.calendar.Span;
import vn.daugio.collector.calendar.Spans;
import vn.daugio.collector.office.Maintenance;
import vn.daugio.collector.state.Subject;

/**
 * The time for which a service is judged.
 *
 * @param counted the opening hours without planned work
 * @param planned how much of the opening hours is planned work
 */
public record Opening(Spans counted, Duration planned) {

  /** Of a period, by the calendar and the planned work as the plan has them now. */
  public static Opening of(
      OfficeCalendar calendar, List<Maintenance> maintenance, Subject subject, Span period) {
    Spans open = calendar.openSpans(period.from(), period.to());
    List<Span> work = new ArrayList<>();
    maintenance.stream()
        .filter(one -> one.covers(subject.site(), subject.target()))
        .forEach(one -> work.addAll(one.times().within(period).parts()));
    Spans planned = Spans.of(work);
    return new Opening(open.without(planned), open.and(planned).length());
  }
}
