package vn.daugio.collector.web;

import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.daugio.collector.text.Texts;

/**
 * What {@code legal.mustache} shows: the first notice or the report of a serious security incident,
 * laid out as Decree 30/2020/NĐ-CP asks of administrative documents. What is known is filled in;
 * the rest are dotted lines for a pen.
 */
public final class LegalForm extends View {
  private final Head head;
  private final List<Line> lines;
  private final Map<String, String> labels;

  /**
   * @param commune the office that writes, in capitals
   * @param symbol of the document's number
   * @param note what a reader on the screen has to know; it is not printed
   */
  public record Head(
      String language, String back, String title, String commune, String symbol, String note) {}

  /** A numbered line; empty values are dotted. */
  public record Line(String label, List<String> values) {
    public Line {
      values = List.copyOf(values);
    }

    public boolean isDotted() {
      return values.isEmpty();
    }
  }

  LegalForm(Head head, List<Line> lines, Texts texts) {
    super("legal.mustache", StandardCharsets.UTF_8);
    this.head = head;
    this.lines = List.copyOf(lines);
    this.labels = new HashMap<>(PageResource.labels(texts));
    for (String key : texts.keys()) {
      if (key.startsWith("legal.")) {
        labels.put(key.replace('.', '_').replace('-', '_'), texts.get(key));
      }
    }
  }

  public Head head() {
    return head;
  }

  public List<Line> lines() {
    return lines;
  }

  public Map<String, String> labels() {
    return labels;
  }
}
