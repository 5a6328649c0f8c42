package vn.daugio.dashboards;

import static vn.daugio.dashboards.Panel.bars;
import static vn.daugio.dashboards.Panel.graph;
import static vn.daugio.dashboards.Panel.table;
import static vn.daugio.dashboards.Panel.timeline;
import static vn.daugio.dashboards.Query.column;
import static vn.daugio.dashboards.Query.word;
import static vn.daugio.dashboards.Series.site;
import static vn.daugio.dashboards.Series.sum;

/** Which lines, name servers and systems fail or are slow, and where does the way break? */
final class LineBoard {
  private static final String LINES = "lan.gateway|internet.*|wan.*";
  private static final String SYSTEMS = "system.*|meeting.readiness";
  private static final String WAY = "{{commune}} {{site}} {{target}} {{destination}} ({{scope}})";
  private static final String TARGET = "{{commune}} {{site}} {{target}}";
  private static final String PHASE = TARGET + " {{phase}}";

  private LineBoard() {}

  static Board board() {
    Board board = new Board("lines", Board.Scope.SITES);
    board.row(
        "state",
        9,
        table("not-fine", "commune", "site", "check", "target")
            .width(24)
            .coloring(Panel.Coloring.OUTCOME)
            .add(
                column(
                    "outcome", Unit.COUNT, Outcomes.notFine("check", "~" + LINES + "|" + SYSTEMS))),
        timeline("outcomes")
            .width(24)
            .add(TARGET + " {{check}}", site("daugio_check_outcome", "check", "~" + LINES)),
        timeline("systems")
            .width(24)
            .add(TARGET + " {{check}}", site("daugio_check_outcome", "check", "~" + SYSTEMS)));
    quality(board);
    speed(board);
    edge(board);
    systems(board);
    meetings(board);
    return board;
  }

  private static Panel seconds(String key, String legend, String family) {
    return graph(key).unit(Unit.SECONDS).add(legend, site(family));
  }

  private static Panel share(String key, String legend, String family) {
    return graph(key).unit(Unit.SHARE).add(legend, site(family));
  }

  private static void quality(Board board) {
    board.row(
        "quality",
        8,
        seconds("latency", WAY, "daugio_internet_latency_seconds"),
        share("loss", WAY, "daugio_internet_loss_ratio"),
        seconds("jitter", WAY, "daugio_internet_jitter_seconds"),
        seconds("dns", TARGET + " {{resolver}}", "daugio_internet_dns_lookup_seconds"),
        seconds("tslcd", TARGET + " {{destination}}", "daugio_wan_latency_seconds").width(24));
  }

  private static void speed(Board board) {
    board.row(
        "speed",
        8,
        graph("rate")
            .unit(Unit.BYTES_PER_SECOND)
            .add("↓ " + TARGET, site("daugio_internet_download_bytes_per_second"))
            .add("↑ " + TARGET, site("daugio_internet_upload_bytes_per_second")),
        bars("contracted")
            .unit(Unit.SHARE)
            .add(TARGET + " {{direction}}", site("daugio_internet_contracted_share_ratio")),
        graph("cost")
            .width(24)
            .unit(Unit.BYTES)
            .add(
                word(
                    "round",
                    Shade.PLAIN,
                    sum("commune, site, target", site("daugio_internet_round_bytes"))))
            .add(
                word(
                    "sample",
                    Shade.PLAIN,
                    sum("commune, site, target", site("daugio_internet_sample_bytes")))));
  }

  private static void edge(Board board) {
    board.row(
        "edge",
        8,
        seconds("gateway-latency", TARGET, "daugio_lan_gateway_latency_seconds"),
        share("gateway-loss", TARGET, "daugio_lan_gateway_loss_ratio"),
        table("wan", "commune", "site", "target", "interface", "state", "family")
            .width(16)
            .add(
                column(
                    "present",
                    Unit.COUNT,
                    "max by (commune, site, target, interface, state, family) ("
                        + site("daugio_router_wan_state")
                        + ")")),
        bars("routes").width(8).add(TARGET + " {{family}}", site("daugio_router_default_routes")));
  }

  private static void systems(Board board) {
    board.row(
        "systems",
        8,
        seconds("phases", PHASE, "daugio_system_phase_seconds"),
        seconds(
            "mail-phases", TARGET + " {{protocol}} {{phase}}", "daugio_system_mail_phase_seconds"),
        table("certificates", "commune", "site", "target")
            .width(24)
            .add(remaining("web", "daugio_system_certificate_remaining_seconds"))
            .add(remaining("mail", "daugio_system_mail_certificate_remaining_seconds"))
            .add(remaining("meeting", "daugio_meeting_certificate_remaining_seconds")));
  }

  private static Query remaining(String key, String family) {
    return column(key, Unit.DURATION, "min by (commune, site, target) (" + site(family) + ")");
  }

  private static void meetings(Board board) {
    board.row(
        "meetings",
        8,
        graph("meeting-times")
            .unit(Unit.SECONDS)
            .add(word("latency", Shade.PLAIN, worst("daugio_meeting_latency_seconds")))
            .add(word("jitter", Shade.PLAIN, worst("daugio_meeting_jitter_seconds")))
            .add(word("codec", Shade.PLAIN, worst("daugio_meeting_codec_latency_seconds"))),
        seconds("meeting-phases", PHASE, "daugio_meeting_phase_seconds"),
        share("meeting-loss", TARGET, "daugio_meeting_loss_ratio"),
        graph("meeting-rate")
            .unit(Unit.BYTES_PER_SECOND)
            .add(TARGET, site("daugio_meeting_download_bytes_per_second")));
  }

  private static String worst(String family) {
    return "max(" + site(family) + ")";
  }
}
