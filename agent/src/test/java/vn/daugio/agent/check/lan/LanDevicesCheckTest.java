package vn.daugio.agent.check.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.check.DeviceSearch.Found;
import vn.daugio.agent.check.DeviceSearch.State;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.TargetKind;

/** What is made of what was found; that it is found is tested beside the search. */
class LanDevicesCheckTest {
  private static final Access.Discover WHERE =
      new Access.Discover(List.of("192.168.1.0/24"), List.of());

  private LastReading last = LastReading.NONE;

  private static Found found(
      State state, TargetKind kind, String name, @Nullable String serial, int host) {
    return new Found(
        state,
        kind,
        name,
        serial == null ? null : "Acme",
        serial,
        null,
        "192.168.1." + host,
        state == State.MOVED ? "192.168.1.9" : null);
  }

  private static Found printer(State state, String serial, int host) {
    return found(state, TargetKind.PRINTER, "may-in-" + serial, serial, host);
  }

  private Finding judge(Found... all) throws Exception {
    Finding finding =
        new LanDevicesCheck((where, listed) -> Optional.of(List.of(all)))
            .judge(
                Assignments.of(CheckType.LAN_DEVICES, WHERE),
                last,
                Deadline.in(Duration.ofSeconds(5)));
    last = new LastReading(Instant.EPOCH, finding.remember());
    return finding;
  }

  private static Map<String, Double> counts(Finding finding) {
    Map<String, Double> counts = new TreeMap<>();
    finding
        .measures()
        .forEach(
            measure ->
                counts.put(
                    measure.labels().get("kind") + " " + measure.labels().get("state"),
                    measure.value()));
    return counts;
  }

  @Test
  void theFirstReadingIsABaseline() throws Exception {
    Finding first =
        judge(
            printer(State.NEW, "A1234", 31),
            printer(State.NEW, "B1234", 32),
            printer(State.KNOWN, "C1234", 33),
            found(State.NEW, TargetKind.DEVICE, "thiet-bi", null, 77));
    assertThat(first.outcome()).isEqualTo(Outcome.OK);
    assertThat(first.facts()).isEmpty();
    assertThat(counts(first))
        .isEqualTo(Map.of("printer new", 2.0, "printer known", 1.0, "device new", 1.0));
  }

  @Test
  void aDeviceThatWasNeverSeenIsToldOnce() throws Exception {
    judge(printer(State.NEW, "A1234", 31));
    // the same at another address, a computer that nobody checks, and one that is new
    Finding second =
        judge(
            printer(State.NEW, "A1234", 45),
            found(State.NEW, TargetKind.SERVER, "may-chu", null, 50),
            printer(State.NEW, "NEW99876", 46),
            found(State.NEW, TargetKind.CAMERA, "camera", null, 47));
    assertThat(second.outcome()).isEqualTo(Outcome.WARN);
    assertThat(second.reason()).isEqualTo(Reason.LAN_NEW_DEVICE);
    assertThat(second.facts())
        .isEqualTo(
            Map.of(
                "newDevices", "may-in-NEW99876, camera",
                "new1", "may-in-NEW99876 (printer, Acme, …9876, 192.168.1.46)",
                "new2", "camera (camera, 192.168.1.47)"));
    assertThat(judge(printer(State.NEW, "NEW99876", 46)).outcome()).isEqualTo(Outcome.OK);
    // away for a day is no news either
    assertThat(judge(printer(State.NEW, "A1234", 45)).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void aDeviceThatMovedIsToldUntilItIsWrittenDown() throws Exception {
    for (int day = 0; day < 2; day++) {
      Finding finding = judge(printer(State.MOVED, "A1234", 45));
      assertThat(finding.outcome()).isEqualTo(Outcome.WARN);
      assertThat(finding.reason()).isEqualTo(Reason.LAN_DEVICE_MOVED);
      assertThat(finding.facts())
          .isEqualTo(
              Map.of(
                  "movedDevices", "may-in-A1234",
                  "moved1", "may-in-A1234 (printer, Acme, …1234, 192.168.1.45, was 192.168.1.9)"));
    }
  }

  @Test
  void aCrowdIsCountedAndShownInPart() throws Exception {
    judge();
    List<Found> crowd = new ArrayList<>(List.of(printer(State.MOVED, "A1234", 9)));
    for (int i = 0; i < 600; i++) {
      crowd.add(printer(State.NEW, "S" + (10_000 + i), i % 250));
    }
    Finding finding = judge(crowd.toArray(Found[]::new));
    assertThat(finding.also()).containsExactly(Reason.LAN_NEW_DEVICE);
    assertThat(counts(finding)).isEqualTo(Map.of("printer moved", 1.0, "printer new", 600.0));
    assertThat(finding.facts()).containsKeys("moved1", "new1", "new19").doesNotContainKey("new20");
    assertThat(finding.remember().get("seen")).hasSizeBetween(3_800, 4_000);
  }

  @Test
  void whereNothingMayBeLookedAtNothingIsSaid() throws Exception {
    Finding finding =
        new LanDevicesCheck((where, listed) -> Optional.empty())
            .judge(
                Assignments.of(CheckType.LAN_DEVICES, WHERE),
                last,
                Deadline.in(Duration.ofSeconds(5)));
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.reason()).isEqualTo(Reason.NOT_PERMITTED);
  }
}
