package vn.daugio.collector.web;

import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Language;

/** What {@code figures.mustache} shows: one month's figures, each with what it is counted of. */
public final class FiguresPage extends View {
  private final IncidentPage.Frame frame;
  private final String month;
  private final List<Choice> communes;
  private final List<Line> lines;
  private final AvailabilityView availability;

  /** A commune to choose. */
  public record Choice(String code, String name, boolean chosen) {}

  /** One figure and what it is counted of. */
  public record Line(String name, String value, String of) {}

  FiguresPage(
      Texts texts,
      String month,
      List<Choice> communes,
      List<Line> lines,
      AvailabilityView availability) {
    super("figures.mustache", StandardCharsets.UTF_8);
    Language other = texts.language() == Language.VI ? Language.EN : Language.VI;
    String language = texts.language().code();
    this.frame =
        new IncidentPage.Frame(
            language,
            "/?lang=" + language,
            "/incidents/figures?month=" + month + "&lang=" + other.code(),
            texts.get("incident.figure.title"),
            null,
            IncidentPage.Frame.labels(texts));
    this.month = month;
    this.communes = List.copyOf(communes);
    this.lines = List.copyOf(lines);
    this.availability = availability;
  }

  public IncidentPage.Frame frame() {
    return frame;
  }

  public Map<String, String> labels() {
    return frame.labels();
  }

  public String month() {
    return month;
  }

  public List<Choice> communes() {
    return communes;
  }

  public List<Line> lines() {
    return lines;
  }

  public AvailabilityView availability() {
    return availability;
  }

  public boolean hasSites() {
    return !availability.sites().isEmpty();
  }

  public boolean hasServices() {
    return !availability.services().isEmpty();
  }
}
