package vn.daugio.agent.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.daugio.agent.testing.Assignments.values;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.DeafPort;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.TcpResponder;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * A camera is a loopback port. The RTSP servers that Debian has are heavy, so it is the tests own.
 */
class CameraReachableCheckTest {
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

  private static Finding judge(Assignment camera) throws Exception {
    return new CameraReachableCheck()
        .judge(camera, LastReading.NONE, Deadline.in(Duration.ofSeconds(2)));
  }

  private static Assignment at(String address) {
    return Assignments.at(CheckType.CAMERA_REACHABLE, address);
  }

  /** Reads one request and gives this answer. */
  private TcpResponder camera(String answer) throws Exception {
    return TcpResponder.start(
        (Socket connection, int number) -> {
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
          StringBuilder request = new StringBuilder();
          for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            request.append(line).append('\n');
          }
          asked.add(request.toString());
          connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RTSP/1.0 200 OK\r\nCSeq: 1\r\nPublic: OPTIONS, DESCRIBE, SETUP, PLAY\r\n\r\n",
        "RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\nWWW-Authenticate: Digest realm=\"x\"\r\n\r\n",
        "RTSP/2.0 404 Not Found\r\n\r\n",
        "RTSP/1.0 501\r\n"
      })
  void anyAnswerOfTheProtocolWillDo(String answer) throws Exception {
    try (TcpResponder camera = camera(answer)) {
      Finding finding = judge(at("127.0.0.1:" + camera.port()));
      assertThat(finding.outcome()).isEqualTo(Outcome.OK);
      assertThat(finding.facts()).containsEntry("status", answer.substring(9, 12));
      assertThat(values(finding, "latency_seconds")).singleElement().matches(one -> one > 0);
      assertThat(asked.take())
          .isEqualTo(
              "OPTIONS rtsp://127.0.0.1:%d/ RTSP/1.0\nCSeq: 1\nUser-Agent: daugio\n"
                  .formatted(camera.port()));
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void aPasswordInItsUrlIsNotSent() throws Exception {
    try (TcpResponder camera = camera("RTSP/1.0 200 OK\r\n\r\n")) {
      String url = "rtsp://xem:bi-mat@127.0.0.1:" + camera.port() + "/ch1/main?key=bi-mat";
      Finding finding = judge(Assignments.of(CheckType.CAMERA_REACHABLE, new Access.Rtsp(url)));
      assertThat(finding.outcome()).isEqualTo(Outcome.OK);
      assertThat(asked.take())
          .startsWith("OPTIONS rtsp://127.0.0.1:" + camera.port() + "/ch1/main RTSP/1.0\n")
          .doesNotContain("bi-mat");
    }
  }

  @Test
  void whatIsNotThereFails() throws Exception {
    Finding refused = judge(at("127.0.0.1:" + Peers.freePort()));
    assertThat(refused.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(refused.reason()).isEqualTo(Reason.DEVICE_PORT_CLOSED);
    try (DeafPort deaf = DeafPort.at(java.net.InetAddress.getByName("127.0.0.62"))) {
      Finding silent = judge(at("127.0.0.62:" + deaf.port()));
      assertThat(silent.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(silent.reason()).isEqualTo(Reason.DEVICE_NOT_ANSWERING);
    }
  }

  @Test
  void whatIsNoRtspTellsNothing() throws Exception {
    for (String answer :
        List.of(
            "",
            "HTTP/1.1 400 Bad Request\r\n\r\n",
            "RTSP/1.0 999 x\r\n\r\n",
            "RTSP/1.0 200 OK\r\n" + "a: b\r\n".repeat(100),
            "x".repeat(5_000))) {
      try (TcpResponder camera = camera(answer)) {
        assertThatThrownBy(() -> judge(at("127.0.0.1:" + camera.port())))
            .isInstanceOf(ProbeException.class)
            .hasMessageStartingWith("rtsp: ");
      }
    }
    assertThat(judge(Assignments.of(CheckType.CAMERA_REACHABLE)).reason())
        .isEqualTo(Reason.NOT_SUPPORTED);
  }
}
