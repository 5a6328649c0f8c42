package vn.daugio.collector.web;

import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.text.Texts;

/** What {@code incident.mustache} shows; all words are chosen already. */
public final class IncidentPage extends View {
  private final Frame frame;
  private final IncidentRow row;
  private final Body body;

  /**
   * What each page of incidents has around it.
   *
   * @param home the sheet's address
   * @param otherLanguage this page in the other language
   * @param message an answer to what was just done; null: nothing
   */
  public record Frame(
      String language,
      String home,
      String otherLanguage,
      String title,
      @Nullable String message,
      Map<String, String> labels) {
    static Map<String, String> labels(Texts texts) {
      Map<String, String> labels = new HashMap<>(PageResource.labels(texts));
      for (String key : texts.keys()) {
        if (key.matches("(incident|clock|legal)\\..*")) {
          labels.put(key.replace('.', '_').replace('-', '_'), texts.get(key));
        }
      }
      return labels;
    }
  }

  /** A line of the timeline. */
  public record Line(String time, String text) {}

  /** Whom to call. */
  public record Person(String role, String words) {}

  /** A role to choose. */
  public record Choice(String code, String name) {}

  /**
   * Which forms are of use now.
   *
   * @param still it is not recovered, so that it cannot be closed
   * @param declare it was not declared a serious security incident
   */
  public record Forms(
      boolean ack,
      boolean assign,
      boolean close,
      boolean still,
      boolean declare,
      List<Choice> roles) {}

  /** A form that the law asks for, its time limit in words. */
  public record Legal(String href, String text, boolean late) {}

  /**
   * @param closing cause and remedy of a closed one; empty before
   */
  public record Body(
      List<Line> timeline,
      List<IncidentRow> children,
      List<Runbook.Section> runbook,
      List<Person> people,
      List<String> closing,
      List<Legal> legal,
      Forms forms) {}

  IncidentPage(Frame frame, IncidentRow row, Body body) {
    super("incident.mustache", StandardCharsets.UTF_8);
    this.frame = frame;
    this.row = row;
    this.body = body;
  }

  public Frame frame() {
    return frame;
  }

  public Map<String, String> labels() {
    return frame.labels();
  }

  public IncidentRow row() {
    return row;
  }

  public Body body() {
    return body;
  }

  public boolean hasChildren() {
    return !body.children().isEmpty();
  }

  public boolean hasRunbook() {
    return !body.runbook().isEmpty();
  }

  public boolean isSerious() {
    return !body.legal().isEmpty();
  }

  public boolean hasPeople() {
    return !body.people().isEmpty();
  }
}
