package vn.daugio.agent.check.meeting;

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
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Reason;

/**
 * {@code meeting.local}: camera and microphone of a computer, by USB or PnP class. Nothing is ever
 * recorded or opened.
 */
public final class MeetingLocalCheck implements Check {
  private static final Plugged.Wanted CAMERA = new Plugged.Wanted(Kind.CAMERA, "camera");
  private static final Plugged.Wanted MICROPHONE =
      new Plugged.Wanted(Kind.MICROPHONE, "microphone");

  private final Peripherals peripherals;
  private final Clock clock;

  public MeetingLocalCheck(Peripherals peripherals, Clock clock) {
    this.peripherals = peripherals;
    this.clock = clock;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline) {
    Finding.Builder finding = Finding.of(assignment.type());
    Instant now = clock.instant();
    Sightings sightings = Sightings.of(last, assignment, now);
    try {
      List<Peripheral> devices = peripherals.present();
      tell(
          Plugged.judge(CAMERA, devices, assignment, sightings, now),
          Plugged.judge(MICROPHONE, devices, assignment, sightings, now),
          finding);
    } catch (NotPermittedException e) {
      finding.unknown(Reason.NOT_PERMITTED).fact("detail", e.getMessage());
    }
    sightings.remember(finding);
    return finding.build();
  }

  private static void tell(Plugged cameras, Plugged microphones, Finding.Builder finding) {
    finding
        .measure("found_cameras", cameras.found())
        .measure("found_microphones", microphones.found())
        .fact("found", Integer.toString(cameras.found() + microphones.found()))
        .fact("cameras", Integer.toString(cameras.found()))
        .fact("microphones", Integer.toString(microphones.found()));
    if (cameras.gone()) {
      finding.fail(Reason.MEETING_CAMERA_GONE);
    }
    if (cameras.missing()) {
      finding.fail(Reason.MEETING_CAMERA_MISSING);
    }
    if (microphones.gone()) {
      finding.fail(Reason.MEETING_MICROPHONE_GONE);
    }
    if (microphones.missing()) {
      finding.fail(Reason.MEETING_MICROPHONE_MISSING);
    }
    Optional<Integer> problem = cameras.problem().or(microphones::problem);
    if (problem.isPresent()) {
      finding
          .fail(Reason.MEETING_DEVICE_FAULTY)
          .fact("problemCode", Integer.toString(problem.get()));
    }
  }
}
