package vn.daugio.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The queries of a panel as Grafana wants them. */
final class Targets {
  private Targets() {}

  /** A, B, C and so on. */
  static String refId(int index) {
    return String.valueOf((char) ('A' + index));
  }

  static ArrayNode of(Panel panel, Words words) {
    ArrayNode targets = Tree.array();
    List<Query> queries = panel.queries();
    for (int i = 0; i < queries.size(); i++) {
      Query query = queries.get(i);
      ObjectNode target = targets.addObject();
      target.set("datasource", Tree.datasource());
      target
          .put("editorMode", "code")
          .put("expr", query.expression())
          .put("format", format(panel.kind()))
          .put("instant", panel.isOfNow())
          .put("range", !panel.isOfNow())
          .put("legendFormat", query.legend(words))
          .put("refId", refId(i));
    }
    return targets;
  }

  private static String format(Panel.Kind kind) {
    return switch (kind) {
      case TABLE -> "table";
      case HEATMAP -> "heatmap";
      default -> "time_series";
    };
  }
}
