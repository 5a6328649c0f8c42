package vn.daugio.collector.web;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.text.Texts;

/** The page {@code /calendar} for a terminal. */
public final class CalendarText {
  private static final String INDENT = "  ";

  private CalendarText() {}

  /** Lines with an end each; what lies in a row has two spaces between. */
  public static String of(Office office, Office.Site site, LocalDate today, Texts texts) {
    CalendarWords words = CalendarWords.of(site.calendar(), today, texts);
    String commune =
        office.commune(site.commune()).map(Office.Commune::name).orElse(site.commune());
    StringBuilder out = new StringBuilder();
    line(
        out,
        "%s · %s · %s (%s)"
            .formatted(texts.get("calendar.title"), commune, site.name(), site.id()));
    line(out, words.season());
    int width = width(words.week().stream().map(CalendarWords.Weekday::name));
    words.week().forEach(day -> line(out, INDENT + pad(day.name(), width) + day.hours()));
    line(out, words.span());
    if (words.days().isEmpty()) {
      line(out, INDENT + texts.get("calendar.none"));
    }
    days(out, words.days());
    return out.toString();
  }

  private static void days(StringBuilder out, List<CalendarWords.Row> days) {
    int dates = width(days.stream().map(CalendarWords.Row::date));
    int hours = width(days.stream().map(CalendarWords.Row::hours));
    for (CalendarWords.Row day : days) {
      String detail = day.detail().isEmpty() ? "" : " · " + day.detail();
      line(out, INDENT + pad(day.date(), dates) + pad(day.hours(), hours) + day.name() + detail);
    }
  }

  private static int width(Stream<String> texts) {
    return texts.mapToInt(String::length).max().orElse(0) + INDENT.length();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static void line(StringBuilder out, String text) {
    out.append(text).append('\n');
  }
}
