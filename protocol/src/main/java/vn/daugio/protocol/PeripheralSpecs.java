package vn.daugio.protocol;

import static vn.daugio.protocol.CheckSpec.check;
import static vn.daugio.protocol.MeasureType.measure;

/** The properties of the check types of what is plugged into a computer. */
final class PeripheralSpecs {
  private static final double DAY = 86_400;

  private PeripheralSpecs() {}

  static CheckSpec device() {
    return check("device.local", TargetKind.MACHINE, Layer.MACHINE, HandbookLine.COUNTER_DEVICES)
        .deadlineOfMachineFacts()
        .ofAttached()
        .limit("forget-after", 30 * DAY)
        .measures(measure("found_readers", "readers", "Card readers that are plugged in."));
  }

  static CheckSpec meeting() {
    return check("meeting.local", TargetKind.MACHINE, Layer.MACHINE, HandbookLine.MEETING)
        .deadlineOfMachineFacts()
        .ofAttached()
        .limit("forget-after", 30 * DAY)
        .measures(
            measure("found_cameras", "cameras", "Cameras of a computer."),
            measure("found_microphones", "microphones", "Microphones of a computer."));
  }
}
