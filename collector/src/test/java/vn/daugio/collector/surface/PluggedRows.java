package vn.daugio.collector.surface;

import static vn.daugio.collector.surface.Rows.measure;

import vn.daugio.protocol.CheckType;

/** Rows of what is plugged into a machine. */
public final class PluggedRows {
  private PluggedRows() {}

  /** Something of every kind, so that no family is without a sample. */
  public static void everyKind(Rows rows, String code) {
    rows.machine(code, true).computer(code).gateway().line().systems().devices();
    rows.counter().stateNetwork().ipv6(code).folder();
    rows.networkBoxes().ups().camera().server().mail().meeting();
    rows.router().guests().lookedAround();
    add(rows, code);
  }

  public static void add(Rows rows, String code) {
    rows.ok(
        CheckType.SIGNING_TOKEN,
        code,
        measure("found_tokens", 1, "tokens"),
        measure("found_readers", 1, "readers"));
    rows.ok(
        CheckType.SIGNING_CERTIFICATE,
        code,
        measure(
            "certificate_remaining_seconds",
            86_400 * 200.5,
            "seconds",
            "issuer",
            "government",
            "role",
            "person",
            "serial",
            "20b0"));
    rows.ok(CheckType.DEVICE_LOCAL, code, measure("found_readers", 1, "readers"));
    rows.ok(
        CheckType.MEETING_LOCAL,
        code,
        measure("found_cameras", 1, "cameras"),
        measure("found_microphones", 1, "microphones"));
  }
}
