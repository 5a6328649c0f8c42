package vn.daugio.collector.surface;

import static vn.daugio.collector.surface.Rows.measure;

import vn.daugio.protocol.CheckType;

/** What a computer in order tells of itself. */
final class ComputerRows {
  private ComputerRows() {}

  static Rows add(Rows rows, String code) {
    rows.ok(
        CheckType.COMPUTER_HEALTH,
        code,
        measure("disk_free_ratio", 0.43, "ratio", "disk", "C"),
        measure("memory_available_ratio", 0.52, "ratio"),
        measure("load_ratio", 0.3, "ratio"),
        measure("uptime_seconds", 5400, "seconds"),
        measure("clock_offset_seconds", 0.021, "seconds"));
    rows.ok(
        CheckType.ENDPOINT_PROTECTION,
        code,
        measure("definitions_age_seconds", 90_000, "seconds", "product", "clamav"));
    rows.ok(
        CheckType.ENDPOINT_UPDATES,
        code,
        measure("updates_age_seconds", 900_000, "seconds"),
        measure("pending_updates", 0, "updates"),
        measure("support_left_seconds", 9e7, "seconds"));
    return rows.ok(
        CheckType.LAN_INTERFACE,
        code,
        measure("interface_speed_bytes_per_second", 125e6, "bytes_per_second", "interface", "eth0"),
        measure("interface_errors_ratio", 0, "ratio", "interface", "eth0"));
  }
}
