package vn.daugio.protocol;

import static vn.daugio.protocol.CheckSpec.check;
import static vn.daugio.protocol.MeasureType.measure;

/**
 * The properties of the check types of a computer's own hardening, level 2 of the basic
 * requirements; what they judge changes slowly, so that only the rounds run them.
 */
final class EndpointSpecs {
  private EndpointSpecs() {}

  static CheckSpec firewall() {
    return check("endpoint.firewall", TargetKind.MACHINE, Layer.MACHINE, HandbookLine.PROTECTION)
        .deadlineOfMachineFacts();
  }

  static CheckSpec updates() {
    return check("endpoint.updates", TargetKind.MACHINE, Layer.MACHINE, HandbookLine.PROTECTION)
        .deadlineOfMachineFacts()
        // Windows' update agent takes its time
        .limit("age-warn-above", 35 * 86_400.0)
        .limit("age-fail-above", 90 * 86_400.0)
        .limit("support-warn-below", 90 * 86_400.0)
        .measures(
            measure(
                "updates_age_seconds",
                "seconds",
                "Time since a computer's operating system had all its security updates."),
            measure("pending_updates", "updates", "Security updates that wait to be installed."),
            measure(
                    "support_left_seconds",
                    "seconds",
                    "Time until the operating system gets no more security updates.")
                .within(-1e10, 1e10));
  }

  static CheckSpec exposure() {
    return check("endpoint.exposure", TargetKind.MACHINE, Layer.MACHINE, HandbookLine.PROTECTION)
        .deadlineOfMachineFacts();
  }
}
