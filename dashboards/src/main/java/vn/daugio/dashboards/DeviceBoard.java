package vn.daugio.dashboards;

import static vn.daugio.dashboards.Panel.bars;
import static vn.daugio.dashboards.Panel.graph;
import static vn.daugio.dashboards.Panel.table;
import static vn.daugio.dashboards.Panel.timeline;
import static vn.daugio.dashboards.Query.column;
import static vn.daugio.dashboards.Series.site;
import static vn.daugio.dashboards.Series.sum;

/** Which device is about to stop, and what has to be ordered? */
final class DeviceBoard {
  private static final String BY_TARGET = "commune, site, target";
  private static final String TARGET = "{{commune}} {{site}} {{target}}";
  private static final String CHECKS =
      "~printer.*|scanner.*|device.reachable|device.uptime|switch.*|ups.*|camera.*|server.*"
          + "|router.*|lan.guest|lan.devices";

  private DeviceBoard() {}

  static Board board() {
    Board board = new Board("devices", Board.Scope.SITES);
    board.row(
        "state",
        11,
        table("not-fine", "commune", "site", "check", "target")
            .width(24)
            .height(7)
            .coloring(Panel.Coloring.OUTCOME)
            .add(column("outcome", Unit.COUNT, Outcomes.notFine("check", CHECKS))),
        timeline("outcomes")
            .width(24)
            .add(TARGET + " {{check}}", site("daugio_check_outcome", "check", CHECKS)));
    printers(board);
    boxes(board);
    switches(board);
    power(board);
    servers(board);
    around(board);
    return board;
  }

  private static String max(String family) {
    return "max by (" + BY_TARGET + ") (" + site(family) + ")";
  }

  private static Panel states(String key, String family, String... labels) {
    return table(key, labels)
        .add(
            column(
                "present",
                Unit.COUNT,
                "max by (" + String.join(", ", labels) + ") (" + site(family) + ")"));
  }

  private static void printers(Board board) {
    board.row(
        "printers",
        9,
        bars("supplies")
            .unit(Unit.SHARE)
            .add(
                "{{commune}} {{target}} {{supply}} ({{class}})",
                site("daugio_printer_supply_level_ratio")),
        states(
            "supply-states",
            "daugio_printer_supply_state",
            "commune",
            "site",
            "target",
            "supply",
            "class",
            "state"),
        bars("vendor")
            .unit(Unit.SHARE)
            .add(
                "{{commune}} {{target}} {{supply}} ({{source}})",
                site("daugio_printer_supply_vendor_ratio")),
        table("pages", "commune", "site", "target", "counted")
            .add(
                column(
                    "pages",
                    Unit.COUNT,
                    "max by (commune, site, target, counted) ("
                        + site("daugio_printer_printed_pages")
                        + ")"))
            .add(
                column(
                    "pages-in-range",
                    Unit.COUNT,
                    "max by (commune, site, target, counted) (max_over_time("
                        + site("daugio_printer_printed_pages")
                        + "[$__range]) - min_over_time("
                        + site("daugio_printer_printed_pages")
                        + "[$__range]))")),
        graph("folder")
            .unit(Unit.BYTES)
            .width(24)
            .add(TARGET, site("daugio_scanner_folder_free_bytes")));
  }

  private static void boxes(Board board) {
    board.row(
        "boxes",
        9,
        table("routers", "commune", "site", "target")
            .width(24)
            .add(column("uptime", Unit.DURATION, max("daugio_router_uptime_seconds")))
            .add(column("cpu", Unit.SHARE, max("daugio_router_cpu_ratio")))
            .add(column("load", Unit.SHARE, max("daugio_router_load_ratio")))
            .add(column("memory", Unit.SHARE, max("daugio_router_memory_available_ratio")))
            .add(column("storage", Unit.SHARE, max("daugio_router_storage_free_ratio")))
            .add(column("temperature", Unit.CELSIUS, max("daugio_router_temperature_celsius")))
            .add(column("leases", Unit.COUNT, max("daugio_router_dhcp_leases")))
            .add(column("leases-used", Unit.SHARE, max("daugio_router_dhcp_used_ratio")))
            .add(column("wireless", Unit.COUNT, max("daugio_router_wireless_clients"))),
        states("radios", "daugio_router_radio_state", "commune", "site", "target", "radio", "state")
            .width(8),
        graph("device-latency")
            .width(8)
            .unit(Unit.SECONDS)
            .add(TARGET, site("daugio_device_latency_seconds"))
            .add(TARGET, site("daugio_camera_latency_seconds")),
        table("uptimes", "commune", "site", "target")
            .width(8)
            .add(column("uptime", Unit.DURATION, max("daugio_device_uptime_seconds"))));
  }

  private static void switches(Board board) {
    String port = TARGET + " {{port}}";
    board.row(
        "switches",
        8,
        graph("traffic")
            .unit(Unit.BYTES_PER_SECOND)
            .add("↓ " + port, rate("daugio_switch_port_received_bytes"))
            .add("↑ " + port, rate("daugio_switch_port_sent_bytes")),
        graph("port-errors")
            .unit(Unit.PER_SECOND)
            .add(port + " {{direction}} !", rate("daugio_switch_port_errors"))
            .add(port + " {{direction}} ×", rate("daugio_switch_port_discarded_packets")),
        states("ports", "daugio_switch_port_state", "commune", "site", "target", "port", "state"),
        table("port-speeds", "commune", "site", "target", "port")
            .add(
                column(
                    "speed",
                    Unit.BYTES_PER_SECOND,
                    "max by (commune, site, target, port) ("
                        + site("daugio_switch_port_speed_bytes_per_second")
                        + ")")));
  }

  private static String rate(String family) {
    return "rate(" + site(family) + "[$__rate_interval])";
  }

  private static void power(Board board) {
    board.row(
        "power",
        8,
        table("ups", "commune", "site", "target")
            .width(16)
            .add(column("charge", Unit.SHARE, max("daugio_ups_charge_ratio")))
            .add(column("runtime", Unit.DURATION, max("daugio_ups_runtime_seconds")))
            .add(column("on-battery", Unit.DURATION, max("daugio_ups_on_battery_seconds")))
            .add(column("ups-load", Unit.SHARE, max("daugio_ups_load_ratio")))
            .add(column("volts", Unit.VOLTS, max("daugio_ups_battery_volts")))
            .add(column("temperature", Unit.CELSIUS, max("daugio_ups_battery_celsius"))),
        states("ups-source", "daugio_ups_source_state", "commune", "site", "target", "state")
            .width(8));
  }

  private static void servers(Board board) {
    board.row(
        "servers",
        8,
        table("server-table", "commune", "site", "target")
            .add(
                column(
                    "disk-free",
                    Unit.SHARE,
                    "min by (" + BY_TARGET + ") (" + site("daugio_server_disk_free_ratio") + ")"))
            .add(column("units", Unit.COUNT, max("daugio_server_failed_units")))
            .add(column("backup-age", Unit.DURATION, max("daugio_server_backup_age_seconds")))
            .add(column("backup-size", Unit.BYTES, max("daugio_server_backup_bytes"))),
        graph("backup-age")
            .unit(Unit.DURATION)
            .add(TARGET, site("daugio_server_backup_age_seconds")));
  }

  private static void around(Board board) {
    board.row(
        "around",
        8,
        bars("found")
            .width(8)
            .add("{{kind}} {{state}}", sum("kind, state", site("daugio_lan_found_devices"))),
        graph("portal").width(8).unit(Unit.SECONDS).add(TARGET, site("daugio_lan_portal_seconds")),
        table("separation", "commune", "site", "target")
            .width(8)
            .add(
                column(
                    "reached", Unit.COUNT, Shade.BAD, max("daugio_lan_staff_reached_addresses"))));
  }
}
