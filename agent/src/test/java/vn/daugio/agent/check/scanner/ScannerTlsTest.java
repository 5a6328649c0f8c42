package vn.daugio.agent.check.scanner;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.Authority;
import vn.daugio.agent.testing.Nginx;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.TcpResponder;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** A scanner behind TLS with a certificate of its own, as every real one has. */
class ScannerTlsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

  @TempDir Path directory;

  private static Finding judge(int port, Instant now, LastReading last)
      throws InterruptedException {
    return new ScannerReadyCheck(Clock.fixed(now, ZoneOffset.UTC))
        .judge(
            Assignments.of(
                CheckType.SCANNER_READY, new Access.Escl("https://127.0.0.1:" + port + "/eSCL")),
            last,
            Deadline.in(Duration.ofSeconds(8)));
  }

  private Peers.Peer scanner(Authority.Pair pair) throws IOException {
    Path root = Files.createDirectories(directory.resolve("www/eSCL"));
    Files.writeString(
        root.resolve("ScannerStatus"),
        """
        <scan:ScannerStatus xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
            xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"><pwg:State>Idle</pwg:State>
        </scan:ScannerStatus>
        """);
    Files.writeString(
        root.resolve("ScannerCapabilities"),
        """
        <scan:ScannerCapabilities xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
            xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
          <pwg:MakeAndModel>Máy quét A</pwg:MakeAndModel><pwg:SerialNumber>S1</pwg:SerialNumber>
          <scan:Adf/></scan:ScannerCapabilities>
        """);
    return Nginx.https(directory, pair, "root " + directory.resolve("www") + ";");
  }

  private static LastReading after(Finding finding, Instant at) {
    return new LastReading(at, finding.remember());
  }

  @Test
  void theFirstCertificateIsPinnedAndAnotherWarnsForAWeek() throws Exception {
    Authority authority = Authority.create(directory);
    Finding first;
    try (Peers.Peer one = scanner(authority.selfSigned("quet-1"))) {
      first = judge(one.port(), NOW, LastReading.NONE);
      assertThat(first.facts().toString()).contains("Máy quét A");
      assertThat(first.outcome()).isEqualTo(Outcome.OK);
      assertThat(first.facts()).containsEntry("serial", "S1").containsEntry("feeder", "yes");
      assertThat(first.remember()).containsOnlyKeys("certificate");
      assertThat(first.remember().get("certificate")).matches("[0-9a-f]{64}");
      assertThat(judge(one.port(), NOW, after(first, NOW)).remember()).isEqualTo(first.remember());
    }
    try (Peers.Peer other = scanner(authority.selfSigned("quet-2"))) {
      Finding changed = judge(other.port(), NOW, after(first, NOW));
      assertThat(changed.outcome()).isEqualTo(Outcome.WARN);
      assertThat(changed.reason()).isEqualTo(Reason.SCANNER_CERTIFICATE_CHANGED);
      Instant almost = NOW.plus(Duration.ofDays(7)).minusSeconds(1);
      Finding still = judge(other.port(), almost, after(changed, NOW));
      assertThat(still.reason()).isEqualTo(Reason.SCANNER_CERTIFICATE_CHANGED);
      assertThat(still.remember()).isEqualTo(changed.remember());
      Finding taken = judge(other.port(), almost.plusSeconds(1), after(still, almost));
      assertThat(taken.outcome()).isEqualTo(Outcome.OK);
      assertThat(taken.remember())
          .isEqualTo(Map.of("certificate", changed.remember().get("certificateChangedTo")));
    }
  }

  @Test
  void whatIsPinnedSurvivesAScannerThatIsOff() throws Exception {
    LastReading pinned = new LastReading(NOW, Map.of("certificate", "ab"));
    Finding off = judge(Peers.freePort(), NOW, pinned);
    assertThat(off.reason()).isEqualTo(Reason.SCANNER_NOT_ANSWERING);
    assertThat(off.remember()).isEqualTo(pinned.values());
  }

  @Test
  void whatSpeaksNoTlsIsNotSupported() throws Exception {
    try (TcpResponder plain =
        TcpResponder.start(
            (socket, n) ->
                socket.getOutputStream().write("HTTP/1.1 400 x\r\n\r\n".getBytes(US_ASCII)))) {
      Finding finding = judge(plain.port(), NOW, LastReading.NONE);
      assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(finding.reason()).isEqualTo(Reason.NOT_SUPPORTED);
    }
  }

  @Test
  void aScannerThatDripsIsLeft() throws Exception {
    try (TcpResponder slow =
        TcpResponder.start(
            (socket, n) -> {
              socket.getOutputStream().write("HTTP/1.1 200 OK\r\nX: ".getBytes(US_ASCII));
              // one byte whenever the client might lose patience, for ever
              socket.setSoTimeout(50);
              while (!socket.isClosed()) {
                try {
                  if (socket.getInputStream().read() < 0) {
                    return;
                  }
                } catch (java.net.SocketTimeoutException e) {
                  socket.getOutputStream().write('x');
                }
              }
            })) {
      Finding finding =
          new ScannerReadyCheck(Clock.fixed(NOW, ZoneOffset.UTC))
              .judge(
                  Assignments.of(
                      CheckType.SCANNER_READY,
                      new Access.Escl("http://127.0.0.1:" + slow.port() + "/eSCL")),
                  LastReading.NONE,
                  Deadline.in(Duration.ofSeconds(1)));
      assertThat(finding.reason()).isEqualTo(Reason.SCANNER_NOT_ANSWERING);
    }
  }
}
