package vn.daugio.collector.calendar;

import java.time.DayOfWeek;
import org.jspecify.annotations.Nullable;

/**
 * A date that is not what its weekday says.
 *
 * @param name for people, in Vietnamese
 * @param source who decided it, e.g. the number of the notice; empty when nobody wrote it down
 * @param worksAs whose hours a make-up day has; null for every other kind
 */
public record SpecialDay(
    String name, DayKind kind, DayStatus status, String source, @Nullable DayOfWeek worksAs) {
  public SpecialDay {
    if ((kind == DayKind.MAKEUP_WORK) != (worksAs != null)) {
      throw new IllegalArgumentException("only a make-up day works as another weekday: " + name);
    }
  }

  /** A day on which the counter stays closed. */
  public static SpecialDay off(String name, DayKind kind, DayStatus status, String source) {
    return new SpecialDay(name, kind, status, source, null);
  }
}
