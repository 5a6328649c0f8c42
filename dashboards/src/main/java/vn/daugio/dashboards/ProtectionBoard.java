package vn.daugio.dashboards;

import static vn.daugio.dashboards.Panel.graph;
import static vn.daugio.dashboards.Panel.stat;
import static vn.daugio.dashboards.Panel.table;
import static vn.daugio.dashboards.Query.column;
import static vn.daugio.dashboards.Series.commune;
import static vn.daugio.dashboards.Series.site;
import static vn.daugio.dashboards.Series.sum;

/** Which computers are protected, which are not, and of which is it not known? */
final class ProtectionBoard {
  private static final String MACHINES = "daugio_protection_machines";
  private static final String OF_SITE = "daugio_protection_site_machines";
  private static final String TARGET = "commune, site, target";

  private ProtectionBoard() {}

  static Board board() {
    Board board = new Board("protection", Board.Scope.SITES);
    coverage(board);
    checks(board);
    computers(board);
    signing(board);
    return board;
  }

  private static void coverage(Board board) {
    board.row(
        "coverage",
        8,
        stat("machines")
            .width(8)
            .height(6)
            .coloring(Panel.Coloring.BY_QUERY)
            .add(Outcomes.protection(state -> sum(site(OF_SITE, "state", state)))),
        stat("share")
            .width(8)
            .height(6)
            .unit(Unit.SHARE)
            .coloring(Panel.Coloring.BY_QUERY)
            .add(
                Outcomes.protection(
                    state -> sum(site(OF_SITE, "state", state)) + " / " + sum(site(OF_SITE)))),
        graph("course")
            .width(8)
            .height(6)
            .stacked()
            .coloring(Panel.Coloring.BY_QUERY)
            .add(Outcomes.protection(state -> sum(commune(MACHINES, "state", state)))),
        table("sites", "commune", "site")
            .width(24)
            .add(column("uncovered", Unit.COUNT, Shade.BAD, ofSite("uncovered")))
            .add(column("unknown", Unit.COUNT, Shade.UNKNOWN, ofSite("unknown")))
            .add(column("covered", Unit.COUNT, ofSite("covered"))));
  }

  private static String ofSite(String state) {
    return sum("commune, site", site(OF_SITE, "state", state));
  }

  private static void checks(Board board) {
    board.row(
        "checks",
        8,
        graph("protection")
            .stacked()
            .coloring(Panel.Coloring.BY_QUERY)
            .add(Outcomes.counted("check", "endpoint.protection")),
        graph("hardening")
            .stacked()
            .coloring(Panel.Coloring.BY_QUERY)
            .add(
                Outcomes.counted("check", "~endpoint.firewall|endpoint.updates|endpoint.exposure")),
        table("not-fine", "commune", "site", "check", "target")
            .width(24)
            .coloring(Panel.Coloring.OUTCOME)
            .add(
                column("outcome", Unit.COUNT, Outcomes.notFine("check", "~endpoint.*|signing.*"))));
  }

  private static void computers(Board board) {
    board.row(
        "computers",
        9,
        table("ages", "commune", "site", "target")
            .width(24)
            .add(
                column(
                    "definitions", Unit.DURATION, max("daugio_endpoint_definitions_age_seconds")))
            .add(column("updates", Unit.DURATION, max("daugio_endpoint_updates_age_seconds")))
            .add(column("pending", Unit.COUNT, max("daugio_endpoint_pending_updates")))
            .add(column("support", Unit.DURATION, max("daugio_endpoint_support_left_seconds"))));
  }

  private static String max(String family) {
    return "max by (" + TARGET + ") (" + site(family) + ")";
  }

  private static void signing(Board board) {
    board.row(
        "signing",
        8,
        table("certificates", "commune", "site", "target", "issuer", "role", "serial")
            .add(
                column(
                    "remaining",
                    Unit.DURATION,
                    "min by (commune, site, target, issuer, role, serial) ("
                        + site("daugio_signing_certificate_remaining_seconds")
                        + ")")),
        table("tokens", "commune", "site", "target")
            .add(column("found-tokens", Unit.COUNT, max("daugio_signing_found_tokens")))
            .add(column("found-readers", Unit.COUNT, max("daugio_signing_found_readers"))));
  }
}
