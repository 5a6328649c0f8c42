package vn.daugio.collector.web;

import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import vn.daugio.collector.text.Texts;

/** What {@code calendar.mustache} shows; all words are chosen already. */
public final class CalendarPage extends View {
  private final String place;
  private final PageLinks links;
  private final String otherLanguage;
  private final CalendarWords words;
  private final Map<String, String> labels;

  CalendarPage(
      String place, PageLinks links, String otherLanguage, CalendarWords words, Texts texts) {
    super("calendar.mustache", StandardCharsets.UTF_8);
    this.place = place;
    this.links = links;
    this.otherLanguage = otherLanguage;
    this.words = words;
    this.labels = PageResource.labels(texts);
  }

  public String place() {
    return place;
  }

  public PageLinks links() {
    return links;
  }

  /** This page in the other language. */
  public String otherLanguage() {
    return otherLanguage;
  }

  public String season() {
    return words.season();
  }

  public List<CalendarWords.Weekday> week() {
    return words.week();
  }

  public String span() {
    return words.span();
  }

  public List<CalendarWords.Row> days() {
    return words.days();
  }

  public boolean hasDays() {
    return !words.days().isEmpty();
  }

  public Map<String, String> labels() {
    return labels;
  }
}
