package vn.daugio.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The {@code fieldConfig} of a panel: units, colours, mappings. */
final class Fields {
  private final Board board;
  private final Panel panel;
  private final Words words;

  Fields(Board board, Panel panel, Words words) {
    this.board = board;
    this.panel = panel;
    this.words = words;
  }

  ObjectNode json() {
    ObjectNode config = Tree.object();
    config.set("defaults", defaults());
    config.set(
        "overrides",
        panel.kind() == Panel.Kind.TABLE
            ? new Columns(board, panel, words).overrides()
            : overrides());
    return config;
  }

  private ObjectNode defaults() {
    ObjectNode defaults = Tree.object();
    defaults.put("unit", panel.unit().id()).put("noValue", words.get("no-data"));
    ArrayNode mappings = defaults.putArray("mappings").add(Colors.absence(words));
    if (panel.coloring() == Panel.Coloring.OUTCOME) {
      mappings.insert(0, Colors.outcomes(words));
    }
    defaults.set("color", color());
    defaults.set(
        "thresholds",
        panel.coloring() == Panel.Coloring.NONE_IS_GOOD
            ? Colors.thresholds(Shade.GOOD, Shade.BAD)
            : Colors.always(Shade.PLAIN));
    if (panel.unit() == Unit.SHARE) {
      defaults.put("min", 0);
      if (panel.kind() == Panel.Kind.BARGAUGE) {
        defaults.put("max", 1);
      }
    }
    defaults.set("custom", custom());
    return defaults;
  }

  private ObjectNode color() {
    return switch (panel.kind()) {
      case TIMESERIES -> Colors.mode("palette-classic");
      case TABLE, STATE_TIMELINE, STATUS_HISTORY -> Colors.mode("thresholds");
      case STAT, BARGAUGE ->
          panel.coloring() == Panel.Coloring.NEUTRAL
              ? Colors.fixed(Shade.PLAIN)
              : Colors.mode("thresholds");
      case HEATMAP, TEXT -> Colors.fixed(Shade.PLAIN);
    };
  }

  private ObjectNode custom() {
    ObjectNode custom = Tree.object();
    switch (panel.kind()) {
      case TIMESERIES -> {
        custom
            .put("drawStyle", "line")
            .put("lineInterpolation", "stepAfter")
            .put("lineWidth", 1)
            .put("fillOpacity", panel.isStacked() ? 60 : 0)
            .put("showPoints", "never")
            .put("spanNulls", false);
        custom
            .putObject("stacking")
            .put("mode", panel.isStacked() ? "normal" : "none")
            .put("group", "A");
      }
      case STATE_TIMELINE ->
          custom.put("fillOpacity", 80).put("lineWidth", 0).put("spanNulls", false);
      case STATUS_HISTORY -> custom.put("fillOpacity", 80).put("lineWidth", 1);
      case TABLE -> custom.put("align", "auto").putObject("cellOptions").put("type", "auto");
      default -> {}
    }
    return custom;
  }

  private ArrayNode overrides() {
    ArrayNode overrides = Tree.array();
    if (panel.coloring() != Panel.Coloring.BY_QUERY) {
      return overrides;
    }
    List<Query> queries = panel.queries();
    for (int i = 0; i < queries.size(); i++) {
      Shade shade = queries.get(i).shade();
      ObjectNode override = overrides.addObject();
      override.putObject("matcher").put("id", "byFrameRefID").put("options", Targets.refId(i));
      ArrayNode properties = override.putArray("properties");
      if (panel.isOfNow()) {
        property(properties, "color", Colors.mode("thresholds"));
        property(properties, "thresholds", Colors.thresholds(Shade.ZERO, shade));
      } else {
        property(properties, "color", Colors.fixed(shade));
      }
    }
    return overrides;
  }

  static void property(ArrayNode properties, String id, ObjectNode value) {
    properties.addObject().put("id", id).set("value", value);
  }
}
