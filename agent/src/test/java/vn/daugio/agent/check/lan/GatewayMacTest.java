package vn.daugio.agent.check.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.check.Finding;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class GatewayMacTest {
  private static final String OLD = "00:1b:a9:00:00:01";
  private static final String NEW = "00:1b:a9:00:00:02";

  private static Finding judge(@Nullable String present, Map<String, String> last) {
    Finding.Builder finding = Finding.of(CheckType.LAN_GATEWAY);
    GatewayMac.judge(Optional.ofNullable(present), last, finding);
    return finding.build();
  }

  @Test
  void theFirstReadingIsABaselineAndTheSameOneIsFine() {
    Finding first = judge(OLD, Map.of());
    assertThat(first.outcome()).isEqualTo(Outcome.OK);
    assertThat(first.remember()).isEqualTo(Map.of("mac", OLD));
    assertThat(judge(OLD, first.remember())).isEqualTo(first);
  }

  @Test
  void anotherOneIsAWarningForSixtyReadings() {
    Map<String, String> last = Map.of("mac", OLD);
    for (int i = 1; i < 60; i++) {
      Finding changed = judge(NEW, last);
      assertThat(changed.outcome()).isEqualTo(Outcome.WARN);
      assertThat(changed.reason()).isEqualTo(Reason.LAN_GATEWAY_CHANGED);
      assertThat(changed.facts()).isEqualTo(Map.of("macBefore", OLD, "macNow", NEW));
      last = changed.remember();
    }
    assertThat(judge(OLD, last).remember()).isEqualTo(Map.of("mac", OLD));
    Finding believed = judge(NEW, last);
    assertThat(believed.outcome()).isEqualTo(Outcome.OK);
    assertThat(believed.remember()).isEqualTo(Map.of("mac", NEW));
  }

  @Test
  void aThirdOneBeginsAnewAndSilenceForgetsNothing() {
    Map<String, String> last = judge(NEW, Map.of("mac", OLD)).remember();
    assertThat(judge("00:1b:a9:00:00:03", last).remember()).containsEntry("newMacSeen", "1");
    Finding unseen = judge(null, last);
    assertThat(unseen.outcome()).isEqualTo(Outcome.OK);
    assertThat(unseen.remember()).isEqualTo(last);
    assertThat(judge(null, Map.of()).remember()).isEmpty();
  }
}
