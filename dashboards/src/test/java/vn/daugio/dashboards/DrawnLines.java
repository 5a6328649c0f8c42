package vn.daugio.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Courses over the morning: lines, or coloured stretches. A gap stays a gap. */
final class DrawnLines {
  private static final int MOST = 14;

  private DrawnLines() {}

  static String graph(
      JsonNode panel, Painted painted, Answers answers, double width, double height) {
    boolean stacked =
        panel.at("/fieldConfig/defaults/custom/stacking/mode").asText().equals("normal");
    List<Answers.Line> lines = answers.lines();
    Map<Integer, Double> below = new HashMap<>();
    double most = 1e-9;
    for (Answers.Line line : lines) {
      for (Map.Entry<Integer, Double> value : line.values().entrySet()) {
        double sum =
            (stacked
                ? below.merge(value.getKey(), value.getValue(), Double::sum)
                : value.getValue());
        most = Math.max(most, sum);
      }
    }
    below.clear();
    double plot = height - 46;
    StringBuilder svg =
        new StringBuilder(
            "<svg width='%.0f' height='%.0f' style='display:block'>".formatted(width, plot + 14));
    for (int i = 0; i < lines.size(); i++) {
      Answers.Line line = lines.get(i);
      StringBuilder path = new StringBuilder();
      int before = Integer.MIN_VALUE;
      for (Map.Entry<Integer, Double> value : line.values().entrySet()) {
        double sum =
            stacked ? below.merge(value.getKey(), value.getValue(), Double::sum) : value.getValue();
        path.append(
            String.format(
                Locale.ROOT,
                "%s%.1f %.1f",
                value.getKey() == before + 1 ? "L" : "M",
                value.getKey() * width / SimulatedProvince.MINUTES,
                12 + plot * (1 - sum / most)));
        before = value.getKey();
      }
      svg.append(
          "<path d='%s' fill=none stroke-width=1.5 stroke='%s'/>"
              .formatted(path, painted.line(line.refId(), i)));
    }
    svg.append("<text x=0 y=10 font-size=10 fill='#888'>")
        .append(Units.text(painted.property("", "unit").asText(), most))
        .append("</text></svg><div class=l>");
    for (int i = 0; i < Math.min(lines.size(), MOST); i++) {
      svg.append("<i style='background:%s'></i>".formatted(painted.line(lines.get(i).refId(), i)))
          .append(DrawnPanel.escaped(lines.get(i).name()));
    }
    return svg.append("</div>").toString();
  }

  static String states(JsonNode panel, Painted painted, Answers answers, double width) {
    boolean heat = panel.path("type").asText().equals("heatmap");
    double names = heat ? 70 : 330;
    double minute = (width - names) / SimulatedProvince.MINUTES;
    StringBuilder html = new StringBuilder();
    for (Answers.Line line : heat ? buckets(answers) : answers.lines()) {
      StringBuilder svg = new StringBuilder();
      line.values()
          .forEach(
              (at, value) -> {
                if (!heat || value > 0) {
                  svg.append(
                      String.format(
                          Locale.ROOT,
                          "<rect x='%.1f' y=1 height=11 width='%.2f' fill='%s'/>",
                          names + at * minute,
                          minute + 0.3,
                          painted.color(line.refId(), value)));
                }
              });
      html.append("<div style='height:14px;position:relative' class=x>")
          .append(DrawnPanel.escaped(heat ? "≤ " + bound(line) : line.name()))
          .append(
              "<svg style='position:absolute;left:0;top:0' height=14 width='%.0f'>"
                  .formatted(width))
          .append(svg)
          .append("</svg></div>");
    }
    return html.toString();
  }

  private static String bound(Answers.Line line) {
    double seconds = le(line);
    return Double.isInfinite(seconds) ? "∞" : Units.text(Unit.DURATION.id(), seconds);
  }

  private static double le(Answers.Line line) {
    String le = line.labels().getOrDefault("le", "0");
    return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
  }

  /** The counts of each bucket alone, the longest first: the series also count the shorter ones. */
  private static List<Answers.Line> buckets(Answers answers) {
    List<Answers.Line> lines =
        answers.lines().stream().sorted(Comparator.comparingDouble(DrawnLines::le)).toList();
    List<Answers.Line> buckets = new ArrayList<>();
    Map<Integer, Double> shorter = new HashMap<>();
    for (Answers.Line line : lines) {
      Map<Integer, Double> alone = new TreeMap<>();
      line.values().forEach((at, count) -> alone.put(at, count - shorter.getOrDefault(at, 0.0)));
      shorter.putAll(line.values());
      buckets.add(0, new Answers.Line(line.refId(), line.name(), line.labels(), alone));
    }
    return buckets;
  }
}
