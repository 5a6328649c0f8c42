package vn.daugio.agent.os;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The system's own print service and its queues. */
public interface PrintQueues {
  /**
   * @throws NotPermittedException when only another account may see it
   */
  Spooler spooler(Deadline deadline) throws NotPermittedException, InterruptedException;

  /** The service, as far as the system tells of it. */
  sealed interface Spooler {
    /** No print service is installed, so that there is no queue. */
    record Absent() implements Spooler {}

    /**
     * It is installed and does not run.
     *
     * @param hasQueues whether queues were set up; empty: could not tell
     */
    record Stopped(Optional<Boolean> hasQueues) implements Spooler {}

    /**
     * It is to be asked over IPP (RFC 8011).
     *
     * @param socket path of its UNIX domain socket
     * @param hasQueues as of one that is stopped, should nobody answer there
     * @param usbPrinter whether any printer is at the USB ports; empty: could not tell
     */
    record Cups(String socket, Optional<Boolean> hasQueues, Optional<Boolean> usbPrinter)
        implements Spooler {}

    /**
     * It was asked.
     *
     * @param defaultKnown whether the user's default queue is told; it is another one for each
     * @param jobsKnown whether the jobs are told
     */
    record Told(List<Queue> queues, boolean defaultKnown, boolean jobsKnown) implements Spooler {
      public Told {
        queues = List.copyOf(queues);
      }
    }
  }

  /** What a queue says of itself or of its printer. */
  enum Condition {
    PAUSED,
    OFFLINE,
    /** Its USB printer is not plugged in or off. */
    UNPLUGGED,
    /** The system has a problem with its device, such as a driver that does not start. */
    DEVICE_FAULT,
    ERROR,
    NO_PAPER,
    LOW_PAPER,
    NO_TONER,
    LOW_TONER,
    DOOR_OPEN,
    JAMMED,
    OUTPUT_FULL,
    ATTENTION
  }

  /**
   * @param name as the user sees it
   * @param driver name of its driver
   * @param port kind of its port, or its name where that says that no printer is behind it
   * @param isDefault whether what is printed goes there by itself
   * @param oldestJob age of the oldest job that waits or prints; empty: none, or could not tell
   */
  record Queue(
      String name,
      String driver,
      String port,
      boolean isDefault,
      Set<Condition> conditions,
      Optional<Duration> oldestJob) {
    public Queue {
      conditions = Set.copyOf(conditions);
    }
  }
}
