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
}
