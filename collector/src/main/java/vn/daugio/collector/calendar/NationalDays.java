package vn.daugio.collector.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The public holidays by law, computed: Labour Code 2019 art. 112, resolution 28/2026/QH16 for 24
 * November; a holiday on a Saturday or Sunday moves to the next working day (art. 111.3). What a
 * notice chooses every year, the span of Tết and the day beside 2 September, is expected until it
 * is said.
 */
public final class NationalDays {
  /** The Labour Code in force, with two days for the National Day. */
  private static final int FIRST = 2021;

  private static final int FIRST_CULTURE_DAY = 2026;
  private static final int DAYS_OF_TET = 5;
  private static final String LAW = "Bộ luật Lao động 2019, Điều 112";
  private static final String MOVED = "Bộ luật Lao động 2019, Điều 111 khoản 3";
  private static final String TET_NAME = "Tết Nguyên đán";
  private static final String NATIONAL_DAY = "Quốc khánh";
  private static final String[] STEMS = {
    "Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"
  };
  private static final String[] BRANCHES = {
    "Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"
  };

  private final Map<Integer, Choice> tet;
  private final Map<Integer, Choice> nationalDay;
  private final ConcurrentMap<Integer, SortedMap<LocalDate, SpecialDay>> years =
      new ConcurrentHashMap<>();

  /**
   * What a notice chose for one year.
   *
   * @param days days off before the first day of Tết, from 0 to 4; or the day beside 2 September:
   *     -1 is the day before, 1 the day after
   */
  public record Choice(int days, DayStatus status, String source) {}

  /**
   * @param tet per year
   * @param nationalDay per year
   */
  public NationalDays(Map<Integer, Choice> tet, Map<Integer, Choice> nationalDay) {
    this.tet = Map.copyOf(tet);
    this.nationalDay = Map.copyOf(nationalDay);
  }

  public Optional<SpecialDay> on(LocalDate date) {
    int year = date.getYear();
    if (year < FIRST || year > LunarCalendar.LAST) {
      return Optional.empty();
    }
    return Optional.ofNullable(years.computeIfAbsent(year, this::of).get(date));
  }

  private SortedMap<LocalDate, SpecialDay> of(int year) {
    SortedMap<LocalDate, SpecialDay> days = new TreeMap<>();
    byLaw(days, LocalDate.of(year, 1, 1), "Tết Dương lịch", LAW);
    byLaw(days, LunarCalendar.date(year, 3, 10), "Giỗ Tổ Hùng Vương", LAW);
    byLaw(days, LocalDate.of(year, 4, 30), "Ngày Chiến thắng", LAW);
    byLaw(days, LocalDate.of(year, 5, 1), "Ngày Quốc tế lao động", LAW);
    if (year >= FIRST_CULTURE_DAY) {
      byLaw(days, LocalDate.of(year, 11, 24), "Ngày Văn hóa Việt Nam", "Nghị quyết 28/2026/QH16");
    }
    Choice span = tet.getOrDefault(year, expected(1, "Dự kiến: 1 ngày trước và 4 ngày sau"));
    LocalDate first = LunarCalendar.date(year, 1, 1);
    for (int i = -span.days(); i < DAYS_OF_TET - span.days(); i++) {
      // these four lie in every span that was ever chosen
      boolean certain = i >= -1 && i <= 2;
      String name = TET_NAME + " " + nameOf(year);
      days.put(
          first.plusDays(i),
          SpecialDay.off(
              name,
              DayKind.HOLIDAY,
              certain ? DayStatus.OFFICIAL : span.status(),
              certain && !tet.containsKey(year) ? LAW : span.source()));
    }
    LocalDate second = LocalDate.of(year, 9, 2);
    Choice beside = nationalDay.getOrDefault(year, expectedBeside(second));
    byLaw(days, second, NATIONAL_DAY, LAW);
    days.put(
        second.plusDays(beside.days()),
        SpecialDay.off(NATIONAL_DAY, DayKind.HOLIDAY, beside.status(), beside.source()));
    compensate(days, span, beside);
    return days;
  }

  private static void byLaw(
      Map<LocalDate, SpecialDay> days, LocalDate date, String name, String law) {
    days.put(date, SpecialDay.off(name, DayKind.HOLIDAY, DayStatus.OFFICIAL, law));
  }

  private static Choice expected(int days, String source) {
    return new Choice(days, DayStatus.EXPECTED, source);
  }

  /** On a Thursday the bridge to the weekend; else the eve, as in most years. */
  private static Choice expectedBeside(LocalDate second) {
    return second.getDayOfWeek() == DayOfWeek.THURSDAY
        ? expected(1, "Dự kiến: nghỉ liền kề sau ngày 2/9")
        : expected(-1, "Dự kiến: nghỉ liền kề trước ngày 2/9");
  }

  /** Moves the holidays of a weekend to the days after it, in their order. */
  private static void compensate(
      SortedMap<LocalDate, SpecialDay> days, Choice span, Choice beside) {
    for (Map.Entry<LocalDate, SpecialDay> day : new TreeMap<>(days).entrySet()) {
      if (isWeekend(day.getKey())) {
        LocalDate next = day.getKey();
        while (isWeekend(next) || days.containsKey(next)) {
          next = next.plusDays(1);
        }
        String name = day.getValue().name();
        @Nullable Choice choice =
            name.startsWith(TET_NAME) ? span : name.equals(NATIONAL_DAY) ? beside : null;
        DayStatus status = choice == null ? DayStatus.OFFICIAL : choice.status();
        days.put(next, SpecialDay.off("Nghỉ bù " + name, DayKind.COMP, status, MOVED));
      }
    }
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue();
  }

  /** Of a lunar year, e.g. Bính Ngọ. */
  private static String nameOf(int year) {
    return STEMS[Math.floorMod(year - 4, STEMS.length)]
        + " "
        + BRANCHES[Math.floorMod(year - 4, BRANCHES.length)];
  }
}
