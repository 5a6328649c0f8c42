package vn.daugio.protocol;

import static vn.daugio.protocol.CheckSpec.check;
import static vn.daugio.protocol.MeasureType.measure;

/** The properties of the check types of what a computer signs with. */
final class SigningSpecs {
  private static final double DAY = 86_400;

  private SigningSpecs() {}

  static CheckSpec token() {
    return check("signing.token", TargetKind.MACHINE, Layer.MACHINE, HandbookLine.SIGNING)
        .deadlineOfMachineFacts()
        .ofAttached()
        // the round before the opening comes before who brings the token
        .streaks(2, 1)
        .limit("forget-after", 30 * DAY)
        .measures(
            measure("found_tokens", "tokens", "Signing tokens that are plugged in."),
            measure("found_readers", "readers", "Card readers and USB tokens plugged in."));
  }

  static CheckSpec certificate() {
    return check("signing.certificate", TargetKind.MACHINE, Layer.MACHINE, HandbookLine.SIGNING)
        .deadlineOfMachineFacts()
        .ofAttached()
        .limit("notice-below", 60 * DAY)
        .limit("warn-below", 30 * DAY)
        .limit("urgent-below", 7 * DAY)
        .limit("forget-after", 30 * DAY)
        .measures(
            measure(
                    "certificate_remaining_seconds",
                    "seconds",
                    "Time until a signing certificate expires; negative when past.",
                    "issuer",
                    "role",
                    "serial")
                .within(-1e12, 1e12));
  }
}
