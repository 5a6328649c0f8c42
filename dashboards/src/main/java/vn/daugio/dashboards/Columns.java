package vn.daugio.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A table's columns: first its labels, then a number of each query. */
final class Columns {
  private static final List<String> HIDDEN =
      List.of("Time", "__name__", "instance", "job", "province");

  private final Board board;
  private final Panel panel;
  private final Words words;

  Columns(Board board, Panel panel, Words words) {
    this.board = board;
    this.panel = panel;
    this.words = words;
  }

  /** One row for each set of labels, the columns in order and with their names. */
  ArrayNode transformations() {
    ArrayNode all = Tree.array();
    boolean many = panel.queries().size() > 1;
    if (many) {
      all.addObject().put("id", "merge").putObject("options");
    }
    ObjectNode options = all.addObject().put("id", "organize").putObject("options");
    ObjectNode excluded = options.putObject("excludeByName");
    HIDDEN.stream()
        .filter(name -> !panel.labels().contains(name))
        .forEach(name -> excluded.put(name, true));
    ObjectNode order = options.putObject("indexByName");
    ObjectNode names = options.putObject("renameByName");
    List<String> fields = new ArrayList<>(panel.labels());
    for (int i = 0; i < panel.queries().size(); i++) {
      fields.add(many ? "Value #" + Targets.refId(i) : "Value");
    }
    for (int i = 0; i < fields.size(); i++) {
      order.put(fields.get(i), i);
      names.put(fields.get(i), name(i));
    }
    return all;
  }

  private String name(int column) {
    int labels = panel.labels().size();
    return column < labels
        ? words.get("column." + panel.labels().get(column))
        : panel.queries().get(column - labels).legend(words);
  }

  ArrayNode overrides() {
    ArrayNode overrides = Tree.array();
    int labels = panel.labels().size();
    for (int i = 0; i < labels + panel.queries().size(); i++) {
      ObjectNode override = Tree.object();
      override.putObject("matcher").put("id", "byName").put("options", name(i));
      ArrayNode properties = override.putArray("properties");
      if (i < labels) {
        label(properties, panel.labels().get(i));
      } else {
        number(properties, panel.queries().get(i - labels));
      }
      if (!properties.isEmpty()) {
        overrides.add(override);
      }
    }
    return overrides;
  }

  private void label(ArrayNode properties, String label) {
    if (label.equals("check")) {
      properties.addObject().put("id", "mappings").putArray("value").add(Colors.checks(words));
    }
    if (label.equals("commune") && board.scope() != Board.Scope.ONE_COMMUNE) {
      ArrayNode links = properties.addObject().put("id", "links").putArray("value");
      links
          .addObject()
          .put("title", words.get("link.commune"))
          .put(
              "url",
              "/d/daugio-commune-"
                  + words.language().code()
                  + "?${datasource:queryparam}&${province:queryparam}"
                  + "&var-commune=${__value.raw}&${__url_time_range}");
    }
  }

  private void number(ArrayNode properties, Query query) {
    properties.addObject().put("id", "unit").put("value", query.unit().id());
    if (panel.coloring() == Panel.Coloring.OUTCOME) {
      cell(properties, "color-background");
    } else if (query.shade() != Shade.PLAIN) {
      Fields.property(properties, "thresholds", Colors.thresholds(Shade.ZERO, query.shade()));
      cell(properties, "color-text");
    }
  }

  private static void cell(ArrayNode properties, String type) {
    Fields.property(properties, "custom.cellOptions", Tree.object().put("type", type));
  }
}
