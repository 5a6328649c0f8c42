package vn.daugio.agent.check.scanner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Scanners;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Reason;

/**
 * {@code scanner.local}: scanners that hang on this computer. One that was there at an earlier
 * reading and is not any more is unplugged or off, which is not as if there had never been one.
 */
public final class ScannerLocalCheck implements Check {
  private static final String FOUND = "found";
  private static final String MODELS = "models";
  private static final String SEPARATOR = "\n";
  private static final int MOST_MODELS = 10;
  private static final int MODEL_LENGTH = 60;

  private final Scanners scanners;

  public ScannerLocalCheck(Scanners scanners) {
    this.scanners = scanners;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    Set<String> before = before(last);
    Scanners.Reading reading;
    try {
      reading = scanners.read(deadline);
    } catch (NotPermittedException e) {
      remember(finding, before);
      return finding.unknown(Reason.NOT_PERMITTED).fact("detail", e.getMessage()).build();
    }
    if (!reading.readable()) {
      remember(finding, before);
      return finding.unknown(Reason.SCANNER_UNREADABLE).build();
    }
    Set<String> present = new TreeSet<>();
    for (Scanners.Scanner scanner : reading.scanners()) {
      String model = DeviceText.clean(scanner.model(), MODEL_LENGTH);
      if (present.size() < MOST_MODELS) {
        present.add(model);
      }
      if (!scanner.works()) {
        finding.fail(Reason.SCANNER_DEVICE_FAULT).fact("faultyScanner", model);
      }
    }
    finding
        .fact(FOUND, Integer.toString(reading.scanners().size()))
        .fact("scanners", String.join(", ", present));
    judge(finding, assignment, reading, missing(before, present));
    before.addAll(present);
    remember(finding, before);
    return finding.build();
  }

  private static void judge(
      Finding.Builder finding,
      Assignment assignment,
      Scanners.Reading reading,
      List<String> missing) {
    boolean some = !reading.scanners().isEmpty();
    boolean required = isRequired(assignment);
    if (!missing.isEmpty()) {
      finding.fail(Reason.SCANNER_UNPLUGGED).fact("missingScanners", String.join(", ", missing));
    } else if (required && !some) {
      finding.fail(Reason.SCANNER_MISSING);
    }
    boolean wanted = some || required || !missing.isEmpty();
    if (wanted && reading.service() != Scanners.Service.READY) {
      finding.fail(Reason.SCANNER_SERVICE_STOPPED);
    }
  }

  private static List<String> missing(Set<String> before, Set<String> present) {
    List<String> missing = new ArrayList<>(before);
    missing.removeAll(present);
    return missing;
  }

  private static boolean isRequired(Assignment assignment) {
    Access.@Nullable Required required = assignment.target().access(Access.Required.class);
    return required != null && required.devices().contains("scanner");
  }

  private static Set<String> before(LastReading last) {
    @Nullable String models = last.values().get(MODELS);
    return new TreeSet<>(
        models == null || models.isEmpty()
            ? List.of()
            : Arrays.asList(models.split(SEPARATOR, -1)));
  }

  /** What is missing stays remembered until it is back. */
  private static void remember(Finding.Builder finding, Set<String> models) {
    if (!models.isEmpty()) {
      finding.remember(MODELS, String.join(SEPARATOR, models.stream().limit(MOST_MODELS).toList()));
    }
  }
}
