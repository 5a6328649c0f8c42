package vn.daugio.agent.check.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Peripherals;
import vn.daugio.agent.os.linux.LinuxPeripherals;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.UsbTree;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class MeetingLocalCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final Access REQUIRED =
      new Access.Required(List.of(), List.of("camera", "microphone"));

  @TempDir Path root;
  private UsbTree usb;

  @BeforeEach
  void noDevices() {
    usb = new UsbTree(root);
  }

  private Finding judge(LastReading last, Access... access) {
    return judge(new LinuxPeripherals(root), last, access);
  }

  private static Finding judge(Peripherals peripherals, LastReading last, Access... access) {
    return new MeetingLocalCheck(peripherals, Clock.fixed(NOW, ZoneOffset.UTC))
        .judge(
            Assignments.of(CheckType.MEETING_LOCAL, access),
            last,
            Deadline.in(Duration.ofSeconds(5)));
  }

  private void webcam() {
    usb.device("1-2", "046d", "0825", "0e", "01").driver("1-2", 0);
    usb.sound(1, "046d:0825", "pcm0c");
  }

  @Test
  void aComputerThatNeverHadAnyIsOk() {
    Finding finding = judge(LastReading.NONE);
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts()).isEqualTo(Map.of("found", "0", "cameras", "0", "microphones", "0"));
  }

  @Test
  void aWebcamIsBothUntilItIsPulledOut() {
    webcam();
    Finding there = judge(LastReading.NONE, REQUIRED);
    assertThat(there.outcome()).isEqualTo(Outcome.OK);
    assertThat(there.facts()).isEqualTo(Map.of("found", "2", "cameras", "1", "microphones", "1"));
    assertThat(there.remember())
        .isEqualTo(
            Map.of(
                "seen.camera.046d:0825", NOW.toString(),
                "seen.microphone.046d:0825", NOW.toString()));

    usb.unplug("1-2");
    Finding gone = judge(new LastReading(NOW, there.remember()), REQUIRED);
    assertThat(gone.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(gone.reason()).isEqualTo(Reason.MEETING_CAMERA_GONE);
    assertThat(gone.also()).containsExactly(Reason.MEETING_MICROPHONE_GONE);
  }

  @Test
  void whatThePlanDemandsIsMissed() {
    Finding finding = judge(LastReading.NONE, REQUIRED);
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.reason()).isEqualTo(Reason.MEETING_CAMERA_MISSING);
    assertThat(finding.also()).containsExactly(Reason.MEETING_MICROPHONE_MISSING);
  }

  @Test
  void aCameraWithoutDriverShowsNoPicture() {
    usb.device("1-2", "046d", "0825", "0e");
    Finding finding = judge(LastReading.NONE);
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.reason()).isEqualTo(Reason.MEETING_DEVICE_FAULTY);
    assertThat(finding.facts()).containsEntry("problemCode", "28").containsEntry("cameras", "1");
  }

  @Test
  void whatIsNotShownIsUnknown() {
    Finding finding =
        judge(
            () -> {
              throw new NotPermittedException("no devices");
            },
            LastReading.NONE);
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.reason()).isEqualTo(Reason.NOT_PERMITTED);
  }
}
