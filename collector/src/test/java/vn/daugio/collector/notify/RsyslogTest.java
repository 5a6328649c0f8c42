package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.notify.Notifier.Delivery;
import vn.daugio.collector.surface.Programs;

/** A real rsyslogd takes the messages over UDP, TCP and TLS, and understands them. */
class RsyslogTest {
  private static final String EXPECTED_DATA =
      "[daugio@32473 key=\"daugio-12-opened\" severity=\"high\" incident=\"12\"";

  @TempDir private static Path folder;
  private static Process rsyslogd;
  private static int plain;
  private static int tls;

  @BeforeAll
  static void start() throws Exception {
    String program = Programs.require("rsyslogd");
    Programs.requireThat(
        Files.exists(Path.of("/usr/lib/x86_64-linux-gnu/rsyslog/lmnsd_gtls.so"))
            || Files.exists(Path.of("/usr/lib/aarch64-linux-gnu/rsyslog/lmnsd_gtls.so")),
        "rsyslog-gnutls is not installed");
    TestAuthority authority = TestAuthority.create(folder);
    plain = FreePort.next();
    tls = FreePort.next();
    Path config =
        Files.writeString(
            folder.resolve("rsyslog.conf"),
            """
            global(workDirectory="%1$s" maxMessageSize="16k"
              defaultNetstreamDriverCAFile="%2$s"
              defaultNetstreamDriverCertFile="%3$s"
              defaultNetstreamDriverKeyFile="%4$s")
            module(load="imudp")
            module(load="imtcp")
            template(name="t" type="string"
              string="%%inputname%%;%%pri-text%%;%%hostname%%;%%app-name%%;%%msgid%%;%%structured-data%%;%%msg%%\\n")
            input(type="imudp" address="127.0.0.1" port="%5$d")
            input(type="imtcp" address="127.0.0.1" port="%5$d")
            input(type="imtcp" address="127.0.0.1" port="%6$d" name="tls"
              streamDriver.name="gtls" streamDriver.mode="1" streamDriver.authMode="anon")
            action(type="omfile" file="%1$s/out" template="t")
            """
                .formatted(
                    folder,
                    authority.authority(),
                    authority.certificate(),
                    authority.key(),
                    plain,
                    tls));
    rsyslogd =
        new ProcessBuilder(program, "-n", "-f", config.toString(), "-iNONE")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("rsyslogd.log").toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> answers(plain) && answers(tls));
  }

  private static boolean answers(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (rsyslogd != null) {
      rsyslogd.destroy();
      rsyslogd.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static Delivery send(String transport, String more) {
    String yaml =
        "{name: n, kind: syslog, host: 127.0.0.1, port: %d, transport: %s%s}"
            .formatted(transport.equals("tls") ? tls : plain, transport, more);
    return TestChannels.read(folder, yaml, SyslogNotifier::read).send(TestLetters.opened(), "");
  }

  private static List<String> lines() throws IOException {
    Path out = folder.resolve("out");
    return Files.exists(out) ? Files.readAllLines(out) : List.of();
  }

  @ParameterizedTest
  @CsvSource({
    "udp, imudp, giam-sat-udp, plain",
    "tcp, imtcp, giam-sat-tcp, plain",
    "tls, tls, giam-sat-tls, plain",
    "tls, tls, giam-sat-cef, cef",
  })
  void itIsTakenAndUnderstood(String transport, String input, String host, String body)
      throws IOException {
    assertThat(send(transport, ", ca-file: ca.pem, hostname: " + host + ", body: " + body))
        .isEqualTo(new Delivery.Taken());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> lines().stream().anyMatch(line -> line.contains(";" + host + ";")));
    String text =
        body.equals("cef")
            ? "CEF:0|Dau Gio|daugio-collector|1|internet.unreachable|" + TestLetters.SUBJECT
            : "\uFEFF" + TestLetters.TEXT + " " + TestLetters.URL;
    assertThat(lines())
        .filteredOn(line -> line.contains(";" + host + ";"))
        .singleElement()
        .asString()
        .startsWith(input + ";local0.err;" + host + ";daugio;opened;" + EXPECTED_DATA)
        .contains("];" + text);
  }

  @Test
  void aCertificateThatIsNotBelievedGetsNothing() {
    assertThat(send("tls", ", hostname: unbelieved"))
        .isEqualTo(
            new Delivery.Misconfigured(
                "syslog:n: the certificate of the other side is not believed"));
  }
}
