package vn.daugio.agent.check.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.Assignments.values;
import static vn.daugio.agent.testing.OfficeNetwork.reply;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.Network.Neighbour;
import vn.daugio.agent.os.linux.LinuxNetwork;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.OfficeNetwork;
import vn.daugio.agent.testing.Peers;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class LanGatewayCheckTest {
  private static final OfficeNetwork SILENT =
      OfficeNetwork.EMPTY.answering(request -> reply(request.count()));

  private static Finding judge(
      Network network, @Nullable String address, Map<String, String> remembered)
      throws InterruptedException {
    return new LanGatewayCheck(network)
        .judge(
            Assignments.at(CheckType.LAN_GATEWAY, address),
            new LastReading(Instant.EPOCH, remembered),
            Deadline.in(Duration.ofSeconds(10)));
  }

  @Test
  void noGatewayAnywhere() throws Exception {
    Finding finding = judge(SILENT, null, Map.of());
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.reason()).isEqualTo(Reason.LAN_NO_GATEWAY);
  }

  @Test
  void theTargetsThenTheRoutesThenTheRememberedGateway() throws Exception {
    OfficeNetwork routed = SILENT.routedBy("192.168.1.1", "eth0");
    Map<String, String> before = Map.of("gateway", "192.168.1.3");
    assertThat(judge(routed, "192.168.1.2", before).remember())
        .containsEntry("gateway", "192.168.1.2");
    assertThat(judge(routed, null, before).remember()).containsEntry("gateway", "192.168.1.1");
    Finding remembered = judge(SILENT, null, before);
    assertThat(remembered.remember()).containsEntry("gateway", "192.168.1.3");
    assertThat(remembered.reason()).isEqualTo(Reason.LAN_GATEWAY_UNREACHABLE);
  }

  @Test
  void answersToPing() throws Exception {
    Finding finding =
        judge(SILENT.answering(request -> reply(5, 9, 1, 3, 7)), "192.168.1.1", Map.of());
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(values(finding, "gateway_latency_seconds")).containsExactly(0.003);
    assertThat(values(finding, "gateway_loss_ratio")).singleElement().matches(v -> v < 0.2001);
    assertThat(finding.facts()).isEqualTo(Map.of("method", "icmp"));
  }

  @Test
  void lossAboveTheLimitIsAWarning() throws Exception {
    Finding finding = judge(SILENT.answering(request -> reply(5, 1, 1)), "192.168.1.1", Map.of());
    assertThat(finding.outcome()).isEqualTo(Outcome.WARN);
    assertThat(finding.reason()).isEqualTo(Reason.LAN_GATEWAY_LOSS);
  }

  @Test
  void silenceWithAndWithoutANeighbour() throws Exception {
    Finding dead = judge(SILENT, "192.168.1.1", Map.of());
    assertThat(dead.reason()).isEqualTo(Reason.LAN_GATEWAY_UNREACHABLE);
    assertThat(values(dead, "gateway_loss_ratio")).containsExactly(1.0);
    Finding deaf = judge(SILENT.confirming(Neighbour.PRESENT), "192.168.1.1", Map.of());
    assertThat(deaf.outcome()).isEqualTo(Outcome.OK);
    assertThat(deaf.facts()).isEqualTo(Map.of("method", "arp"));
  }

  @Test
  void aRecentNeighbourCountsOnlyWhereItNeverAnsweredPings() throws Exception {
    OfficeNetwork recent = SILENT.confirming(Neighbour.RECENT);
    Finding dead = judge(recent, "192.168.1.1", Map.of("method", "icmp"));
    assertThat(dead.reason()).isEqualTo(Reason.LAN_GATEWAY_UNREACHABLE);
    assertThat(dead.remember()).containsEntry("method", "icmp");
    for (Map<String, String> deaf : List.of(Map.<String, String>of(), Map.of("method", "arp"))) {
      Finding finding = judge(recent, "192.168.1.1", deaf);
      assertThat(finding.outcome()).isEqualTo(Outcome.OK);
      assertThat(finding.remember()).containsEntry("method", "arp");
    }
  }

  @Test
  void withoutPingARefusedConnectionIsAnAnswer() throws Exception {
    Finding finding = judge(OfficeNetwork.EMPTY, "127.0.0.99", Map.of());
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts()).isEqualTo(Map.of("method", "tcp"));
  }

  @Test
  void theRealPingOfALoopbackGateway() throws Exception {
    String ping = Peers.need("ping");
    Network real =
        new LinuxNetwork(Path.of("/"), name -> List.of(), List.of(ping), List.of("/nonexistent"));
    Finding finding = judge(real, "127.0.0.1", Map.of());
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(values(finding, "gateway_loss_ratio")).containsExactly(0.0);
  }
}
