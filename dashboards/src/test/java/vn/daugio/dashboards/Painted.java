package vn.daugio.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The text and the colour that a panel's mappings, thresholds and overrides give to a number. */
final class Painted {
  private static final List<String> PALETTE =
      List.of(
          "#5794f2", "#ff9830", "#b877d9", "#8ab8ff", "#ffb357", "#ca95e5", "#37872d", "#c0d8ff");

  private final JsonNode defaults;
  private final JsonNode overrides;

  Painted(JsonNode panel) {
    this.defaults = panel.at("/fieldConfig/defaults");
    this.overrides = panel.at("/fieldConfig/overrides");
  }

  /** A property that is overridden for a query or a column, else the panel's own. */
  JsonNode property(String of, String id) {
    for (JsonNode override : overrides) {
      if (override.at("/matcher/options").asText().equals(of)) {
        for (JsonNode property : override.path("properties")) {
          if (property.path("id").asText().equals(id)) {
            return property.path("value");
          }
        }
      }
    }
    return defaults.path(id);
  }

  String text(String of, double value) {
    JsonNode mapped = mapped(value);
    return mapped.isMissingNode()
        ? Units.text(property(of, "unit").asText(), value)
        : mapped.path("text").asText();
  }

  String label(String column, String value) {
    JsonNode mapped = property(column, "mappings").at("/0/options").path(value);
    return mapped.isMissingNode() ? value : mapped.path("text").asText();
  }

  private JsonNode mapped(double value) {
    return defaults.at("/mappings/0/options").path(Long.toString(Math.round(value)));
  }

  /** Of a number that is there. */
  String color(String of, double value) {
    JsonNode mapped = mapped(value);
    if (!mapped.isMissingNode()) {
      return css(mapped.path("color").asText());
    }
    JsonNode color = property(of, "color");
    if (color.path("mode").asText().equals("fixed")) {
      return css(color.path("fixedColor").asText());
    }
    String found = "#8e8e8e";
    for (JsonNode step : property(of, "thresholds").path("steps")) {
      if (!step.path("value").isNull() && value >= step.path("value").asDouble()) {
        found = step.path("color").asText();
      }
    }
    return css(found);
  }

  /** Of a line of a graph: its own where it means something. */
  String line(String of, int index) {
    JsonNode color = property(of, "color");
    return color.path("mode").asText().equals("fixed")
        ? css(color.path("fixedColor").asText())
        : PALETTE.get(index % PALETTE.size());
  }

  static String css(String color) {
    return switch (color) {
      case "green" -> "#56a64b";
      case "yellow" -> "#f2cc0c";
      case "red" -> "#e02f44";
      case "purple" -> "#a352cc";
      case "orange" -> "#ff780a";
      case "blue" -> "#3274d9";
      case "text" -> "#333333";
      default -> color;
    };
  }
}
