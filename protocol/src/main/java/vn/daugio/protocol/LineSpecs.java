package vn.daugio.protocol;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static vn.daugio.protocol.CheckSpec.check;
import static vn.daugio.protocol.MeasureType.measure;

/** The properties of the check types of lines: what leads out of the office. */
final class LineSpecs {
  private LineSpecs() {}

  static CheckSpec link() {
    return check("internet.link", TargetKind.LINK, Layer.LINK, HandbookLine.INTERNET)
        .every(ofMinutes(1))
        .deadline(ofSeconds(20))
        .streaks(2, 2)
        .limit("loss-warn-above", 0.05)
        .limit("latency-warn-above", 0.3)
        .limit("jitter-warn-above", 0.1)
        .limit("round-bytes-most", 40_000.0)
        .measures(
            measure(
                "latency_seconds",
                "seconds",
                "Median round trip beyond the gateway.",
                "destination",
                "scope"),
            measure(
                "loss_ratio",
                "ratio",
                "Share of probes beyond the gateway without answer.",
                "destination",
                "scope"),
            measure(
                "jitter_seconds",
                "seconds",
                "Mean difference of consecutive round trips (RFC 3550, unsmoothed).",
                "destination",
                "scope"),
            measure(
                "round_bytes",
                "bytes",
                "What one judgement cost on the line, both ways, with IP headers."));
  }

  static CheckSpec dns() {
    return check("internet.dns", TargetKind.LINK, Layer.DNS, HandbookLine.INTERNET)
        .every(ofMinutes(1))
        .deadline(ofSeconds(15))
        .streaks(2, 2)
        .limit("latency-warn-above", 1.0)
        .measures(
            measure(
                "dns_lookup_seconds", "seconds", "Time of one lookup at a resolver.", "resolver"));
  }

  static CheckSpec throughput() {
    return check("internet.throughput", TargetKind.LINK, Layer.SYSTEM, HandbookLine.INTERNET)
        .outsideHours()
        .deadline(ofSeconds(45))
        .limit("warn-below", 0.5)
        .limit("fail-below", 0)
        .limit("sample-bytes-most", 5e6)
        .measures(
            measure(
                "download_bytes_per_second",
                "bytes_per_second",
                "Content that a line delivers, without the slow start of the sample."),
            measure(
                "upload_bytes_per_second",
                "bytes_per_second",
                "Content that a line takes, without the slow start of the sample."),
            measure(
                    "contracted_share_ratio",
                    "ratio",
                    "Measured rate of a line against the contracted one.",
                    "direction")
                .within(0, 1_000),
            measure(
                "sample_bytes",
                "bytes",
                "What one sample cost on the line, both ways, with IP headers."));
  }

  static CheckSpec tslcd() {
    return check("wan.tslcd", TargetKind.LINK, Layer.DEVICE, HandbookLine.STATE_NETWORK)
        .every(ofMinutes(5))
        .deadline(ofSeconds(20))
        .streaks(2, 2)
        .measures(
            measure(
                "latency_seconds",
                "seconds",
                "Time in which a connection to a host of the State network opened.",
                "destination"));
  }

  static CheckSpec ipv6() {
    return check("ipv6.readiness", TargetKind.MACHINE, Layer.SYSTEM, HandbookLine.INTERNET)
        .deadline(ofSeconds(20))
        .measures(
            measure(
                "readiness_ratio",
                "ratio",
                "1 where a computer has taken a step to IPv6, else 0: address, route, lookup,"
                    + " connection; a step that was not tried is absent.",
                "step"));
  }
}
