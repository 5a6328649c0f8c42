package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.testing.TcpResponder;

/** The one exchange under IPP, eSCL and WS-Scan. */
class DeviceHttpTest {
  private final List<String> heard = new CopyOnWriteArrayList<>();

  private TcpResponder answering(String answer) throws IOException {
    return TcpResponder.start(
        (connection, number) -> {
          byte[] request = new byte[16_384];
          int length = connection.getInputStream().read(request);
          heard.add(new String(request, 0, length, StandardCharsets.UTF_8));
          connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        });
  }

  private static DeviceHttp.Request request(TcpResponder peer, String path, String body) {
    return new DeviceHttp.Request(
        URI.create("http://127.0.0.1:" + peer.port() + path),
        "text/x-test",
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(8));
  }

  @Test
  void aBodyIsPostedTogetherWithItsHead() throws Exception {
    try (TcpResponder peer = answering("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes")) {
      DeviceHttp.Reply reply = DeviceHttp.exchange(request(peer, "/a?b=c", "mực"), soon());
      assertThat(reply.answer().text()).isEqualTo("yes");
      assertThat(reply.certificate()).isEmpty();
      assertThat(heard)
          .containsExactly(
              "POST /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:"
                  + peer.port()
                  + "\r\nUser-Agent: daugio-agent\r\nAccept-Encoding: identity\r\n"
                  + "Content-Type: text/x-test\r\nContent-Length: 5\r\n"
                  + "Connection: close\r\n\r\nmực");
    }
  }

  @Test
  void withoutABodyItIsAGet() throws Exception {
    try (TcpResponder peer = answering("HTTP/1.1 200 OK\r\n\r\n")) {
      DeviceHttp.exchange(request(peer, "", ""), soon());
      assertThat(heard)
          .containsExactly(
              "GET / HTTP/1.1\r\nHost: 127.0.0.1:"
                  + peer.port()
                  + "\r\nUser-Agent: daugio-agent\r\nAccept-Encoding: identity\r\n"
                  + "Accept: text/x-test\r\nConnection: close\r\n\r\n");
    }
  }

  @Test
  void allAddressesOfAHostAreTried() throws Exception {
    try (TcpResponder peer = answering("HTTP/1.1 200 OK\r\n\r\nhere")) {
      // nobody listens at the first
      List<InetAddress> both =
          List.of(
              Addresses.parse("127.0.0.2").orElseThrow(),
              Addresses.parse("127.0.0.1").orElseThrow());
      assertThat(DeviceHttp.exchange(request(peer, "/", ""), both, soon()).answer().text())
          .isEqualTo("here");
      assertThatThrownBy(
              () -> DeviceHttp.exchange(request(peer, "/", ""), both.subList(0, 1), soon()))
          .isInstanceOfSatisfying(
              ProbeException.class, e -> assertThat(e.failure()).isEqualTo(ProbeFailure.REFUSED));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, AUTH_REJECTED",
    "403, AUTH_REJECTED",
    "404, UNSUPPORTED",
    "405, UNSUPPORTED",
    "426, UNSUPPORTED",
    "501, UNSUPPORTED",
    "301, MALFORMED",
    "500, MALFORMED",
  })
  void anyStatusBut200IsAFailure(int status, ProbeFailure failure) throws Exception {
    try (TcpResponder peer = answering("HTTP/1.1 " + status + " x\r\nLocation: /b\r\n\r\n")) {
      assertThatThrownBy(() -> DeviceHttp.exchange(request(peer, "/", ""), soon()))
          .hasMessageContaining("http: status " + status)
          .isInstanceOfSatisfying(
              ProbeException.class, e -> assertThat(e.failure()).isEqualTo(failure));
      assertThat(heard).hasSize(1);
    }
  }

  @Test
  void onlyTheTwoSchemesAreTaken() {
    assertThat(DeviceHttp.uri("https://may-quet/eSCL", "http").getHost()).isEqualTo("may-quet");
    for (String text : List.of("ftp://a/b", "http:///b", "file:/etc/passwd", "not a uri", "")) {
      assertThatThrownBy(() -> DeviceHttp.uri(text, "http"))
          .isInstanceOfSatisfying(
              ProbeException.class,
              e -> assertThat(e.failure()).isEqualTo(ProbeFailure.UNSUPPORTED));
    }
  }
}
