package vn.daugio.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A dashboard as Grafana imports it (schema version 41), in one language. */
final class BoardJson {
  private static final int WIDTH = 24;

  private final Board board;
  private final Words words;
  private final ArrayNode panels = Tree.array();
  private int id;
  private int x;
  private int y;

  private BoardJson(Board board, Words words) {
    this.board = board;
    this.words = words;
  }

  static ObjectNode of(Board board, Words words) {
    return new BoardJson(board, words).json();
  }

  private ObjectNode json() {
    String tag = "daugio-" + words.language().code();
    ObjectNode json = Tree.object();
    json.putObject("annotations").set("list", Annotations.of(board, words));
    json.put("description", words.get(board.name() + ".text"));
    json.put("editable", true).put("fiscalYearStartMonth", 0).put("graphTooltip", 1);
    json.putNull("id");
    json.set("links", links(tag));
    board.rows().forEach(this::row);
    json.set("panels", panels);
    json.put("preload", false).put("refresh", "1m").put("schemaVersion", 41);
    json.putArray("tags").add("daugio").add(tag);
    json.putObject("templating").set("list", Variables.of(board, words));
    json.putObject("time").put("from", "now-24h").put("to", "now");
    json.putObject("timepicker");
    json.put("timezone", "Asia/Ho_Chi_Minh");
    json.put("title", words.get("title") + ": " + words.get(board.name() + ".title"));
    json.put("uid", board.uid(words)).put("version", 1).put("weekStart", "monday");
    return json;
  }

  /** The other dashboards of this language, with what is chosen here. */
  private ArrayNode links(String tag) {
    ArrayNode links = Tree.array();
    ObjectNode link =
        links
            .addObject()
            .put("asDropdown", true)
            .put("icon", "external link")
            .put("includeVars", true)
            .put("keepTime", true)
            .put("targetBlank", false)
            .put("title", words.get("link.others"))
            .put("type", "dashboards");
    link.putArray("tags").add(tag);
    return links;
  }

  private void row(Board.Row row) {
    ObjectNode heading = panels.addObject();
    heading.put("collapsed", false);
    place(heading, WIDTH, 1);
    heading.put("id", ++id).putArray("panels");
    heading.put("title", words.get(board.name() + ".row." + row.key())).put("type", "row");
    x = 0;
    y++;
    int line = 0;
    for (Panel panel : row.panels()) {
      if (x + panel.width() > WIDTH) {
        x = 0;
        y += line;
      }
      line = panel.height(row);
      panel(panel, line);
      x += panel.width();
    }
    x = 0;
    y += line;
  }

  private void place(ObjectNode panel, int width, int height) {
    panel.putObject("gridPos").put("h", height).put("w", width).put("x", x).put("y", y);
  }

  private void panel(Panel panel, int height) {
    String key = board.name() + "." + panel.key();
    ObjectNode json = panels.addObject();
    boolean speaks = panel.kind() == Panel.Kind.TEXT;
    if (!speaks) {
      json.set("datasource", Tree.datasource());
      json.put("description", words.get(key + ".text"));
      json.set("fieldConfig", new Fields(board, panel, words).json());
    }
    place(json, panel.width(), height);
    json.put("id", ++id);
    if (panel.kind() == Panel.Kind.STATUS_HISTORY) {
      json.put("maxDataPoints", 96); // Grafana refuses to draw more than fit
    }
    json.set("options", Options.of(panel, speaks ? words.get(key + ".text") : ""));
    if (!speaks) {
      json.set("targets", Targets.of(panel, words));
    }
    json.put("title", words.get(key));
    if (panel.kind() == Panel.Kind.TABLE) {
      json.set("transformations", new Columns(board, panel, words).transformations());
    }
    json.put("type", panel.kind().type());
  }
}
