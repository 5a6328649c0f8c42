package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.notify.Notifier.Delivery;

/** Log servers that misbehave; RsyslogTest has one that does not. */
class SyslogNotifierTest {
  @TempDir private Path folder;
  private final TestPipe pipe = new TestPipe();

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("ca"), "no certificate");
  }

  @AfterEach
  void stop() {
    pipe.close();
  }

  private Delivery send(String transport, int port) {
    String yaml =
        "{name: siem, kind: syslog, host: 127.0.0.1, port: %d, transport: %s, timeout: %s}"
            .formatted(port, transport, pipe.manner == TestPipe.Manner.HANG ? "300ms" : "10s");
    Notifier notifier = TestChannels.read(folder, yaml, SyslogNotifier::read);
    assertThat(notifier.name()).isEqualTo("syslog:siem");
    return notifier.send(TestLetters.opened(), "");
  }

  @Test
  void overTcpItIsTakenWhenTheOtherSideHasReadItToItsEnd() {
    pipe.manner = TestPipe.Manner.READ_ALL;
    assertThat(send("tcp", pipe.port())).isEqualTo(new Delivery.Taken());
    String got = pipe.got.get(0);
    int length = Integer.parseInt(got.substring(0, got.indexOf(' ')));
    String message = got.substring(got.indexOf(' ') + 1);
    assertThat(message).startsWith("<131>1 ");
    assertThat(message.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSize(length);
  }

  @ParameterizedTest
  @CsvSource({
    "tcp, HANG, SocketTimeoutException",
    "tcp, RESET, SocketException",
    "tcp, CHATTER, InterruptedIOException",
    "tls, HANG, SocketTimeoutException",
    "tls, RESET, ",
  })
  void whatIsNotKnownToHaveArrivedIsSentAgain(
      String transport, TestPipe.Manner manner, String why) {
    pipe.manner = manner;
    Delivery delivery = send(transport, pipe.port());
    assertThat(delivery).isInstanceOf(Delivery.RetryLater.class);
    assertThat(delivery.toString())
        .contains("syslog:siem: " + (why == null ? "" : why))
        .doesNotContain("127.0.0.1");
  }

  @Test
  void aPortThatSpeaksNoTlsIsAMistakeOfTheConfiguration() {
    pipe.manner = TestPipe.Manner.CHATTER;
    assertThat(send("tls", pipe.port()))
        .isEqualTo(new Delivery.Misconfigured("syslog:siem: no TLS was agreed upon"));
  }

  @ParameterizedTest
  @CsvSource({
    "tcp, ConnectException",
    "tls, ConnectException",
    "udp, PortUnreachableException",
  })
  void aServerThatIsAwayIsTriedAgain(String transport, String why) throws IOException {
    assertThat(send(transport, FreePort.next()))
        .isEqualTo(new Delivery.RetryLater("syslog:siem: " + why));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host: h.example | language: vi | channels[0].host: is missing",
        "host: h.example | host: 'h:514' | channels[0].host: a name or an IP address is expected: h:514",
        "host: h.example | host: h, transport: tcpp | channels[0].transport: unknown transport 'tcpp'; did you mean 'tcp'?",
        "host: h.example | host: h, facility: local9 | channels[0].facility: unknown facility 'local9'; did you mean 'local0'?",
        "host: h.example | host: h, body: cfe | channels[0].body: unknown body 'cfe'; known bodys: cef, plain",
        "host: h.example | host: h, hostname: 'a b' | channels[0].hostname: up to 255 ASCII characters without blanks",
        "host: h.example | host: h, ca-file: ca | channels[0].ca-file: holds no certificates in PEM form",
      })
  void aMistakeIsTold(String good, String bad, String problem) {
    String yaml = "{name: n, kind: syslog, " + good + "}";
    assertThat(TestChannels.problems(folder, yaml, SyslogNotifier::read)).isEmpty();
    assertThat(TestChannels.problems(folder, yaml.replace(good, bad), SyslogNotifier::read))
        .contains(problem);
  }
}
