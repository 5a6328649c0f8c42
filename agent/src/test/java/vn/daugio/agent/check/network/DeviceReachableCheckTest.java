package vn.daugio.agent.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.Assignments.values;
import static vn.daugio.agent.testing.OfficeNetwork.address;
import static vn.daugio.agent.testing.OfficeNetwork.reply;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.linux.LinuxNetwork;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.DeafPort;
import vn.daugio.agent.testing.OfficeNetwork;
import vn.daugio.agent.testing.Peers;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** Every device is a loopback address; one that is not there is a port that never answers. */
class DeviceReachableCheckTest {
  private static final String DEVICE = "127.0.0.61";
  private static final OfficeNetwork SILENT =
      OfficeNetwork.EMPTY.answering(request -> reply(request.count()));

  private ServerSocket open;
  private DeafPort deaf;

  @BeforeEach
  void listen() throws Exception {
    InetAddress device = address(DEVICE);
    open = new ServerSocket(0, 50, device);
    deaf = DeafPort.at(device);
  }

  @AfterEach
  void close() throws Exception {
    open.close();
    deaf.close();
  }

  private int closed() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, address(DEVICE))) {
      return socket.getLocalPort();
    }
  }

  private static Finding judge(Network network, @Nullable String target, Integer... usualPorts)
      throws Exception {
    return new DeviceReachableCheck(network, List.of(usualPorts))
        .judge(
            Assignments.at(CheckType.DEVICE_REACHABLE, target),
            LastReading.NONE,
            Deadline.in(Duration.ofSeconds(20)));
  }

  private static void is(Finding finding, Outcome outcome, @Nullable Reason reason) {
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason()).isEqualTo(reason);
    assertThat(finding.also()).isEmpty();
  }

  @Test
  void aNamedPortThatOpensIsWell() throws Exception {
    Finding finding = judge(OfficeNetwork.EMPTY, DEVICE + ":" + open.getLocalPort());
    is(finding, Outcome.OK, null);
    assertThat(finding.facts()).isEqualTo(Map.of("method", "tcp"));
    assertThat(values(finding, "latency_seconds")).singleElement().matches(value -> value > 0);
  }

  @Test
  void aNamedPortThatRefusesFailsThoughTheDeviceIsThere() throws Exception {
    Finding finding =
        judge(OfficeNetwork.EMPTY.answering(request -> reply(3, 1, 1, 1)), DEVICE + ":" + closed());
    is(finding, Outcome.FAIL, Reason.DEVICE_PORT_CLOSED);
    assertThat(finding.facts()).isEqualTo(Map.of("method", "tcp"));
    assertThat(finding.measures()).isEmpty();
  }

  @Test
  void aNamedPortThatIsSilentFails() throws Exception {
    Finding finding = judge(OfficeNetwork.EMPTY, DEVICE + ":" + deaf.port());
    is(finding, Outcome.FAIL, Reason.DEVICE_NOT_ANSWERING);
    assertThat(finding.facts()).isEqualTo(Map.of("method", "tcp"));
    assertThat(finding.measures()).isEmpty();
  }

  @Test
  void withoutAPortItIsPinged() throws Exception {
    Finding finding =
        judge(OfficeNetwork.EMPTY.answering(request -> reply(request.count(), 9, 2, 4)), DEVICE);
    is(finding, Outcome.OK, null);
    assertThat(finding.facts()).isEqualTo(Map.of("method", "icmp"));
    assertThat(values(finding, "latency_seconds")).containsExactly(0.004);
  }

  @Test
  void oneEchoOfThreeIsEnough() throws Exception {
    Finding finding = judge(OfficeNetwork.EMPTY.answering(request -> reply(3, 7)), DEVICE);
    is(finding, Outcome.OK, null);
    assertThat(values(finding, "latency_seconds")).containsExactly(0.007);
  }

  @Test
  void whereNoEchoComesBackAnOpenPortIsAnAnswer() throws Exception {
    Finding finding = judge(SILENT, DEVICE, deaf.port(), open.getLocalPort());
    is(finding, Outcome.OK, null);
    assertThat(finding.facts()).isEqualTo(Map.of("method", "tcp"));
    assertThat(values(finding, "latency_seconds")).hasSize(1);
  }

  @Test
  void aRefusalIsAnAnswerTooWithOrWithoutPing() throws Exception {
    for (Network network : List.of(SILENT, OfficeNetwork.EMPTY)) {
      Finding finding = judge(network, DEVICE, closed());
      is(finding, Outcome.OK, null);
      assertThat(finding.facts()).isEqualTo(Map.of("method", "tcp"));
      assertThat(finding.measures()).isEmpty();
    }
  }

  @Test
  void silenceOnAllWaysFails() throws Exception {
    Finding finding = judge(SILENT, DEVICE, deaf.port());
    is(finding, Outcome.FAIL, Reason.DEVICE_NOT_ANSWERING);
    assertThat(finding.facts()).isEmpty();
  }

  @Test
  void silenceWhereNobodyMayPingIsUnknown() throws Exception {
    is(judge(OfficeNetwork.EMPTY, DEVICE, deaf.port()), Outcome.UNKNOWN, Reason.NOT_PERMITTED);
  }

  @Test
  void withoutAnAddressItCannotBeAsked() throws Exception {
    is(judge(OfficeNetwork.EMPTY, null), Outcome.UNKNOWN, Reason.NOT_SUPPORTED);
  }

  @Test
  void aNameIsLookedUp() throws Exception {
    try (ServerSocket local = new ServerSocket(0, 50, InetAddress.getByName("localhost"))) {
      is(judge(OfficeNetwork.EMPTY, "localhost:" + local.getLocalPort()), Outcome.OK, null);
    }
  }

  @Test
  void theRealPing() throws Exception {
    Network real =
        new LinuxNetwork(
            Path.of("/"), name -> List.of(), List.of(Peers.need("ping")), List.of("/nonexistent"));
    Finding finding = judge(real, DEVICE);
    is(finding, Outcome.OK, null);
    assertThat(finding.facts()).isEqualTo(Map.of("method", "icmp"));
    assertThat(values(finding, "latency_seconds")).hasSize(1);
  }
}
