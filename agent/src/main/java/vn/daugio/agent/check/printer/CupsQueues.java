package vn.daugio.agent.check.printer;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.CupsClient;
import vn.daugio.agent.probe.IppAnswer;
import vn.daugio.agent.probe.IppGroup;
import vn.daugio.agent.probe.ProbeException;

/** Reads the queues of this computer's CUPS that have a printer behind them. */
final class CupsQueues {
  /** Bits of printer-type that CUPS defines: a fax, a class of printers. */
  private static final int FAX = 0x40000;

  private static final int CLASS = 0x1;

  /** Of device URIs that lead to a USB port; HP's own backend has a form of its own. */
  private static final Pattern USB = Pattern.compile("(?:usb:|hp:/usb/).*");

  private final VirtualPrinters virtual = new VirtualPrinters();
  private final Optional<Boolean> usbPrinter;

  /**
   * @param usbPrinter whether any printer is at the USB ports; empty: could not tell
   */
  CupsQueues(Optional<Boolean> usbPrinter) {
    this.usbPrinter = usbPrinter;
  }

  /**
   * @throws ProbeException for every failure of the exchange
   */
  List<LocalQueue> read(CupsClient cups, Deadline deadline) {
    List<IppGroup> queues = cups.queues(deadline).stream().filter(this::isPrinter).toList();
    if (queues.isEmpty()) {
      return List.of();
    }
    Optional<String> byDefault = cups.defaultQueue(deadline);
    boolean anyJob = queues.stream().anyMatch(one -> one.number("queued-job-count").orElse(1) != 0);
    List<IppGroup> jobs = anyJob ? cups.jobs(deadline) : List.of();
    return queues.stream()
        .map(
            queue -> {
              boolean isDefault = byDefault.filter(name(queue)::equals).isPresent();
              return of(queue, isDefault, of(name(queue), jobs));
            })
        .toList();
  }

  /** CUPS notices that nobody is at a USB port only when it prints. */
  LocalQueue of(IppGroup queue, boolean isDefault, List<IppGroup> jobs) {
    IppAnswer answer = new IppAnswer(0, List.of(queue), Optional.empty());
    LocalQueue read = LocalQueue.of(name(queue), isDefault, IppReading.of(answer, jobs));
    boolean usb = queue.texts("device-uri").stream().anyMatch(uri -> USB.matcher(uri).matches());
    return usb && !usbPrinter.orElse(true) ? read.unplugged() : read;
  }

  boolean isPrinter(IppGroup queue) {
    int type = queue.number("printer-type").orElse(0);
    boolean made =
        queue.texts("printer-make-and-model").stream().anyMatch(virtual::hasDriver)
            || queue.texts("device-uri").stream().anyMatch(virtual::hasScheme);
    return !name(queue).isEmpty() && (type & (FAX | CLASS)) == 0 && !made;
  }

  private static String name(IppGroup queue) {
    return queue.texts("printer-name").stream().findFirst().orElse("");
  }

  private static List<IppGroup> of(String queue, List<IppGroup> jobs) {
    return jobs.stream()
        .filter(
            job ->
                job.texts("job-printer-uri").stream()
                    .anyMatch(uri -> uri.endsWith("/printers/" + queue)))
        .toList();
  }
}
