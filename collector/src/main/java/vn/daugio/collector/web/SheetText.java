package vn.daugio.collector.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.daugio.collector.sheet.Light;
import vn.daugio.collector.sheet.Sheet;
import vn.daugio.collector.text.Texts;

/** The sheet for a terminal: plain text of at most 100 columns. */
final class SheetText {
  private static final int COLUMNS = 100;
  private static final String INDENT = " ".repeat(5);

  private final Texts texts;
  private final StringBuilder out = new StringBuilder();

  private SheetText(Texts texts) {
    this.texts = texts;
  }

  static String of(Sheet sheet, String place, Texts texts, LocalDate today) {
    return new SheetText(texts).write(sheet, place, today);
  }

  private String write(Sheet sheet, String place, LocalDate today) {
    line("", upper(texts.get("sheet.title")) + " · " + place);
    line("", texts.day(sheet.date()));
    PageResource.notes(texts, sheet, today).forEach(note -> line("", note));
    String verdict = "verdict." + sheet.verdict().code();
    out.append('\n');
    line("", upper(texts.get(verdict)) + " · " + PageResource.coverage(texts, sheet));
    line("", PageResource.verdictText(texts, sheet));
    out.append('\n');
    new SheetWords(sheet, texts).rows().forEach(this::row);
    return out.toString();
  }

  private void row(RowView row) {
    int width = 2;
    for (Light light : Light.values()) {
      width = Math.max(width, texts.get("light." + light.code()).length());
    }
    String light = pad(row.lightWord(), width);
    String since = row.since().isEmpty() ? "" : " (" + row.since() + ")";
    String start = String.format(Locale.ROOT, "%2d [%s] ", row.number(), light);
    wrap(start, " ".repeat(start.length()), row.line() + since);
    row.shown().forEach(this::item);
    if (row.hasFolded()) {
      line(INDENT, row.foldedText());
    }
    if (row.hasSummary()) {
      line(INDENT, row.summary());
    }
    row.blocked().forEach(blocked -> line(INDENT, blocked.text()));
    if (row.hasHuman()) {
      wrap(INDENT + "[ ] ", INDENT + "    ", row.human());
    }
  }

  private void item(ItemView item) {
    List<String> parts = new ArrayList<>();
    parts.add(item.check().isEmpty() ? item.target() : item.target() + ", " + item.check());
    parts.add(item.text().isEmpty() ? item.lightWord() : item.text());
    String numbers = item.measures();
    line(INDENT, String.join(": ", parts) + (numbers.isEmpty() ? "" : " (" + numbers + ")"));
    item.supplies().forEach(one -> line(INDENT + "  ", one.name() + ": " + one.words()));
    if (!item.advice().isEmpty()) {
      wrap(INDENT + "-> ", INDENT + "   ", item.advice());
    }
    if (item.blocks() != null) {
      line(INDENT + "   ", item.blocks().text());
    }
  }

  private void line(String indent, String text) {
    wrap(indent, indent, text);
  }

  /** Breaks at spaces; a word that is longer than a line is cut. */
  private void wrap(String first, String then, String text) {
    StringBuilder line = new StringBuilder(first);
    int start = first.length();
    for (String word : text.strip().split("\\s+", -1)) {
      String rest = word;
      if (line.length() > start && line.length() + 1 + rest.length() > COLUMNS) {
        out.append(line).append('\n');
        line = new StringBuilder(then);
        start = then.length();
      }
      if (line.length() > start) {
        line.append(' ');
      }
      while (line.length() + rest.length() > COLUMNS) {
        int fits = COLUMNS - line.length();
        out.append(line).append(rest, 0, fits).append('\n');
        rest = rest.substring(fits);
        line = new StringBuilder(then);
        start = then.length();
      }
      line.append(rest);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private String upper(String text) {
    return text.toUpperCase(Locale.forLanguageTag(texts.language().code()));
  }
}
