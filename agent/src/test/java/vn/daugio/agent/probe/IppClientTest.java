package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.testing.TcpResponder;
import vn.daugio.protocol.Access;

class IppClientTest {
  private static Access.Ipp way(TcpResponder peer) {
    return new Access.Ipp("ipp://127.0.0.1:" + peer.port() + "/ipp/print");
  }

  @Test
  void aVersionThatIsRefusedIsFollowedByTheNext() throws IOException, InterruptedException {
    List<Integer> versions = new CopyOnWriteArrayList<>();
    try (TcpResponder peer =
        TcpResponder.start(
            (connection, number) -> {
              byte[] request = new byte[16_384];
              int length = connection.getInputStream().read(request);
              int body =
                  new String(request, 0, length, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n")
                      + 4;
              versions.add((int) request[body]);
              OutputStream out = connection.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              out.write(request[body] == 1 ? new byte[] {1, 1, 5, 3} : new byte[] {2, 0, 5, 7});
              out.write(Arrays.copyOfRange(request, body + 4, body + 8));
              out.write(3);
            })) {
      IppAnswer answer = new IppClient().printer(way(peer), Deadline.in(Duration.ofSeconds(20)));
      assertThat(versions).containsExactly(1, 2);
      assertThat(answer.status()).isEqualTo(0x0507);
      assertThat(answer.isSuccess()).isFalse();
      assertThat(answer.printer()).isEqualTo(IppGroup.EMPTY);
    }
  }

  @Test
  void anAnswerThatDripsEndsWithTheDeadline() throws IOException {
    try (TcpResponder peer =
        TcpResponder.start(
            (connection, number) -> {
              OutputStream out = connection.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
              Deadline patience = Deadline.in(Duration.ofSeconds(30));
              while (!patience.isOver()) {
                // read with a timeout is a pause that no test has to wait for
                connection.setSoTimeout(50);
                try {
                  connection.getInputStream().read(new byte[16_384]);
                } catch (SocketTimeoutException e) {
                  out.write('x');
                }
              }
            })) {
      assertThatThrownBy(
              () -> new IppClient().printer(way(peer), Deadline.in(Duration.ofMillis(600))))
          .isInstanceOfSatisfying(
              ProbeException.class, e -> assertThat(e.failure()).isEqualTo(ProbeFailure.TIMED_OUT));
    }
  }

  @Test
  void onlyIppIsSpoken() {
    for (String uri : List.of("http://127.0.0.1/ipp", "ipp:///no-host", "not a uri")) {
      assertThatThrownBy(
              () ->
                  new IppClient().printer(new Access.Ipp(uri), Deadline.in(Duration.ofSeconds(1))))
          .isInstanceOfSatisfying(
              ProbeException.class,
              e -> assertThat(e.failure()).isEqualTo(ProbeFailure.UNSUPPORTED));
    }
  }
}
