package vn.daugio.agent.check.printer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.os.PrintQueues;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * A queue of this computer with a printer behind it, however it was read.
 *
 * @param name fit for a fact
 * @param isDefault whether what is printed goes there by itself
 * @param troubles in the order in which they were told
 * @param oldestJob age in seconds of the oldest job that waits or prints; empty: none
 */
record LocalQueue(String name, boolean isDefault, List<Trouble> troubles, OptionalLong oldestJob) {
  private static final int NAME_LENGTH = 40;

  /**
   * @param ofQueue whether somebody has to do something at this computer, and not at the printer
   */
  record Trouble(Outcome outcome, Reason reason, boolean ofQueue) {}

  static LocalQueue of(PrintQueues.Queue queue) {
    List<Trouble> troubles = new ArrayList<>();
    queue.conditions().stream().sorted().map(LocalQueue::trouble).forEach(troubles::add);
    return new LocalQueue(
        name(queue.name()),
        queue.isDefault(),
        troubles,
        queue.oldestJob().isPresent()
            ? OptionalLong.of(queue.oldestJob().get().toSeconds())
            : OptionalLong.empty());
  }

  static LocalQueue of(String name, boolean isDefault, IppReading reading) {
    List<Trouble> troubles = new ArrayList<>();
    for (IppCondition condition : reading.conditions()) {
      condition
          .meaning(reading.isStopped())
          .map(one -> new Trouble(one.outcome(), one.reason(), one.ofQueue()))
          .ifPresent(troubles::add);
    }
    boolean explained =
        troubles.stream().anyMatch(one -> one.outcome() == Outcome.FAIL || one.ofQueue());
    if (!reading.saidAnything()) {
      troubles.add(new Trouble(Outcome.UNKNOWN, Reason.PRINTER_UNREADABLE, true));
    } else if (reading.isStopped() && !explained) {
      troubles.add(new Trouble(Outcome.FAIL, Reason.PRINTER_DOWN, true));
    }
    if (!reading.accepting().orElse(true)) {
      troubles.add(new Trouble(Outcome.FAIL, Reason.PRINTER_QUEUE_REJECTING, true));
    }
    return new LocalQueue(name(name), isDefault, troubles, reading.oldestJob());
  }

  /** The same, whose printer is not plugged in. */
  LocalQueue unplugged() {
    List<Trouble> more = new ArrayList<>(troubles);
    more.add(trouble(PrintQueues.Condition.UNPLUGGED));
    return new LocalQueue(name, isDefault, more, oldestJob);
  }

  /** Without the computer that shares it, which may be named after a person. */
  private static String name(String told) {
    return DeviceText.clean(told.substring(told.lastIndexOf('\\') + 1), NAME_LENGTH);
  }

  private static Trouble trouble(PrintQueues.Condition condition) {
    return switch (condition) {
      case PAUSED -> new Trouble(Outcome.FAIL, Reason.PRINTER_QUEUE_STOPPED, true);
      case OFFLINE -> new Trouble(Outcome.FAIL, Reason.PRINTER_OFFLINE, false);
      case UNPLUGGED -> new Trouble(Outcome.FAIL, Reason.PRINTER_UNPLUGGED, false);
      case DEVICE_FAULT -> new Trouble(Outcome.FAIL, Reason.PRINTER_DEVICE_FAULT, false);
      case ERROR -> new Trouble(Outcome.FAIL, Reason.PRINTER_DOWN, false);
      case NO_PAPER -> new Trouble(Outcome.FAIL, Reason.PRINTER_NO_PAPER, false);
      case LOW_PAPER -> new Trouble(Outcome.WARN, Reason.PRINTER_LOW_PAPER, false);
      case NO_TONER -> new Trouble(Outcome.FAIL, Reason.PRINTER_NO_TONER, false);
      case LOW_TONER -> new Trouble(Outcome.WARN, Reason.PRINTER_LOW_TONER, false);
      case DOOR_OPEN -> new Trouble(Outcome.FAIL, Reason.PRINTER_DOOR_OPEN, false);
      case JAMMED -> new Trouble(Outcome.FAIL, Reason.PRINTER_JAMMED, false);
      case OUTPUT_FULL -> new Trouble(Outcome.FAIL, Reason.PRINTER_OUTPUT_FULL, false);
      case ATTENTION -> new Trouble(Outcome.WARN, Reason.PRINTER_SERVICE_REQUESTED, false);
    };
  }
}
