package vn.daugio.agent.check.printer;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.probe.IppAnswer;
import vn.daugio.agent.probe.IppGroup;

/**
 * What a printer or a queue said over IPP (RFC 8011 sections 5.3 and 5.4).
 *
 * @param state printer-state
 * @param conditions printer-state-reasons, bounded; of one keyword the gravest
 * @param trays printer-input-tray
 * @param accepting printer-is-accepting-jobs
 * @param queued queued-job-count
 * @param oldestJob the age of the oldest job that waits or prints, in seconds; empty where there is
 *     none or nobody could tell
 * @param model printer-make-and-model
 */
record IppReading(
    OptionalInt state,
    List<IppCondition> conditions,
    IppTrays trays,
    Optional<Boolean> accepting,
    OptionalInt queued,
    OptionalLong oldestJob,
    @Nullable String model) {
  static final int IDLE = 3;
  static final int PROCESSING = 4;
  static final int STOPPED = 5;

  private static final int MOST_CONDITIONS = 50;

  private static final int JOB_PENDING = 3;
  private static final int JOB_PROCESSING = 5;
  private static final int JOB_PROCESSING_STOPPED = 6;

  /** An age beyond it is a clock that was set, and no job. */
  private static final long OLDEST = Duration.ofDays(3660).toSeconds();

  /**
   * @param jobs those of the queue; empty where they could not be read
   */
  static IppReading of(IppAnswer answer, List<IppGroup> jobs) {
    IppGroup printer = answer.printer();
    Map<String, IppCondition> conditions = new LinkedHashMap<>();
    printer.texts("printer-state-reasons").stream()
        .limit(MOST_CONDITIONS)
        .map(IppCondition::of)
        .forEach(
            one ->
                conditions.merge(
                    one.keyword(),
                    one,
                    (a, b) -> a.severity().compareTo(b.severity()) <= 0 ? a : b));
    return new IppReading(
        printer.number("printer-state"),
        List.copyOf(conditions.values()),
        IppTrays.of(printer),
        printer.flag("printer-is-accepting-jobs"),
        printer.number("queued-job-count"),
        oldest(printer, jobs),
        model(printer));
  }

  static @Nullable String model(IppGroup printer) {
    return printer.texts("printer-make-and-model").stream()
        .map(text -> DeviceText.clean(text, DeviceText.NAME_LENGTH))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse(null);
  }

  boolean isStopped() {
    return state.orElse(0) == STOPPED;
  }

  boolean saidAnything() {
    return state.isPresent() && state.getAsInt() >= IDLE && state.getAsInt() <= STOPPED;
  }

  private static OptionalLong oldest(IppGroup printer, List<IppGroup> jobs) {
    return jobs.stream()
        .filter(IppReading::waitsOrPrints)
        .map(job -> age(printer, job))
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .max();
  }

  /** A job that is held was put aside by somebody; it is not stuck. */
  private static boolean waitsOrPrints(IppGroup job) {
    int state = job.number("job-state").orElse(0);
    return state == JOB_PENDING || state == JOB_PROCESSING || state == JOB_PROCESSING_STOPPED;
  }

  /** By the printer's own clocks: ours may differ from them. */
  private static OptionalLong age(IppGroup printer, IppGroup job) {
    OptionalInt created = job.number("time-at-creation");
    OptionalInt up = job.number("job-printer-up-time");
    if (up.isEmpty()) {
      up = printer.number("printer-up-time");
    }
    if (created.isPresent() && up.isPresent()) {
      return sane((long) up.getAsInt() - created.getAsInt());
    }
    Optional<Instant> at = job.moment("date-time-at-creation");
    Optional<Instant> now = printer.moment("printer-current-time");
    return at.isPresent() && now.isPresent()
        ? sane(Duration.between(at.get(), now.get()).toSeconds())
        : OptionalLong.empty();
  }

  private static OptionalLong sane(long age) {
    return age >= 0 && age <= OLDEST ? OptionalLong.of(age) : OptionalLong.empty();
  }
}
