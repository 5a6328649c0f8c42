package vn.daugio.collector.web;

import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code page.mustache} and {@code part.mustache} show; all words are chosen already. */
public final class SheetPage extends View {
  private final Head head;
  private final List<RowView> rows;
  private final List<IncidentView> incidents;
  private final Map<String, String> labels;

  /**
   * What stands above the lines.
   *
   * @param commune the commune's name
   * @param site the site's name
   * @param siteId {@code commune/site}
   * @param contact whom to call
   * @param day weekday and date
   * @param verdict its code
   * @param notes why the day or the answer is special
   * @param message an answer to what was just done; null: nothing
   */
  public record Head(
      String commune,
      String site,
      String siteId,
      String contact,
      String day,
      String verdict,
      String verdictWord,
      String verdictText,
      String coverage,
      String updated,
      List<String> notes,
      @Nullable String message,
      PageLinks links) {
    public Head {
      notes = List.copyOf(notes);
    }
  }

  SheetPage(
      boolean whole,
      Head head,
      List<RowView> rows,
      List<IncidentView> incidents,
      Map<String, String> labels) {
    super(whole ? "page.mustache" : "part.mustache", StandardCharsets.UTF_8);
    this.head = head;
    this.rows = List.copyOf(rows);
    this.incidents = List.copyOf(incidents);
    this.labels = Map.copyOf(labels);
  }

  public Head head() {
    return head;
  }

  public List<RowView> rows() {
    return rows;
  }

  public List<IncidentView> incidents() {
    return incidents;
  }

  public boolean hasIncidents() {
    return !incidents.isEmpty();
  }

  /** The texts of labels; dots in their keys are underscores here. */
  public Map<String, String> labels() {
    return labels;
  }
}
