package vn.daugio.dashboards;

import static vn.daugio.dashboards.Panel.graph;
import static vn.daugio.dashboards.Panel.stat;
import static vn.daugio.dashboards.Panel.table;
import static vn.daugio.dashboards.Query.column;
import static vn.daugio.dashboards.Query.word;
import static vn.daugio.dashboards.Series.commune;
import static vn.daugio.dashboards.Series.province;
import static vn.daugio.dashboards.Series.rate;
import static vn.daugio.dashboards.Series.sum;

/** Do the agents report, does the collector take and tell it, does Prometheus get it? */
final class ServiceBoard {
  private static final String REQUESTS = "http_server_requests_seconds";

  private ServiceBoard() {}

  static Board board() {
    Board board = new Board("service", Board.Scope.COMMUNES);
    agents(board);
    door(board);
    telling(board);
    scrapes(board);
    runtime(board);
    return board;
  }

  private static void agents(Board board) {
    board.row(
        "agents",
        8,
        stat("machines")
            .width(8)
            .coloring(Panel.Coloring.BY_QUERY)
            .add(
                Outcomes.machines(
                    state -> sum(commune("daugio_province_machines", "state", state)))),
        graph("reporting")
            .width(8)
            .stacked()
            .coloring(Panel.Coloring.BY_QUERY)
            .add(
                Outcomes.machines(
                    state -> sum(commune("daugio_province_machines", "state", state)))),
        table("oldest", "commune", "site", "machine")
            .width(8)
            .add(
                column(
                    "age",
                    Unit.DURATION,
                    "topk(20, time() - "
                        + commune("daugio_machine_last_report_timestamp_seconds")
                        + ")")));
  }

  private static void door(Board board) {
    board.row(
        "door",
        7,
        perSecond("reports", "result", "daugio_ingest_reports_total"),
        perSecond("refused", "reason", "daugio_ingest_refused_total"),
        perSecond("unknown", "what", "daugio_ingest_unknown_total"),
        perSecond("skipped", "cause", "daugio_metrics_skipped_measures_total"));
  }

  private static Panel perSecond(String key, String label, String family) {
    return graph(key).unit(Unit.PER_SECOND).add("{{" + label + "}}", rate(label, province(family)));
  }

  private static void telling(Board board) {
    board.row(
        "telling",
        7,
        perSecond("alerts", "result", "daugio_ingest_alerts_total").width(8),
        graph("waiting")
            .width(8)
            .add(word("waiting", Shade.PLAIN, sum(province("daugio_notices_waiting")))),
        graph("attempts")
            .width(8)
            .unit(Unit.PER_SECOND)
            .add(
                "{{channel}} {{result}}",
                rate("channel, result", province("daugio_notify_attempts_total"))));
  }

  private static void scrapes(Board board) {
    board.row(
        "scrapes",
        7,
        stat("targets")
            .width(6)
            .coloring(Panel.Coloring.BY_QUERY)
            .add(word("up", Shade.PLAIN, "count(" + up() + " == 1) or 0 * count(" + up() + ")"))
            .add(word("down", Shade.BAD, "count(" + up() + " == 0) or 0 * count(" + up() + ")")),
        graph("scrape-time")
            .width(9)
            .unit(Unit.SECONDS)
            .add("{{instance}}", province("scrape_duration_seconds", "job", "daugio")),
        graph("samples")
            .width(9)
            .add("{{instance}}", province("scrape_samples_scraped", "job", "daugio")));
  }

  private static String up() {
    return province("up", "job", "daugio");
  }

  private static void runtime(Board board) {
    board.row(
        "runtime",
        7,
        graph("requests")
            .width(8)
            .unit(Unit.PER_SECOND)
            .add("{{method}} {{status}}", rate("method, status", province(REQUESTS + "_count"))),
        graph("answer-time")
            .width(8)
            .unit(Unit.SECONDS)
            .add(
                "{{method}}",
                rate("method", province(REQUESTS + "_sum"))
                    + " / "
                    + rate("method", province(REQUESTS + "_count"))),
        graph("cpu")
            .width(8)
            .unit(Unit.SHARE)
            .add(word("process", Shade.PLAIN, "max(" + province("process_cpu_usage") + ")"))
            .add(word("system", Shade.PLAIN, "max(" + province("system_cpu_usage") + ")")),
        graph("heap")
            .width(8)
            .unit(Unit.BYTES)
            .add(word("used", Shade.PLAIN, sum(province("jvm_memory_used_bytes", "area", "heap"))))
            .add(
                word(
                    "committed",
                    Shade.PLAIN,
                    sum(province("jvm_memory_committed_bytes", "area", "heap")))),
        graph("threads")
            .width(8)
            .add(word("jvm", Shade.PLAIN, sum(province("jvm_threads_live_threads"))))
            .add(word("busy", Shade.PLAIN, sum(province("jetty_threads_busy")))),
        graph("files")
            .width(8)
            .add(word("files", Shade.PLAIN, "max(" + province("process_files_open_files") + ")")));
  }
}
