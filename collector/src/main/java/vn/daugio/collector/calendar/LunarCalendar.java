package vn.daugio.collector.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The lunar calendar of Vietnam, from the sky over the meridian of UTC+7. A month begins on the day
 * of a new moon; the 11th month holds the winter solstice; where 13 months lie between two such
 * months, the first after it in which the Sun enters no sign of the zodiac repeats the number of
 * the month before. Beijing's is the same at UTC+8, and therefore now and then another.
 */
public final class LunarCalendar {
  /** The years of which it can tell the first day. */
  public static final int FIRST = 2000;

  public static final int LAST = 2149;

  private static final double MIDNIGHT = 7 / 24.0;
  private static final double EPOCH = 2_440_587.5;
  private static final double WINTER_SOLSTICE = 270;
  private static final double SIGN = 30;

  private LunarCalendar() {}

  /**
   * A month.
   *
   * @param first its first day
   * @param number 1 to 12
   * @param leap whether it repeats the number of the month before
   */
  public record Month(LocalDate first, int number, boolean leap) {}

  /**
   * A date of the lunar calendar.
   *
   * @param year the year that the lunar year mostly lies in, from 2000 to 2149
   * @param month 1 to 12, never the leap month
   * @param day 1 to 30
   */
  public static LocalDate date(int year, int month, int day) {
    return months(month < 11 ? year : year + 1).stream()
        .filter(one -> one.number() == month && !one.leap())
        .findFirst()
        .orElseThrow()
        .first()
        .plusDays(day - 1L);
  }

  /**
   * The months from the one with the winter solstice before a year to the one before the next such.
   */
  public static List<Month> months(int year) {
    if (year < FIRST || year > LAST + 1) {
      throw new IllegalArgumentException("from " + FIRST + " to " + LAST + ", not " + year);
    }
    int first = monthOfSolstice(year - 1);
    int next = monthOfSolstice(year);
    boolean leapYear = next - first == 13;
    boolean leapSeen = false;
    int number = 11;
    List<Month> months = new ArrayList<>();
    for (int k = first; k < next; k++) {
      boolean leap = leapYear && !leapSeen && k > first && !entersSign(k);
      leapSeen |= leap;
      if (k > first && !leap) {
        number = number % 12 + 1;
      }
      months.add(new Month(firstDay(k), number, leap));
    }
    return months;
  }

  private static int monthOfSolstice(int year) {
    LocalDate day = LocalDate.of(year, 12, 19);
    while (longitude(day.plusDays(1)) < WINTER_SOLSTICE) {
      day = day.plusDays(1);
    }
    int k = Sky.lunation(day.toEpochDay() + EPOCH) + 1;
    while (firstDay(k).isAfter(day)) {
      k--;
    }
    return k;
  }

  private static boolean entersSign(int k) {
    return sign(firstDay(k)) != sign(firstDay(k + 1));
  }

  private static int sign(LocalDate day) {
    return (int) (longitude(day) / SIGN);
  }

  /** Of the Sun when a day begins. */
  private static double longitude(LocalDate day) {
    return Sky.sunLongitude(day.toEpochDay() + EPOCH - MIDNIGHT);
  }

  private static LocalDate firstDay(int k) {
    return LocalDate.ofEpochDay((long) Math.floor(Sky.newMoon(k) - EPOCH + MIDNIGHT));
  }
}
