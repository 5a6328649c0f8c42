package vn.daugio.protocol;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static vn.daugio.protocol.CheckSpec.check;
import static vn.daugio.protocol.MeasureType.MOST_COUNTED;
import static vn.daugio.protocol.MeasureType.measure;

/** The properties of the check types of boxes in the LAN that are no printers or scanners. */
final class DeviceSpecs {
  private DeviceSpecs() {}

  static CheckSpec reachable() {
    return check("device.reachable", TargetKind.DEVICE, Layer.DEVICE, HandbookLine.COUNTER_DEVICES)
        .alsoOf(
            HandbookLine.NETWORK_BOXES,
            TargetKind.SWITCH,
            TargetKind.ROUTER,
            TargetKind.ACCESS_POINT)
        .alsoOf(HandbookLine.POWER, TargetKind.UPS)
        .alsoOf(HandbookLine.CLOCK_AND_DISK, TargetKind.SERVER)
        .every(ofMinutes(5))
        .streaks(2, 2)
        .measures(
            measure(
                "latency_seconds",
                "seconds",
                "Median round trip to a device, or the time in which its connection opened."));
  }

  static CheckSpec uptime() {
    return check("device.uptime", TargetKind.SWITCH, Layer.DEVICE, HandbookLine.NETWORK_BOXES)
        .alsoOf(HandbookLine.NETWORK_BOXES, TargetKind.ROUTER, TargetKind.ACCESS_POINT)
        .alsoOf(HandbookLine.POWER, TargetKind.UPS)
        .alsoOf(HandbookLine.CLOCK_AND_DISK, TargetKind.SERVER)
        .every(ofMinutes(5))
        .limit("restarts-warn-above", 3)
        .measures(
            measure(
                "uptime_seconds", "seconds", "Time since a device started (RFC 3418 sysUpTime)."));
  }

  static CheckSpec switchPorts() {
    return check("switch.ports", TargetKind.SWITCH, Layer.DEVICE, HandbookLine.NETWORK_BOXES)
        .alsoOf(HandbookLine.NETWORK_BOXES, TargetKind.ROUTER, TargetKind.ACCESS_POINT)
        .every(ofMinutes(5))
        .deadline(ofSeconds(20))
        .streaks(2, 1)
        .limit("errors-warn-above", 0.001)
        .limit("errors-fail-above", 0.05)
        .measures(
            measure(
                "port_state",
                "state",
                "Always 1; the label says what a port is (RFC 2863 ifOperStatus), or disabled.",
                "index",
                "port",
                "state"),
            measure(
                "port_speed_bytes_per_second",
                "bytes_per_second",
                "Speed of a port that is up.",
                "index",
                "port"),
            measure(
                    "port_received_bytes",
                    "bytes",
                    "Octets that a port has received since its counter began.",
                    "index",
                    "port")
                .within(0, MOST_COUNTED),
            measure(
                    "port_sent_bytes",
                    "bytes",
                    "Octets that a port has sent since its counter began.",
                    "index",
                    "port")
                .within(0, MOST_COUNTED),
            measure(
                "port_errors",
                "errors",
                "Frames with errors that a port has counted.",
                "index",
                "port",
                "direction"),
            measure(
                "port_discarded_packets",
                "packets",
                "Packets that a port has dropped without an error.",
                "index",
                "port",
                "direction"));
  }

  static CheckSpec ups() {
    return check("ups.state", TargetKind.UPS, Layer.DEVICE, HandbookLine.POWER)
        .every(ofMinutes(1))
        .streaks(1, 2)
        .limit("runtime-fail-below", 300)
        .limit("load-warn-above", 0.9)
        .limit("load-fail-above", 1)
        .measures(
            measure(
                "source_state", "state", "Always 1; the label says what feeds the UPS.", "state"),
            measure(
                "runtime_seconds",
                "seconds",
                "Time until the battery is empty at the present load."),
            measure("charge_ratio", "ratio", "Charge of the battery."),
            measure("on_battery_seconds", "seconds", "Time since the mains went away; 0: not."),
            measure("battery_volts", "volts", "Voltage of the battery."),
            measure("battery_celsius", "celsius", "Temperature at the battery.").within(-40, 120),
            measure("load_ratio", "ratio", "Share of the capacity of a line in use.", "line")
                .within(0, 2));
  }

  static CheckSpec camera() {
    return check("camera.reachable", TargetKind.CAMERA, Layer.DEVICE, HandbookLine.CAMERAS)
        .every(ofMinutes(5))
        .streaks(2, 2)
        .measures(
            measure(
                "latency_seconds",
                "seconds",
                "Time until a camera answered RTSP OPTIONS (RFC 2326)."));
  }

  static CheckSpec server() {
    return check("server.health", TargetKind.SERVER, Layer.DEVICE, HandbookLine.CLOCK_AND_DISK)
        .every(ofMinutes(15))
        .deadline(ofSeconds(25))
        .limit("disk-warn-below", 0.10)
        .limit("disk-fail-below", 0.02)
        .limit("backup-warn-above", 36 * 3_600.0)
        .limit("backup-fail-above", 7 * 86_400.0)
        .measures(
            measure("disk_free_ratio", "ratio", "Free share of a file system.", "disk"),
            measure("failed_units", "units", "Units of systemd in the failed state."),
            measure("backup_age_seconds", "seconds", "Age of the newest backup file."),
            measure("backup_bytes", "bytes", "Size of the newest backup file."));
  }
}
