package vn.daugio.dashboards;

import static vn.daugio.dashboards.Panel.graph;
import static vn.daugio.dashboards.Panel.heatmap;
import static vn.daugio.dashboards.Panel.stat;
import static vn.daugio.dashboards.Panel.table;
import static vn.daugio.dashboards.Panel.text;
import static vn.daugio.dashboards.Query.column;
import static vn.daugio.dashboards.Query.word;
import static vn.daugio.dashboards.Series.commune;
import static vn.daugio.dashboards.Series.sum;

/** What is open, and is what was open restored within the 24 hours that were promised? */
final class IncidentBoard {
  private static final String OPEN = "daugio_incidents_open";
  private static final String RECOVERED = "daugio_incidents_recovered_total";
  private static final String RECOVERY = "daugio_incident_recovery_seconds";
  private static final String RANGE = "[$__range]";

  private IncidentBoard() {}

  static Board board() {
    Board board = new Board("incidents", Board.Scope.COMMUNES);
    now(board);
    course(board);
    recovery(board);
    return board;
  }

  private static void now(Board board) {
    board.row(
        "now",
        5,
        stat("open")
            .coloring(Panel.Coloring.BY_QUERY)
            .add(Outcomes.severities(IncidentBoard::open)),
        stat("recovered")
            .width(6)
            .coloring(Panel.Coloring.BY_QUERY)
            .add(word("within", Shade.PLAIN, sum(recovered("true"))))
            .add(word("beyond", Shade.BAD, sum(recovered("false")))),
        text("clock").width(6));
  }

  private static String open(String severity) {
    return sum(commune(OPEN, "severity", severity));
  }

  private static String recovered(String within) {
    return "increase(" + commune(RECOVERED, "within_target", within) + RANGE + ")";
  }

  private static void course(Board board) {
    board.row(
        "course",
        8,
        graph("by-severity")
            .stacked()
            .coloring(Panel.Coloring.BY_QUERY)
            .add(Outcomes.severities(IncidentBoard::open)),
        graph("by-commune").stacked().add("{{commune}}", sum("commune", commune(OPEN))),
        table("table", "commune")
            .width(24)
            .add(column("incidents", Unit.COUNT, Shade.BAD, sum("commune", commune(OPEN))))
            .add(column("within", Unit.COUNT, sum("commune", recovered("true"))))
            .add(column("beyond", Unit.COUNT, Shade.BAD, sum("commune", recovered("false"))))
            .add(column("mean", Unit.DURATION, mean("commune"))));
  }

  private static String mean(String by) {
    return sum(by, increase("_sum")) + " / " + sum(by, increase("_count"));
  }

  private static String increase(String part) {
    return "increase(" + commune(RECOVERY + part) + RANGE + ")";
  }

  private static void recovery(Board board) {
    board.row(
        "recovery",
        8,
        heatmap("how-long")
            .add(
                "{{le}}",
                sum("le", "increase(" + commune(RECOVERY + "_bucket") + "[$__rate_interval])")),
        stat("quantiles")
            .unit(Unit.DURATION)
            .add(word("half", Shade.PLAIN, quantile("0.5")))
            .add(word("nine-tenths", Shade.PLAIN, quantile("0.9"))));
  }

  private static String quantile(String share) {
    return "histogram_quantile(" + share + ", " + sum("le", increase("_bucket")) + ")";
  }
}
