package vn.daugio.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** Marks where incidents began and ended: where more are open, or recovered, than a step before. */
final class Annotations {
  private Annotations() {}

  static ArrayNode of(Board board, Words words) {
    ArrayNode list = Tree.array();
    add(list, words, "opened", more(select(board, "daugio_incidents_open"), "commune, severity"));
    add(
        list,
        words,
        "recovered",
        more(select(board, "daugio_incidents_recovered_total"), "commune"));
    return list;
  }

  private static String select(Board board, String family) {
    return board.scope() == Board.Scope.PROVINCE ? Series.province(family) : Series.commune(family);
  }

  private static String more(String vector, String by) {
    return Series.sum(by, vector) + " > " + Series.sum(by, vector + " offset $__interval");
  }

  private static void add(ArrayNode list, Words words, String key, String expression) {
    boolean opened = key.equals("opened");
    var annotation = list.addObject();
    annotation.set("datasource", Tree.datasource());
    annotation
        .put("enable", opened)
        .put("expr", expression)
        .put("hide", false)
        .put("iconColor", (opened ? Shade.BAD : Shade.PLAIN).color())
        .put("name", words.get("annotation." + key))
        .put("step", "60s")
        .put("tagKeys", opened ? "commune,severity" : "commune")
        .put("titleFormat", words.get("annotation." + key) + ": {{commune}}")
        .put("textFormat", opened ? "{{severity}}" : "");
    annotation
        .putObject("target")
        .put("expr", expression)
        .put("interval", "60s")
        .put("refId", "Anno");
  }
}
