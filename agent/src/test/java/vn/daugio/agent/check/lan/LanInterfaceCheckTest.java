package vn.daugio.agent.check.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.Assignments.values;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.Network.Interface;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.OfficeNetwork;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class LanInterfaceCheckTest {
  private static final List<InetAddress> ADDRESS = List.of(OfficeNetwork.address("192.168.1.10"));
  private static final Interface UP =
      new Interface("eth0", true, false, true, true, ADDRESS, 125_000_000);
  private static final Interface UNPLUGGED =
      new Interface("eth0", true, false, true, false, ADDRESS, 0);
  private static final Interface OFF =
      new Interface("eth0", true, false, false, false, List.of(), 0);
  private static final Interface WIFI = new Interface("wlan0", true, true, true, true, ADDRESS, 0);
  private static final Interface BRIDGE =
      new Interface("docker0", false, false, true, true, ADDRESS, 0);

  private static Finding judge(Network network, Map<String, String> remembered) {
    try {
      return new LanInterfaceCheck(network)
          .judge(
              Assignments.of(CheckType.LAN_INTERFACE),
              new LastReading(Instant.EPOCH, remembered),
              Deadline.in(Duration.ofSeconds(5)));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Finding judge(Network network) {
    return judge(network, Map.of());
  }

  @Test
  void connected() {
    Finding finding =
        judge(OfficeNetwork.EMPTY.with(List.of(BRIDGE, UP)).routedBy("192.168.1.1", "eth0"));
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts()).isEqualTo(Map.of("interface", "eth0", "medium", "cable"));
    assertThat(finding.remember()).isEqualTo(Map.of("interface", "eth0"));
    assertThat(values(finding, "interface_speed_bytes_per_second")).containsExactly(125_000_000.0);
  }

  @Test
  void unpluggedUnderTheRouteOrRememberedFromIt() {
    Finding routed =
        judge(OfficeNetwork.EMPTY.with(List.of(UNPLUGGED)).routedBy("192.168.1.1", "eth0"));
    assertThat(routed.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(routed.reason()).isEqualTo(Reason.LAN_CABLE_UNPLUGGED);
    Finding remembered =
        judge(OfficeNetwork.EMPTY.with(List.of(BRIDGE, UNPLUGGED)), Map.of("interface", "eth0"));
    assertThat(remembered.reason()).isEqualTo(Reason.LAN_CABLE_UNPLUGGED);
    assertThat(remembered.remember()).containsEntry("interface", "eth0");
  }

  @Test
  void anInterfaceThatNeverHadACableIsNoUnpluggedOne() {
    assertThat(judge(OfficeNetwork.EMPTY.with(List.of(BRIDGE, UNPLUGGED))).reason())
        .isEqualTo(Reason.LAN_NO_INTERFACE);
  }

  @Test
  void switchedOffOrAbsentIsNoInterface() {
    assertThat(judge(OfficeNetwork.EMPTY.with(List.of(OFF)), Map.of("interface", "eth0")).reason())
        .isEqualTo(Reason.LAN_NO_INTERFACE);
    assertThat(judge(OfficeNetwork.EMPTY).reason()).isEqualTo(Reason.LAN_NO_INTERFACE);
  }

  @Test
  void anotherInterfaceThatCarriesTheRouteMeanwhileIsFine() {
    Finding finding =
        judge(
            OfficeNetwork.EMPTY.with(List.of(UNPLUGGED, WIFI)).routedBy("192.168.1.1", "wlan0"),
            Map.of("interface", "eth0"));
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts())
        .isEqualTo(Map.of("interface", "wlan0", "medium", "wireless", "before", "eth0"));
  }

  @Test
  void noAddress() {
    Interface bare = new Interface("eth0", true, false, true, true, List.of(), 0);
    Finding finding = judge(OfficeNetwork.EMPTY.with(List.of(bare)));
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.reason()).isEqualTo(Reason.LAN_NO_ADDRESS);
  }

  @Test
  void aSystemWithVirtualInterfacesOnly() {
    assertThat(judge(OfficeNetwork.EMPTY.with(List.of(BRIDGE))).outcome()).isEqualTo(Outcome.OK);
  }
}
