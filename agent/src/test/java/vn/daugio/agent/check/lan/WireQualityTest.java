package vn.daugio.agent.check.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.Assignments.values;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.os.Network.Interface;
import vn.daugio.agent.os.Network.Wire;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;

class WireQualityTest {
  private static final long MEGABIT = 125_000;

  private static Interface at(long megabits, boolean wireless) {
    return new Interface("eth0", true, wireless, true, true, List.of(), megabits * MEGABIT);
  }

  private static Finding speed(long megabits, boolean wireless) {
    Finding.Builder finding = Finding.of(CheckType.LAN_INTERFACE);
    WireQuality.speed(at(megabits, wireless), Assignments.of(CheckType.LAN_INTERFACE), finding);
    return finding.build();
  }

  private static Finding errors(Wire wire, Map<String, String> last) {
    Finding.Builder finding = Finding.of(CheckType.LAN_INTERFACE);
    WireQuality.errors(
        at(1000, false), wire, last, Assignments.of(CheckType.LAN_INTERFACE), finding);
    return finding.build();
  }

  @Test
  void belowAHundredMegabitsIsSlowButOfAWirelessOne() {
    assertThat(speed(100, false).reason()).isNull();
    assertThat(speed(0, false).reason()).as("not told").isNull();
    assertThat(speed(10, true).reason()).isNull();
    Finding slow = speed(10, false);
    assertThat(slow.reason()).isEqualTo(Reason.LAN_SPEED_LOW);
    assertThat(slow.facts()).isEqualTo(Map.of("speedMegabits", "10"));
  }

  @Test
  void theFirstReadingIsABaselineWhateverItsCounters() {
    Finding first = errors(new Wire(false, 1_000, 900, false), Map.of());
    assertThat(first.reason()).isNull();
    assertThat(first.measures()).isEmpty();
    assertThat(first.remember()).isEqualTo(Map.of("packets", "1000", "errors", "900"));
  }

  @Test
  void errorsSinceTheLastReading() {
    Map<String, String> last = Map.of("packets", "1000", "errors", "900");
    Finding few = errors(new Wire(false, 1_991, 909, false), last);
    assertThat(few.reason()).isNull();
    assertThat(values(few, "interface_errors_ratio")).containsExactly(0.009);
    Finding stray = errors(new Wire(false, 1_001, 909, false), last);
    assertThat(stray.reason()).as("nine errors are no fault").isNull();
    Finding many = errors(new Wire(false, 1_900, 1_000, false), last);
    assertThat(many.reason()).isEqualTo(Reason.LAN_ERRORS);
    assertThat(many.facts()).isEqualTo(Map.of("errorPercent", "10"));
  }

  @Test
  void countersThatWentBackwardsOrStandStillSayNothing() {
    Map<String, String> last = Map.of("packets", "1000", "errors", "900");
    for (Wire wire :
        List.of(
            new Wire(false, 10, 0, false),
            new Wire(false, 2_000, 0, false),
            new Wire(false, 1_000, 900, false))) {
      Finding finding = errors(wire, last);
      assertThat(finding.reason()).isNull();
      assertThat(finding.measures()).isEmpty();
    }
  }

  @Test
  void halfDuplexAndAnAddressThatIsUsedTwice() {
    assertThat(errors(new Wire(true, 1, 0, false), Map.of()).reason())
        .isEqualTo(Reason.LAN_HALF_DUPLEX);
    assertThat(errors(new Wire(false, 1, 0, true), Map.of()).reason())
        .isEqualTo(Reason.LAN_ADDRESS_CONFLICT);
  }
}
