package vn.daugio.dashboards;

import static vn.daugio.dashboards.Panel.bars;
import static vn.daugio.dashboards.Panel.graph;
import static vn.daugio.dashboards.Panel.history;
import static vn.daugio.dashboards.Panel.stat;
import static vn.daugio.dashboards.Panel.table;
import static vn.daugio.dashboards.Query.column;
import static vn.daugio.dashboards.Query.word;
import static vn.daugio.dashboards.Series.province;
import static vn.daugio.dashboards.Series.sum;

/** Which communes need somebody now? */
final class ProvinceBoard {
  private static final String INCIDENTS = "daugio_province_incidents_open";
  private static final String SUBJECTS = "daugio_province_subjects";
  private static final String MACHINES = "daugio_province_machines";
  private static final String ITEMS = "daugio_sheet_items";
  private static final String DUE = "daugio_sheet_due_timestamp_seconds";
  private static final String CHECKS = "daugio:commune_checks:count";
  private static final String PROTECTION = "daugio_protection_machines";

  private ProvinceBoard() {}

  static Board board() {
    Board board = new Board("province", Board.Scope.PROVINCE);
    now(board);
    communes(board);
    course(board);
    patterns(board);
    morning(board);
    return board;
  }

  private static void now(Board board) {
    board.row(
        "now",
        4,
        stat("communes").width(3).add("", "count(" + province(INCIDENTS) + ")"),
        stat("incidents")
            .width(3)
            .coloring(Panel.Coloring.NONE_IS_GOOD)
            .add("", sum(province(INCIDENTS))),
        stat("machines")
            .width(7)
            .coloring(Panel.Coloring.BY_QUERY)
            .add(Outcomes.machines(state -> sum(province(MACHINES, "state", state)))),
        stat("subjects")
            .width(11)
            .coloring(Panel.Coloring.BY_QUERY)
            .add(Outcomes.each(outcome -> sum(province(SUBJECTS, "outcome", outcome)))));
  }

  private static void communes(Board board) {
    board.row(
        "communes",
        10,
        table("table", "commune")
            .width(24)
            .add(column("incidents", Unit.COUNT, Shade.BAD, sum("commune", province(INCIDENTS))))
            .add(column("fail", Unit.COUNT, Shade.BAD, subjects("fail")))
            .add(column("warn", Unit.COUNT, Shade.WARNING, subjects("warn")))
            .add(column("unknown", Unit.COUNT, Shade.UNKNOWN, subjects("unknown")))
            .add(column("ok", Unit.COUNT, subjects("ok")))
            .add(column("silent", Unit.COUNT, Shade.PENDING, machines("silent")))
            .add(column("never", Unit.COUNT, Shade.UNKNOWN, machines("never")))
            .add(column("reporting", Unit.COUNT, machines("reporting"))));
  }

  private static String subjects(String outcome) {
    return sum("commune", province(SUBJECTS, "outcome", outcome));
  }

  private static String machines(String state) {
    return sum("commune", province(MACHINES, "state", state));
  }

  private static void course(Board board) {
    board.row(
        "course",
        8,
        history("by-commune")
            .width(24)
            .height(10)
            .coloring(Panel.Coloring.NONE_IS_GOOD)
            .add("{{commune}}", sum("commune", province(INCIDENTS))),
        graph("outcomes")
            .width(9)
            .stacked()
            .coloring(Panel.Coloring.BY_QUERY)
            .add(Outcomes.each(outcome -> sum(province(SUBJECTS, "outcome", outcome)))),
        bars("share")
            .width(6)
            .unit(Unit.SHARE)
            .coloring(Panel.Coloring.BY_QUERY)
            .add(
                Outcomes.each(
                    outcome ->
                        sum(province(SUBJECTS, "outcome", outcome))
                            + " / "
                            + sum(province(SUBJECTS)))),
        graph("reporting")
            .width(9)
            .stacked()
            .coloring(Panel.Coloring.BY_QUERY)
            .add(Outcomes.machines(state -> sum(province(MACHINES, "state", state)))));
  }

  /** From recorded series, as all communes are asked at once; they know no province. */
  private static void patterns(Board board) {
    board.row(
        "patterns",
        9,
        table("by-check", "check")
            .width(9)
            .add(column("fail", Unit.COUNT, Shade.BAD, communes("fail")))
            .add(column("warn", Unit.COUNT, Shade.WARNING, communes("warn")))
            .add(column("unknown", Unit.COUNT, Shade.UNKNOWN, communes("unknown")))
            .add(column("ok", Unit.COUNT, communes("ok"))),
        table("systems", "target")
            .width(9)
            .add(column("fail", Unit.COUNT, Shade.BAD, systems("fail")))
            .add(column("warn", Unit.COUNT, Shade.WARNING, systems("warn")))
            .add(column("unknown", Unit.COUNT, Shade.UNKNOWN, systems("unknown")))
            .add(column("ok", Unit.COUNT, systems("ok"))),
        bars("lines")
            .width(6)
            .unit(Unit.SHARE)
            .coloring(Panel.Coloring.BY_QUERY)
            .add(
                Outcomes.each(
                    outcome ->
                        "sum("
                            + CHECKS
                            + "{check=\"internet.link\",outcome=\""
                            + outcome
                            + "\"}) / sum("
                            + CHECKS
                            + "{check=\"internet.link\"})")));
  }

  /** Communes where a check has this outcome somewhere; none is 0. */
  private static String communes(String outcome) {
    String counts = CHECKS + "{outcome=\"" + outcome + "\"}";
    return "count by (check) (" + counts + " > 0) or 0 * sum by (check) (" + counts + ")";
  }

  private static String systems(String outcome) {
    return "daugio:system_sites:count{outcome=\"" + outcome + "\"}";
  }

  private static void morning(Board board) {
    board.row(
        "morning",
        8,
        stat("sheet")
            .height(4)
            .coloring(Panel.Coloring.BY_QUERY)
            .add(Outcomes.sheet(state -> sum(province(ITEMS, "state", state)))),
        stat("protection")
            .width(7)
            .height(4)
            .coloring(Panel.Coloring.BY_QUERY)
            .add(Outcomes.protection(state -> sum(province(PROTECTION, "state", state)))),
        stat("recovery")
            .width(5)
            .height(4)
            .coloring(Panel.Coloring.BY_QUERY)
            .add(word("within", Shade.PLAIN, recovered("true")))
            .add(word("beyond", Shade.BAD, recovered("false"))),
        table("overdue", "commune", "site")
            .add(
                column(
                    "open-lines",
                    Unit.COUNT,
                    Shade.PENDING,
                    sum("commune, site", province(ITEMS, "state", "open"))
                        + " > 0 and on (commune, site) (time() > "
                        + province(DUE)
                        + ")")),
        table("covered", "commune")
            .add(column("covered", Unit.COUNT, ofCommune("covered")))
            .add(column("uncovered", Unit.COUNT, Shade.BAD, ofCommune("uncovered")))
            .add(column("unknown", Unit.COUNT, Shade.UNKNOWN, ofCommune("unknown"))));
  }

  private static String ofCommune(String state) {
    return sum("commune", province(PROTECTION, "state", state));
  }

  private static String recovered(String within) {
    return sum(
        "increase("
            + province("daugio_incidents_recovered_total", "within_target", within)
            + "[$__range])");
  }
}
