package vn.daugio.agent.check.scanner;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.Sightings;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Scanners;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Reason;

/**
 * {@code scanner.local}: scanners that hang on this computer. One that was there at an earlier
 * reading and is not any more is unplugged or off, which is not as if there had never been one.
 */
public final class ScannerLocalCheck implements Check {
  private static final String SEEN = Sightings.PREFIX;
  private static final int MOST_MODELS = 10;
  private static final int MOST_REMEMBERED = 20;
  private static final int MODEL_LENGTH = 60;

  private final Scanners scanners;
  private final Clock clock;

  public ScannerLocalCheck(Scanners scanners, Clock clock) {
    this.scanners = scanners;
    this.clock = clock;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Instant now = clock.instant();
    Sightings sightings = Sightings.of(last, assignment, now);
    Finding.Builder finding = Finding.of(assignment.type());
    try {
      Scanners.Reading reading = scanners.read(deadline);
      if (reading.readable()) {
        Set<String> present = present(reading, finding);
        judge(finding, assignment, reading, missing(sightings, present));
        present.stream()
            .filter(one -> sightings.had(SEEN + one) || sightings.all().size() < MOST_REMEMBERED)
            .forEach(one -> sightings.see(SEEN + one, now));
      } else {
        finding.unknown(Reason.SCANNER_UNREADABLE);
      }
    } catch (NotPermittedException e) {
      finding.unknown(Reason.NOT_PERMITTED).fact("detail", e.getMessage());
    }
    sightings.remember(finding);
    return finding.build();
  }

  private static Set<String> present(Scanners.Reading reading, Finding.Builder finding) {
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
        .fact("found", Integer.toString(reading.scanners().size()))
        .fact("scanners", String.join(", ", present));
    return present;
  }

  private static void judge(
      Finding.Builder finding,
      Assignment assignment,
      Scanners.Reading reading,
      List<String> missing) {
    boolean some = !reading.scanners().isEmpty();
    boolean required = assignment.requires("scanner");
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

  private static List<String> missing(Sightings sightings, Set<String> present) {
    return sightings.all().keySet().stream()
        .map(key -> key.substring(SEEN.length()))
        .filter(model -> !present.contains(model))
        .toList();
  }
}
