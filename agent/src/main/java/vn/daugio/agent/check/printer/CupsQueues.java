package vn.daugio.agent.check.printer;

import java.util.List;
import java.util.Optional;
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

  private CupsQueues() {}

  /**
   * @throws ProbeException for every failure of the exchange
   */
  static List<LocalQueue> read(CupsClient cups, VirtualPrinters virtual, Deadline deadline) {
    List<IppGroup> queues =
        cups.queues(deadline).stream().filter(one -> isPrinter(one, virtual)).toList();
    if (queues.isEmpty()) {
      return List.of();
    }
    Optional<String> byDefault = cups.defaultQueue(deadline);
    boolean anyJob = queues.stream().anyMatch(one -> one.number("queued-job-count").orElse(1) != 0);
    List<IppGroup> jobs = anyJob ? cups.jobs(deadline) : List.of();
    return queues.stream()
        .map(
            queue -> {
              String name = name(queue);
              IppAnswer answer = new IppAnswer(0, List.of(queue), Optional.empty());
              return LocalQueue.of(
                  name,
                  byDefault.filter(name::equals).isPresent(),
                  IppReading.of(answer, of(name, jobs)));
            })
        .toList();
  }

  private static boolean isPrinter(IppGroup queue, VirtualPrinters virtual) {
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
