package vn.daugio.agent.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Peripherals;
import vn.daugio.agent.os.Peripherals.Peripheral;
import vn.daugio.agent.os.linux.LinuxPeripherals;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.UsbTree;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class DeviceLocalCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final Access REQUIRED = new Access.Required(List.of(), List.of("card-reader"));

  @TempDir Path root;

  private static Finding judge(Peripherals peripherals, LastReading last, Access... access) {
    return new DeviceLocalCheck(peripherals, Clock.fixed(NOW, ZoneOffset.UTC))
        .judge(
            Assignments.of(CheckType.DEVICE_LOCAL, access),
            last,
            Deadline.in(Duration.ofSeconds(5)));
  }

  @Test
  void neverHadPluggedInAndUnplugged() {
    UsbTree usb = new UsbTree(root);
    Peripherals peripherals = new LinuxPeripherals(root);
    Finding never = judge(peripherals, LastReading.NONE);
    assertThat(never.outcome()).isEqualTo(Outcome.OK);
    assertThat(never.facts()).isEqualTo(Map.of("found", "0"));

    usb.device("1-1", "072f", "90cc", "0b");
    Finding there = judge(peripherals, new LastReading(NOW, never.remember()), REQUIRED);
    assertThat(there.outcome()).isEqualTo(Outcome.OK);
    assertThat(there.facts()).isEqualTo(Map.of("found", "1"));
    assertThat(there.remember()).isEqualTo(Map.of("seen.card_reader.072f:90cc", NOW.toString()));
    assertThat(Assignments.values(there, "found_readers")).containsExactly(1.0);

    usb.unplug("1-1");
    Finding gone = judge(peripherals, new LastReading(NOW, there.remember()));
    assertThat(gone.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(gone.reason()).isEqualTo(Reason.DEVICE_READER_GONE);
    assertThat(gone.facts()).isEqualTo(Map.of("found", "0"));
    assertThat(gone.remember()).isEqualTo(there.remember());

    String old = NOW.minus(Duration.ofDays(31)).toString();
    Finding forgotten =
        judge(peripherals, new LastReading(NOW, Map.of("seen.card_reader.072f:90cc", old)));
    assertThat(forgotten.outcome()).isEqualTo(Outcome.OK);
    assertThat(forgotten.remember()).isEmpty();
  }

  @Test
  void anotherReaderInItsPlaceIsNoLoss() {
    new UsbTree(root).device("1-1", "04e6", "5116", "0b");
    LastReading before = new LastReading(NOW, Map.of("seen.card_reader.072f:90cc", NOW.toString()));
    assertThat(judge(new LinuxPeripherals(root), before).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void whatThePlanDemandsIsMissed() {
    new UsbTree(root).device("1-1", "096e", "0608", "0b");
    Finding finding = judge(new LinuxPeripherals(root), LastReading.NONE, REQUIRED);
    assertThat(finding.reason()).as("a token is no reader").isEqualTo(Reason.DEVICE_READER_MISSING);
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void aProblemIsAFailureAlsoWhereTheDriverIsLost() {
    Peripheral broken =
        new Peripheral(Set.of(Peripherals.Kind.CARD_READER), "072f", "90cc", Optional.of(43));
    Finding finding = judge(() -> List.of(broken), LastReading.NONE);
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.reason()).isEqualTo(Reason.DEVICE_READER_FAULTY);
    assertThat(finding.facts()).isEqualTo(Map.of("found", "1", "problemCode", "43"));

    Peripheral nameless = new Peripheral(Set.of(), "072f", "90cc", Optional.of(28));
    assertThat(judge(() -> List.of(nameless), LastReading.NONE).outcome()).isEqualTo(Outcome.OK);
    assertThat(judge(() -> List.of(nameless), new LastReading(NOW, finding.remember())).facts())
        .isEqualTo(Map.of("found", "1", "problemCode", "28"));
  }

  @Test
  void whatIsNotShownIsUnknownAndForgetsNothing() {
    LastReading before = new LastReading(NOW, Map.of("seen.card_reader.072f:90cc", NOW.toString()));
    Finding finding =
        judge(
            () -> {
              throw new NotPermittedException("no devices");
            },
            before);
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.reason()).isEqualTo(Reason.NOT_PERMITTED);
    assertThat(finding.remember()).isEqualTo(before.values());
  }
}
