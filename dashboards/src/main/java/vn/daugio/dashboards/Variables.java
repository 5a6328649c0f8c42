package vn.daugio.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What can be chosen on the page: a Prometheus, a province, communes, sites. */
final class Variables {
  private static final String KNOWN = "daugio_province_machines";
  private static final String SITES = "daugio_sheet_items";

  private final Words words;
  private final ArrayNode list = Tree.array();

  private Variables(Words words) {
    this.words = words;
  }

  static ArrayNode of(Board board, Words words) {
    Variables variables = new Variables(words);
    variables.datasource();
    variables.add("province", "label_values(" + KNOWN + ",province)", true);
    if (board.scope() != Board.Scope.PROVINCE) {
      boolean many = board.scope() != Board.Scope.ONE_COMMUNE;
      variables.add("commune", "label_values(" + Series.province(KNOWN) + ",commune)", many);
    }
    if (board.scope() == Board.Scope.ONE_COMMUNE || board.scope() == Board.Scope.SITES) {
      variables.add("site", "label_values(" + Series.commune(SITES) + ",site)", true);
    }
    return variables.list;
  }

  private void datasource() {
    ObjectNode variable = variable("datasource", "datasource");
    variable.put("query", "prometheus").put("refresh", 1).put("regex", "");
    variable.put("includeAll", false).put("multi", false);
    variable.putObject("current");
    variable.putArray("options");
  }

  /** All of them is ".*": a province is also all where nobody has given it a label. */
  private void add(String name, String values, boolean many) {
    ObjectNode variable = variable("query", name);
    variable.set("datasource", Tree.datasource());
    variable.put("definition", values);
    variable.putObject("query").put("qryType", 1).put("query", values).put("refId", name);
    variable.put("refresh", 2).put("regex", "").put("sort", 1);
    variable.put("includeAll", many).put("multi", many);
    ObjectNode current = variable.putObject("current");
    if (many) {
      variable.put("allValue", ".*");
      current.put("text", "All").put("value", "$__all");
    }
    variable.putArray("options");
  }

  private ObjectNode variable(String type, String name) {
    return list.addObject()
        .put("type", type)
        .put("name", name)
        .put("label", words.get("variable." + name))
        .put("hide", 0);
  }
}
