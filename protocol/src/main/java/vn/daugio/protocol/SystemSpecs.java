package vn.daugio.protocol;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static vn.daugio.protocol.CheckSpec.check;
import static vn.daugio.protocol.MeasureType.measure;

/** The properties of the check types of systems that the office uses and others run. */
final class SystemSpecs {
  private SystemSpecs() {}

  static CheckSpec web() {
    return check("system.web", TargetKind.SYSTEM, Layer.SYSTEM, HandbookLine.ONE_DOOR_SOFTWARE)
        .every(ofMinutes(5))
        .deadline(ofSeconds(20))
        .streaks(2, 2)
        .limit("certificate-warn-below", 14 * 86_400.0)
        .limit("duration-warn-above", 5.0)
        .measures(
            measure(
                "phase_seconds",
                "seconds",
                "Time of one phase of the request: dns, connect, tls, response.",
                "phase"),
            measure(
                    "certificate_remaining_seconds",
                    "seconds",
                    "Time until the first certificate of the chain expires; negative when past.")
                .within(-1e12, 1e12));
  }

  static CheckSpec mail() {
    return check("system.mail", TargetKind.MAIL, Layer.SYSTEM, HandbookLine.DOCUMENTS_AND_MAIL)
        .every(ofMinutes(5))
        .deadline(ofSeconds(25))
        .streaks(2, 2)
        .limit("certificate-warn-below", 14 * 86_400.0)
        .limit("duration-warn-above", 5.0)
        .measures(
            measure(
                "mail_phase_seconds",
                "seconds",
                "Time of one phase with a mail server: dns, connect, tls, greeting.",
                "protocol",
                "phase"),
            measure(
                    "mail_certificate_remaining_seconds",
                    "seconds",
                    "Time until the first certificate of a mail server's chain expires.",
                    "protocol")
                .within(-1e12, 1e12));
  }

  static CheckSpec meeting() {
    return check("meeting.readiness", TargetKind.MEETING, Layer.SYSTEM, HandbookLine.MEETING)
        .every(ofMinutes(15))
        .deadline(ofSeconds(25))
        .streaks(2, 1)
        .limit("loss-warn-above", 0.05)
        .limit("loss-fail-above", 0.15)
        .limit("delay-warn-above", 0.15)
        .limit("delay-fail-above", 0.4)
        .limit("jitter-warn-above", 0.03)
        .limit("download-warn-below", 500_000)
        .limit("download-fail-below", 75_000)
        .limit("certificate-warn-below", 14 * 86_400.0)
        .measures(
            measure(
                "latency_seconds",
                "seconds",
                "Median round trip to the meeting host, of connections that opened."),
            measure("loss_ratio", "ratio", "Share of connections that did not open in 0.9 s."),
            measure(
                "jitter_seconds",
                "seconds",
                "Mean difference of consecutive round trips (RFC 3550, unsmoothed)."),
            measure(
                "phase_seconds",
                "seconds",
                "Time of one phase with the meeting host: dns, connect, tls.",
                "phase"),
            measure(
                    "certificate_remaining_seconds",
                    "seconds",
                    "Time until the first certificate of the meeting host's chain expires.")
                .within(-1e12, 1e12),
            measure("codec_latency_seconds", "seconds", "Time until the codec answered."),
            measure(
                "download_bytes_per_second",
                "bytes_per_second",
                "What the line delivered of a sample, without its slow start."));
  }
}
