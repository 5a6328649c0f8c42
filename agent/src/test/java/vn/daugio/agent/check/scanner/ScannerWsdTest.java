package vn.daugio.agent.check.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** A scanner that offers only WS-Scan; its answers are our own, made after the documentation. */
class ScannerWsdTest {
  private static final String SCAN = "http://schemas.microsoft.com/windows/2006/08/wdp/scan";

  private HttpServer server;
  private volatile String asked = "";
  private volatile String answer = "";
  private volatile int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/wsd/scan",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          asked =
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Content-Type")
                  + " "
                  + new String(body, StandardCharsets.UTF_8);
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String at(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static Finding judge(Access... access) throws InterruptedException {
    return new ScannerReadyCheck(Clock.systemUTC())
        .judge(
            Assignments.of(CheckType.SCANNER_READY, access),
            LastReading.NONE,
            Deadline.in(Duration.ofSeconds(8)));
  }

  private static String document(String state, String reasons) {
    String list =
        Arrays.stream(reasons.split(" "))
            .map(word -> "<w:ScannerStateReason>" + word + "</w:ScannerStateReason>")
            .collect(Collectors.joining());
    return """
    <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:w="%s"><s:Body>
    <w:GetScannerElementsResponse><w:ScannerElements><w:ElementData><w:ScannerStatus>
    <w:ScannerState>%s</w:ScannerState><w:ScannerStateReasons>%s</w:ScannerStateReasons>
    </w:ScannerStatus></w:ElementData></w:ScannerElements></w:GetScannerElementsResponse>
    </s:Body></s:Envelope>
    """
        .formatted(SCAN, state, list);
  }

  @ParameterizedTest
  @CsvSource({
    "Idle, None, OK,",
    "Processing, None, OK,",
    "Stopped, None, FAIL, scanner.stopped",
    "Idle, AttentionRequired, WARN, scanner.attention_required",
    "Processing, Calibrating, WARN, scanner.testing",
    "Idle, LampWarming, WARN, scanner.testing",
    "Stopped, CoverOpen, FAIL, scanner.cover_open",
    "Stopped, InterlockOpen, FAIL, scanner.cover_open",
    "Stopped, InternalStorageFull, FAIL, scanner.storage_full",
    "Stopped, LampError, FAIL, scanner.lamp_error",
    "Stopped, MediaJam AttentionRequired, FAIL, scanner.adf_jam",
    "Idle, MultipleFeedError, WARN, scanner.adf_mispick",
    "Idle, Dances, UNKNOWN, scanner.malformed",
    "Dreaming, None, UNKNOWN, scanner.malformed",
  })
  void judgesTheWordsOfTheScanService(
      String state, String reasons, Outcome outcome, @Nullable String reason) throws Exception {
    answer = document(state, reasons);
    Finding finding = judge(new Access.Wsd(at("/wsd/scan")));
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason() == null ? null : finding.reason().code()).isEqualTo(reason);
    assertThat(finding.facts()).containsEntry("state", state);
    assertThat(asked)
        .startsWith("POST application/soap+xml; charset=utf-8 <?xml")
        .contains("<a:To>" + at("/wsd/scan") + "</a:To>")
        .contains("<a:Action>" + SCAN + "/GetScannerElements</a:Action>")
        .contains("<w:Name>w:ScannerStatus</w:Name>");
  }

  @Test
  void withBothWaysTheModernOneIsAskedAndTheOtherWhereItIsMissing() throws Exception {
    answer = document("Idle", "None");
    Finding finding = judge(new Access.Escl(at("/eSCL")), new Access.Wsd(at("/wsd/scan")));
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(judge(new Access.Escl(at("/eSCL"))).reason()).isEqualTo(Reason.NOT_SUPPORTED);
  }

  @ParameterizedTest
  @CsvSource({"401, not_permitted", "404, not_supported", "500, scanner.malformed"})
  void otherHttpStatusesAreUnknown(int code, String reason) throws Exception {
    status = code;
    Finding finding = judge(new Access.Wsd(at("/wsd/scan")));
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.reason()).isNotNull();
    assertThat(finding.reason().code()).isEqualTo(reason);
  }
}
