package vn.daugio.dashboards;

import com.fasterxml.jackson.databind.JsonNode;

/** A plain page of what a dashboard's queries answer, panel by panel where Grafana puts them. */
final class Drawing {
  static final int WIDTH = 1600;
  private static final double COLUMN = WIDTH / 24.0;
  private static final int ROW = 32;

  private final StringBuilder html = new StringBuilder();
  private int bottom;

  /** The page. */
  static String of(JsonNode board, Answers.Asking asking) throws Exception {
    Drawing drawing = new Drawing();
    for (JsonNode panel : board.path("panels")) {
      drawing.panel(panel, asking);
    }
    return """
        <!DOCTYPE html><html><head><meta charset="utf-8"><style>
        body { margin: 0; font: 13px 'DejaVu Sans', sans-serif; background: #f4f5f5; color: #333 }
        h1 { margin: 0; padding: 12px 14px 8px; font-size: 20px } h1 small { font-weight: normal; font-size: 13px }
        .p { position: absolute; box-sizing: border-box; padding: 3px } .p > div { box-sizing: border-box;
        height: 100%%; background: #fff; border: 1px solid #ddd; overflow: hidden; padding: 6px 8px }
        .t { font-weight: bold; font-size: 12px; white-space: nowrap } .h { font-weight: bold; padding: 6px 8px }
        table { border-collapse: collapse; width: 100%%; margin-top: 4px; font-size: 12px }
        td, th { border-bottom: 1px solid #eee; padding: 2px 6px; text-align: left }
        .s { display: inline-block; margin: 6px 14px 0 0; vertical-align: top; font-size: 11px }
        .s b { display: block; font-size: 24px } .l { font-size: 10px } .l i { display: inline-block; width: 9px;
        height: 9px; margin: 0 3px 0 8px } .b { margin-top: 5px; font-size: 11px } .b div { height: 9px; background: #eee }
        .b div div { background: inherit } .x { font-size: 10px; white-space: nowrap; overflow: hidden }
        </style></head><body><h1>%s <small>%s</small></h1>
        <div style="position:relative;width:%dpx;height:%dpx">%s</div></body></html>
        """
        .formatted(
            board.path("title").asText(),
            board.path("description").asText(),
            WIDTH,
            drawing.bottom,
            drawing.html);
  }

  private void panel(JsonNode panel, Answers.Asking asking) throws Exception {
    JsonNode at = panel.path("gridPos");
    int top = at.path("y").asInt() * ROW;
    int height = at.path("h").asInt() * ROW;
    double width = at.path("w").asInt() * COLUMN;
    bottom = Math.max(bottom, top + height);
    String title = DrawnPanel.escaped(panel.path("title").asText());
    String place =
        "<div class=p style='left:%.0fpx;top:%dpx;width:%.0fpx;height:%dpx'>"
            .formatted(at.path("x").asInt() * COLUMN, top, width, height);
    if (panel.path("type").asText().equals("row")) {
      html.append(place).append("<span class=h>").append(title).append("</span></div>");
      return;
    }
    html.append(place)
        .append("<div><span class=t>")
        .append(title)
        .append("</span>")
        .append(DrawnPanel.of(panel, Answers.of(panel, asking), width - 24, height - 44))
        .append("</div></div>\n");
  }
}
