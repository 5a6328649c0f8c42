package vn.daugio.collector.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.daugio.protocol.Language;

/**
 * What to do about a reason, in one language; from {@code docs/runbooks}, which come with the
 * program. Each file has its Vietnamese half first; of the markup only headings, lists and code are
 * used there.
 */
public record Runbook(List<Section> sections) {
  private static final Pattern CODE = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)?");
  private static final Pattern STEP = Pattern.compile("^\\d+\\. ");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");

  public Runbook {
    sections = List.copyOf(sections);
  }

  /** A heading and what stands under it: steps in order, points, or sentences. */
  public record Section(
      String heading, List<String> steps, List<String> points, List<String> sentences) {
    public boolean hasSteps() {
      return !steps.isEmpty();
    }

    public boolean hasPoints() {
      return !points.isEmpty();
    }
  }

  /** The one of a reason's code; empty when a newer agent told a reason that has none here. */
  static Optional<Runbook> of(String reason, Language language) {
    if (!CODE.matcher(reason).matches()) {
      return Optional.empty();
    }
    try (InputStream in =
        Runbook.class.getResourceAsStream("/vn/daugio/collector/runbooks/" + reason + ".md")) {
      return in == null
          ? Optional.empty()
          : Optional.of(parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), language));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Runbook parse(String text, Language language) {
    List<Section> sections = new ArrayList<>();
    int half = 0;
    int wanted = language == Language.VI ? 1 : 2;
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith("# ")) {
        half++;
      } else if (half == wanted && line.startsWith("## ")) {
        sections.add(
            new Section(
                line.substring(3), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
      } else if (half == wanted && !line.isEmpty() && !sections.isEmpty()) {
        add(sections.get(sections.size() - 1), plain(line));
      }
    }
    return new Runbook(sections);
  }

  private static void add(Section section, String line) {
    if (STEP.matcher(line).find()) {
      section.steps().add(STEP.matcher(line).replaceFirst(""));
    } else if (line.startsWith("- ")) {
      section.points().add(line.substring(2));
    } else {
      section.sentences().add(line);
    }
  }

  private static String plain(String line) {
    return LINK.matcher(line).replaceAll("$1").replace("`", "");
  }
}
