package vn.daugio.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The {@code options} of a panel, by its type. */
final class Options {
  private Options() {}

  static ObjectNode of(Panel panel, String text) {
    ObjectNode options = Tree.object();
    switch (panel.kind()) {
      case STAT -> {
        reduce(options);
        options
            .put("colorMode", "value")
            .put("graphMode", "none")
            .put("justifyMode", "auto")
            .put("orientation", "auto")
            .put("textMode", panel.queries().size() > 1 ? "value_and_name" : "auto")
            .put("wideLayout", false);
      }
      case BARGAUGE -> {
        reduce(options);
        options
            .put("displayMode", "basic")
            .put("maxVizHeight", 28)
            .put("minVizHeight", 12)
            .put("minVizWidth", 8)
            .put("namePlacement", "left")
            .put("orientation", "horizontal")
            .put("showUnfilled", true)
            .put("sizing", "auto")
            .put("valueMode", "color");
      }
      case TIMESERIES -> around(options);
      case STATE_TIMELINE -> {
        around(options);
        options
            .put("alignValue", "left")
            .put("mergeValues", true)
            .put("rowHeight", 0.85)
            .put("showValue", "never");
      }
      case STATUS_HISTORY -> {
        around(options);
        options.put("colWidth", 0.9).put("rowHeight", 0.85).put("showValue", "never");
      }
      case HEATMAP -> heatmap(options);
      case TABLE -> options.put("cellHeight", "sm").put("showHeader", true);
      case TEXT -> options.put("mode", "markdown").put("content", text);
    }
    return options;
  }

  /** The last value, or that there is none. */
  private static void reduce(ObjectNode options) {
    ObjectNode reduce = options.putObject("reduceOptions");
    reduce.putArray("calcs").add("lastNotNull");
    reduce.put("fields", "").put("values", false);
  }

  private static void around(ObjectNode options) {
    ObjectNode legend = options.putObject("legend");
    legend.putArray("calcs");
    legend.put("displayMode", "list").put("placement", "bottom").put("showLegend", true);
    options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
  }

  private static void heatmap(ObjectNode options) {
    options.put("calculate", false).put("cellGap", 1);
    options
        .putObject("color")
        .put("mode", "scheme")
        .put("scheme", "Blues")
        .put("steps", 32)
        .put("fill", "blue");
    options.putObject("filterValues").put("le", 1e-9);
    options.putObject("legend").put("show", true);
    options.putObject("rowsFrame").put("layout", "auto");
    options.putObject("tooltip").put("mode", "single").put("yHistogram", false);
    options.putObject("yAxis").put("axisPlacement", "left").put("unit", Unit.SECONDS.id());
  }
}
