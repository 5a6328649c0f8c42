package vn.daugio.protocol;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static vn.daugio.protocol.CheckSpec.check;
import static vn.daugio.protocol.MeasureType.measure;

/** The properties of the check types of routers, guest networks and of the LAN as a whole. */
final class LanSpecs {
  private LanSpecs() {}

  static CheckSpec router() {
    return check("router.health", TargetKind.ROUTER, Layer.DEVICE, HandbookLine.NETWORK_BOXES)
        .alsoOf(HandbookLine.NETWORK_BOXES, TargetKind.ACCESS_POINT, TargetKind.SWITCH)
        .every(ofMinutes(5))
        .deadline(ofSeconds(25))
        .streaks(2, 2)
        .limit("memory-warn-below", 0.05)
        .limit("storage-warn-below", 0.02)
        .limit("cpu-warn-above", 0.95)
        .limit("load-warn-above", 2.0)
        .limit("leases-warn-above", 0.95)
        .measures(
            measure("uptime_seconds", "seconds", "Time since a router started."),
            measure("memory_available_ratio", "ratio", "Share of its memory that is available."),
            measure("storage_free_ratio", "ratio", "Free share of its own storage."),
            measure("cpu_ratio", "ratio", "Share of its processors in use."),
            measure("load_ratio", "ratio", "One-minute load average per processor.")
                .within(0, 100_000),
            measure("temperature_celsius", "celsius", "Temperature of a router.").within(-150, 150),
            measure(
                "wan_state",
                "state",
                "Always 1; the labels say whether a line of the router is up, and with addresses of"
                    + " which family.",
                "interface",
                "state",
                "family"),
            measure("default_routes", "routes", "Default routes in use.", "family"),
            measure("dhcp_leases", "leases", "Addresses that a router has given out."),
            measure("dhcp_used_ratio", "ratio", "Addresses given out by the size of the pool.")
                .within(0, 100_000),
            measure("wireless_clients", "clients", "Devices connected over Wi-Fi."),
            measure(
                "radio_state",
                "state",
                "Always 1; the label says whether a radio is up.",
                "radio",
                "state"));
  }

  static CheckSpec guest() {
    return check("lan.guest", TargetKind.ACCESS_POINT, Layer.DEVICE, HandbookLine.NETWORK_BOXES)
        .alsoOf(HandbookLine.NETWORK_BOXES, TargetKind.ROUTER)
        .every(ofMinutes(15))
        .deadline(ofSeconds(25))
        .streaks(2, 1)
        .measures(
            measure("portal_seconds", "seconds", "Time until the guests' first page answered."),
            measure(
                "staff_reached_addresses",
                "addresses",
                "Addresses of the staff's network that answer to the guests' network."));
  }

  static CheckSpec devices() {
    return check("lan.devices", TargetKind.GATEWAY, Layer.DEVICE, HandbookLine.NETWORK_BOXES)
        .every(ofHours(24))
        .deadline(ofSeconds(60))
        .measures(
            measure(
                "found_devices",
                "devices",
                "Devices that the daily look around saw, by what the configuration knows of them:"
                    + " known, new, moved.",
                "kind",
                "state"));
  }
}
