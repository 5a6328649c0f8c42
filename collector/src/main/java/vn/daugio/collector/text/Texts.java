package vn.daugio.collector.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import vn.daugio.protocol.Language;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Wording;

/**
 * The words of pages, sheets and notices, and how dates, times, numbers and durations are written.
 * All times are Vietnam's.
 */
public final class Texts {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final Map<Language, Texts> LOADED = new EnumMap<>(Language.class);

  private final Language language;
  private final Properties texts;

  private Texts(Language language) {
    this.language = language;
    this.texts = Wording.load(Texts.class, "messages_" + language.code() + ".properties");
  }

  public static synchronized Texts in(Language language) {
    return LOADED.computeIfAbsent(language, Texts::new);
  }

  public Language language() {
    return language;
  }

  /** The words of check types, reasons and outcomes in the same language. */
  public Wording wording() {
    return Wording.in(language);
  }

  /** A text without placeholders. */
  public String get(String key) {
    return get(key, Map.of());
  }

  /**
   * A text with its placeholders filled in.
   *
   * @throws IllegalArgumentException when there is no such text
   */
  public String get(String key, Map<String, String> values) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no text " + key + " in " + language);
    }
    return Wording.fill(text, values);
  }

  /** The words of a reason; an alert of Prometheus has its own in both languages. */
  public String reason(String code, Map<String, String> facts) {
    String own = "reason." + code;
    return has(own) ? get(own, said(facts)) : wording().reason(code, facts);
  }

  /** What to do about it; empty where nothing is to be done. */
  public String advice(String code, Map<String, String> facts) {
    String own = "advice." + code;
    return has(own) ? get(own, said(facts)) : wording().advice(code, facts);
  }

  /** A check's words; some outages are seen by no single check and have names of their own. */
  public String check(String code) {
    String outage = "outage." + code;
    return has(outage) ? get(outage) : wording().checkType(code);
  }

  private Map<String, String> said(Map<String, String> facts) {
    return Map.of(
        "summary", facts.getOrDefault("summary_" + language.code(), ""),
        "runbook", facts.getOrDefault("runbook", ""));
  }

  public boolean has(String key) {
    return texts.containsKey(key);
  }

  /** Such as 23/11/2026. */
  public String date(LocalDate date) {
    return DATE.format(date);
  }

  /** Such as "Thứ Hai, ngày 23/11/2026". */
  public String day(LocalDate date) {
    String weekday = get("weekday." + date.getDayOfWeek().getValue());
    return get("sheet.day", Map.of("weekday", weekday, "date", date(date)));
  }

  /** For tables: 07:30, and with the date when it is another day's: 22/11/2026 07:30. */
  public String time(Instant at, LocalDate today) {
    ZonedDateTime there = at.atZone(OfficeZone.ZONE);
    LocalDate date = there.toLocalDate();
    return date.equals(today) ? TIME.format(there) : date(date) + " " + TIME.format(there);
  }

  /** For sentences: "07 giờ 30", and with the date when it is another day's. */
  public String timeInSentence(Instant at, LocalDate today) {
    ZonedDateTime there = at.atZone(OfficeZone.ZONE);
    return there.toLocalDate().equals(today) ? hour(there) : moment(at);
  }

  /** For sentences that are read on any day: "07 giờ 30 ngày 23/11/2026". */
  public String moment(Instant at) {
    ZonedDateTime there = at.atZone(OfficeZone.ZONE);
    return get("time.day-and-time", Map.of("time", hour(there), "date", date(there.toLocalDate())));
  }

  private String hour(ZonedDateTime there) {
    return get(
        "time.sentence", Map.of("hour", two(there.getHour()), "minute", two(there.getMinute())));
  }

  /** A number with at most this many decimals; the decimal sign is a comma in Vietnamese. */
  public String number(double value, int decimals) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    BigDecimal shortest = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    String plain = shortest.toPlainString();
    return language == Language.VI ? plain.replace('.', ',') : plain;
  }

  /** A whole number in groups of three digits: 15.232 in Vietnamese, 15,232 in English. */
  public String whole(long value) {
    String groups = String.format(Locale.ROOT, "%,d", value);
    return language == Language.VI ? groups.replace(',', '.') : groups;
  }

  /** In words of at most two units, e.g. "2 ngày 3 giờ". */
  public String duration(Duration duration) {
    long minutes = Math.max(0, duration.toMinutes());
    if (minutes == 0) {
      return get("duration.moment");
    }
    long days = minutes / 1440;
    long hours = minutes / 60 % 24;
    if (days > 0) {
      return both(count("duration.days", days), hours, "duration.hours");
    }
    return hours > 0
        ? both(count("duration.hours", hours), minutes % 60, "duration.minutes")
        : count("duration.minutes", minutes);
  }

  private String both(String first, long rest, String unit) {
    return rest == 0 ? first : first + " " + count(unit, rest);
  }

  private String count(String key, long count) {
    return get(key, Map.of("count", Long.toString(count)));
  }

  public Set<String> keys() {
    return new TreeSet<>(texts.stringPropertyNames());
  }

  private static String two(int number) {
    return String.format(Locale.ROOT, "%02d", number);
  }
}
