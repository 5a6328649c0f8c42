package vn.daugio.agent.check.network;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.Plugged;
import vn.daugio.agent.check.Sightings;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Peripherals;
import vn.daugio.agent.os.Peripherals.Kind;
import vn.daugio.agent.os.Peripherals.Peripheral;
import vn.daugio.agent.os.pkcs11.ModuleCatalogue;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Reason;

/**
 * {@code device.local}: card readers of a counter's computer, by USB or PnP class. Tokens carry a
 * reader, too, but belong to {@code signing.token}.
 */
public final class DeviceLocalCheck implements Check {
  private static final Plugged.Wanted READER = new Plugged.Wanted(Kind.CARD_READER, "card-reader");

  private final Peripherals peripherals;
  private final Clock clock;

  public DeviceLocalCheck(Peripherals peripherals, Clock clock) {
    this.peripherals = peripherals;
    this.clock = clock;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline) {
    Finding.Builder finding = Finding.of(assignment.type());
    Instant now = clock.instant();
    Sightings sightings = Sightings.of(last, assignment, now);
    try {
      ModuleCatalogue catalogue = ModuleCatalogue.builtIn();
      List<Peripheral> devices =
          peripherals.present().stream()
              .filter(one -> !catalogue.isTokenVendor(one.vendor()))
              .toList();
      tell(Plugged.judge(READER, devices, assignment, sightings, now), finding);
    } catch (NotPermittedException e) {
      finding.unknown(Reason.NOT_PERMITTED).fact("detail", e.getMessage());
    }
    sightings.remember(finding);
    return finding.build();
  }

  private static void tell(Plugged readers, Finding.Builder finding) {
    finding.measure("found_readers", readers.found());
    finding.fact("found", Integer.toString(readers.found()));
    if (readers.gone()) {
      finding.fail(Reason.DEVICE_READER_GONE);
    }
    if (readers.missing()) {
      finding.fail(Reason.DEVICE_READER_MISSING);
    }
    Optional<Integer> problem = readers.problem();
    if (problem.isPresent()) {
      finding
          .fail(Reason.DEVICE_READER_FAULTY)
          .fact("problemCode", Integer.toString(problem.get()));
    }
  }
}
