package vn.daugio.collector.calendar;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The special days of the country, a province, a commune, a site: each says what it knows, and
 * leaves the rest to the one beneath.
 */
public final class DayTable {
  private final Map<LocalDate, Optional<SpecialDay>> own;
  private final Function<LocalDate, Optional<SpecialDay>> beneath;

  private DayTable(
      Map<LocalDate, Optional<SpecialDay>> own, Function<LocalDate, Optional<SpecialDay>> beneath) {
    this.own = Map.copyOf(own);
    this.beneath = beneath;
  }

  /** Only these days. */
  public static DayTable of(Map<LocalDate, Optional<SpecialDay>> days) {
    return new DayTable(days, date -> Optional.empty());
  }

  /** The country's days. */
  public static DayTable of(NationalDays days) {
    return new DayTable(Map.of(), days::on);
  }

  /**
   * The same with some days said anew.
   *
   * @param days an empty one makes the date what its weekday says
   */
  public DayTable with(Map<LocalDate, Optional<SpecialDay>> days) {
    return days.isEmpty() ? this : new DayTable(days, this::on);
  }

  public Optional<SpecialDay> on(LocalDate date) {
    Optional<SpecialDay> said = own.get(date);
    return said == null ? beneath.apply(date) : said;
  }
}
