package vn.daugio.protocol;

import static vn.daugio.protocol.CheckSpec.check;

/** The properties of the check types of what hangs on a computer itself. */
final class LocalSpecs {
  private static final double DAY = 86_400;

  private LocalSpecs() {}

  static CheckSpec printer() {
    return check("printer.local", TargetKind.MACHINE, Layer.MACHINE, HandbookLine.PRINTERS)
        .deadlineOfMachineFacts()
        .ofAttached()
        .limit("job-warn-after", 600.0)
        .limit("job-fail-after", 3600.0)
        .limit("forget-after", 30 * DAY);
  }

  static CheckSpec scanner() {
    return check("scanner.local", TargetKind.MACHINE, Layer.MACHINE, HandbookLine.SCANNERS)
        .deadlineOfMachineFacts()
        .ofAttached()
        .limit("forget-after", 30 * DAY);
  }
}
