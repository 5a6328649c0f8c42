package vn.daugio.dashboards;

import static vn.daugio.dashboards.Panel.bars;
import static vn.daugio.dashboards.Panel.graph;
import static vn.daugio.dashboards.Panel.stat;
import static vn.daugio.dashboards.Panel.table;
import static vn.daugio.dashboards.Panel.timeline;
import static vn.daugio.dashboards.Query.column;
import static vn.daugio.dashboards.Series.commune;
import static vn.daugio.dashboards.Series.site;
import static vn.daugio.dashboards.Series.sum;

/** What stands at this commune now, and how did it come? */
final class CommuneBoard {
  private static final String LINES =
      "~lan.gateway|lan.dhcp|internet.*|wan.*|system.*|meeting.readiness";
  private static final String DEVICES =
      "~printer.*|scanner.*|device.reachable|device.uptime|switch.*|ups.*|camera.*|server.*"
          + "|router.*|lan.guest|lan.devices";
  private static final String COMPUTERS =
      "~computer.*|endpoint.*|signing.*|lan.interface|device.local|meeting.local|ipv6.*";
  private static final String OUTCOME = "daugio_check_outcome";
  private static final String TARGET = "commune, site, target";

  private CommuneBoard() {}

  static Board board() {
    Board board = new Board("commune", Board.Scope.ONE_COMMUNE);
    now(board);
    wrong(board);
    course(board);
    computers(board);
    ipv6(board);
    return board;
  }

  private static void now(Board board) {
    board.row(
        "now",
        4,
        stat("incidents")
            .width(8)
            .coloring(Panel.Coloring.BY_QUERY)
            .add(
                Outcomes.severities(
                    severity -> sum(commune("daugio_incidents_open", "severity", severity)))),
        stat("outcomes").width(8).coloring(Panel.Coloring.BY_QUERY).add(Outcomes.counted()),
        stat("sheet")
            .width(8)
            .coloring(Panel.Coloring.BY_QUERY)
            .add(Outcomes.sheet(state -> sum(site("daugio_sheet_items", "state", state)))));
  }

  private static void wrong(Board board) {
    board.row(
        "wrong",
        10,
        table("not-fine", "site", "check", "target")
            .width(16)
            .coloring(Panel.Coloring.OUTCOME)
            .add(column("outcome", Unit.COUNT, Outcomes.notFine())),
        table("due", "site")
            .width(8)
            .add(
                column(
                    "due",
                    Unit.MOMENT,
                    "1000 * max by (site) (" + site("daugio_sheet_due_timestamp_seconds") + ")")));
  }

  private static void course(Board board) {
    board.row(
        "course",
        11,
        timeline("lines").width(24).add(subject(), site(OUTCOME, "check", LINES)),
        timeline("devices").width(24).add(subject(), site(OUTCOME, "check", DEVICES)));
  }

  private static String subject() {
    return "{{site}} {{target}} {{check}}";
  }

  private static void computers(Board board) {
    board.row(
        "computers",
        9,
        graph("computer-outcomes")
            .stacked()
            .coloring(Panel.Coloring.BY_QUERY)
            .add(Outcomes.counted("check", COMPUTERS)),
        table("oldest", "site", "check", "target")
            .add(
                column(
                    "age",
                    Unit.DURATION,
                    "topk(10, time() - "
                        + site("daugio_check_last_result_timestamp_seconds")
                        + ")")),
        table("computers", "commune", "site", "target")
            .width(24)
            .add(column("age", Unit.DURATION, heard()))
            .add(
                column(
                    "disk-free",
                    Unit.SHARE,
                    "min by (" + TARGET + ") (" + site("daugio_computer_disk_free_ratio") + ")"))
            .add(column("memory", Unit.SHARE, max("daugio_computer_memory_available_ratio")))
            .add(column("load", Unit.SHARE, max("daugio_computer_load_ratio")))
            .add(column("uptime", Unit.DURATION, max("daugio_computer_uptime_seconds")))
            .add(column("clock", Unit.SECONDS, max("daugio_computer_clock_offset_seconds")))
            .add(
                column(
                    "speed",
                    Unit.BYTES_PER_SECOND,
                    max("daugio_lan_interface_speed_bytes_per_second")))
            .add(column("errors", Unit.SHARE, max("daugio_lan_interface_errors_ratio"))),
        table("plugged", "commune", "site", "target")
            .width(24)
            .height(6)
            .add(column("card-readers", Unit.COUNT, max("daugio_device_found_readers")))
            .add(column("cameras", Unit.COUNT, max("daugio_meeting_found_cameras")))
            .add(column("microphones", Unit.COUNT, max("daugio_meeting_found_microphones"))));
  }

  /** Its label is called like that of a check's target, so that it stands in the same row. */
  private static String heard() {
    return "time() - max by ("
        + TARGET
        + ") (label_replace("
        + site("daugio_machine_last_report_timestamp_seconds")
        + ", \"target\", \"$1\", \"machine\", \"(.*)\"))";
  }

  private static String max(String family) {
    return "max by (" + TARGET + ") (" + site(family) + ")";
  }

  private static void ipv6(Board board) {
    board.row(
        "ipv6",
        5,
        stat("ipv6-machines")
            .coloring(Panel.Coloring.BY_QUERY)
            .add(Outcomes.ipv6(state -> sum(site("daugio_ipv6_machines", "state", state)))),
        bars("ipv6-steps").add("{{step}}", sum("step", site("daugio_ipv6_readiness_ratio"))));
  }
}
