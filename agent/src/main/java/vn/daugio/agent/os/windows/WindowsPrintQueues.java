package vn.daugio.agent.os.windows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.PrintQueues;

/** The spooler of a Windows system; it was not run on Windows. */
final class WindowsPrintQueues implements PrintQueues {
  private static final int RUNNING = 4;
  private static final int STATUS_OFFLINE = 7;
  private static final int JOB_PAUSED = 1;

  /** An age beyond it is a clock that was set, and no job. */
  private static final long OLDEST = Duration.ofDays(3660).toSeconds();

  /** DetectedErrorState of Win32_Printer. */
  private static final Map<Integer, Condition> ERRORS =
      Map.of(
          3, Condition.LOW_PAPER,
          4, Condition.NO_PAPER,
          5, Condition.LOW_TONER,
          6, Condition.NO_TONER,
          7, Condition.DOOR_OPEN,
          8, Condition.JAMMED,
          9, Condition.OFFLINE,
          10, Condition.ATTENTION,
          11, Condition.OUTPUT_FULL);

  /** PRINTER_STATUS_* of PRINTER_INFO_2. */
  private static final Map<Long, Condition> BITS =
      Map.of(
          0x1L, Condition.PAUSED,
          0x2L, Condition.ERROR,
          0x8L, Condition.JAMMED,
          0x10L, Condition.NO_PAPER,
          0x80L, Condition.OFFLINE,
          0x800L, Condition.OUTPUT_FULL,
          0x20000L, Condition.LOW_TONER,
          0x40000L, Condition.NO_TONER,
          0x100000L, Condition.ATTENTION,
          0x400000L, Condition.DOOR_OPEN);

  private final Supplier<WindowsPrinting> facts;

  WindowsPrintQueues(Supplier<WindowsPrinting> facts) {
    this.facts = facts;
  }

  @Override
  public Spooler spooler(Deadline deadline) throws NotPermittedException {
    WindowsPrinting now = facts.get();
    @Nullable Integer service = now.spooler();
    if (service != null && service != RUNNING) {
      return new Spooler.Stopped(
          Optional.ofNullable(now.configured()).map(WindowsPrintQueues::anyPrinter));
    }
    if (now.queues() == null) {
      throw new NotPermittedException("print queues");
    }
    List<Queue> queues = new ArrayList<>();
    for (WindowsPrinting.Queue queue : now.queues()) {
      @Nullable String name = queue.name();
      if (name != null && !name.isBlank()) {
        queues.add(queue(now, queue, name));
      }
    }
    return new Spooler.Told(queues, Boolean.FALSE.equals(now.systemAccount()), now.jobs() != null);
  }

  /** Those that come with Windows make no printer. */
  private static boolean anyPrinter(List<WindowsPrinting.Configured> configured) {
    return configured.stream()
        .flatMap(one -> Optional.ofNullable(one.port()).stream())
        .anyMatch(port -> !port.endsWith(":") && !port.equals("other"));
  }

  private static Queue queue(WindowsPrinting now, WindowsPrinting.Queue queue, String name) {
    return new Queue(
        name,
        Optional.ofNullable(queue.driver()).orElse(""),
        Optional.ofNullable(queue.port()).orElse(""),
        queue.isDefault(),
        conditions(now, queue),
        oldest(now, name));
  }

  private static Set<Condition> conditions(WindowsPrinting now, WindowsPrinting.Queue queue) {
    Set<Condition> found = EnumSet.noneOf(Condition.class);
    Optional.ofNullable(ERRORS.get(queue.error())).ifPresent(found::add);
    BITS.forEach(
        (bit, condition) -> {
          if ((queue.state() & bit) != 0) {
            found.add(condition);
          }
        });
    if (queue.offline() || queue.status() == STATUS_OFFLINE) {
      found.add(Condition.OFFLINE);
    }
    if ("usb".equals(queue.port()) && now.devices() != null) {
      List<WindowsPrinting.Device> printers =
          now.devices().stream()
              .filter(one -> "printer".equals(one.kind()) && "usbprint".equals(one.bus()))
              .toList();
      if (printers.isEmpty()) {
        found.add(Condition.UNPLUGGED);
      } else if (printers.stream().allMatch(one -> one.problem() != 0)) {
        found.add(Condition.DEVICE_FAULT);
      }
    }
    return found;
  }

  /** A job that somebody paused is not stuck. */
  private static Optional<Duration> oldest(WindowsPrinting now, String queue) {
    return now.jobs() == null
        ? Optional.empty()
        : now.jobs().stream()
            .filter(job -> queue.equals(job.queue()) && (job.state() & JOB_PAUSED) == 0)
            .filter(job -> job.ageSeconds() >= 0 && job.ageSeconds() <= OLDEST)
            .map(job -> Duration.ofSeconds(job.ageSeconds()))
            .max(Duration::compareTo);
  }
}
