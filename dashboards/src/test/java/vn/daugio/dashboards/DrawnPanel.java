package vn.daugio.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is inside a panel: words, numbers, bars, rows or lines. */
final class DrawnPanel {
  private final JsonNode panel;
  private final Answers answers;
  private final Painted painted;
  private final StringBuilder html = new StringBuilder();

  private DrawnPanel(JsonNode panel, Answers answers) {
    this.panel = panel;
    this.answers = answers;
    this.painted = new Painted(panel);
  }

  static String of(JsonNode panel, Answers answers, double width, double height) {
    DrawnPanel drawn = new DrawnPanel(panel, answers);
    switch (panel.path("type").asText()) {
      case "text" -> drawn.words();
      case "stat" -> drawn.numbers();
      case "bargauge" -> drawn.bars();
      case "table" -> drawn.table();
      case "timeseries" ->
          drawn.html.append(DrawnLines.graph(panel, painted(panel), answers, width, height));
      default -> drawn.html.append(DrawnLines.states(panel, painted(panel), answers, width));
    }
    return drawn.html.toString();
  }

  private static Painted painted(JsonNode panel) {
    return new Painted(panel);
  }

  private void words() {
    String content = escaped(panel.at("/options/content").asText());
    html.append("<p>").append(content.replaceAll("\\*\\*(.*?)\\*\\*", "<b>$1</b>")).append("</p>");
  }

  private void nothing() {
    if (html.isEmpty()) {
      html.append("<p style='color:#8e8e8e'>")
          .append(panel.at("/fieldConfig/defaults/noValue").asText())
          .append("</p>");
    }
  }

  private void numbers() {
    html.append(answers.lines().isEmpty() ? "" : "<br>");
    for (Answers.Line line : answers.lines()) {
      html.append("<span class=s><b style='color:")
          .append(painted.color(line.refId(), line.last()))
          .append("'>")
          .append(painted.text(line.refId(), line.last()))
          .append("</b>")
          .append(escaped(line.name()))
          .append("</span>");
    }
    nothing();
  }

  private void bars() {
    double most = panel.at("/fieldConfig/defaults/max").asDouble(0);
    for (Answers.Line line : answers.lines()) {
      most = Math.max(most, line.last());
    }
    for (Answers.Line line : answers.lines()) {
      html.append(
          "<div class=b>%s <b>%s</b><div><div style='width:%.1f%%;background:%s'></div></div></div>"
              .formatted(
                  escaped(line.name()),
                  painted.text(line.refId(), line.last()),
                  100 * line.last() / Math.max(most, 1e-9),
                  painted.color(line.refId(), line.last())));
    }
    nothing();
  }

  private void table() {
    JsonNode transformations = panel.path("transformations");
    JsonNode names = transformations.get(transformations.size() - 1).at("/options/renameByName");
    List<String> fields = new ArrayList<>();
    names.fieldNames().forEachRemaining(fields::add);
    List<String> labels = fields.stream().filter(one -> !one.startsWith("Value")).toList();
    Map<String, Row> rows = new TreeMap<>();
    boolean one = panel.path("targets").size() == 1;
    for (Answers.Line line : answers.lines()) {
      String key =
          one
              ? "%05d".formatted(rows.size())
              : labels.stream().map(l -> line.labels().getOrDefault(l, "")).toList().toString();
      rows.computeIfAbsent(key, any -> new Row(line.labels(), new TreeMap<>()))
          .cells()
          .put(one ? "Value" : "Value #" + line.refId(), line);
    }
    html.append("<table><tr>");
    fields.forEach(
        field -> html.append("<th>").append(escaped(names.path(field).asText())).append("</th>"));
    html.append("</tr>");
    rows.values().stream()
        .limit(40)
        .forEach(
            row -> {
              html.append("<tr>");
              fields.forEach(field -> html.append(cell(names.path(field).asText(), field, row)));
              html.append("</tr>");
            });
    html.append("</table>");
  }

  private record Row(Map<String, String> labels, Map<String, Answers.Line> cells) {}

  private String cell(String name, String field, Row row) {
    if (!field.startsWith("Value")) {
      return "<td>" + escaped(painted.label(name, row.labels().getOrDefault(field, ""))) + "</td>";
    }
    Answers.Line line = row.cells().get(field);
    if (line == null || line.values().isEmpty()) {
      return "<td style='color:#8e8e8e'>"
          + panel.at("/fieldConfig/defaults/noValue").asText()
          + "</td>";
    }
    String type = painted.property(name, "custom.cellOptions").path("type").asText();
    String color = painted.color(name, line.last());
    String style =
        switch (type) {
          case "color-background" -> " style='color:#fff;background:" + color + "'";
          case "color-text" -> " style='font-weight:bold;color:" + color + "'";
          default -> "";
        };
    return "<td" + style + ">" + painted.text(name, line.last()) + "</td>";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
