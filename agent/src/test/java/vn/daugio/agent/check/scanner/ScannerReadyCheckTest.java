package vn.daugio.agent.check.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

class ScannerReadyCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final String STATUS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <scan:ScannerStatus xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
          xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
        <pwg:State>%s</pwg:State>
        <scan:AdfState>%s</scan:AdfState>
        <scan:Jobs><scan:JobInfo><pwg:State>Stopped</pwg:State></scan:JobInfo></scan:Jobs>
      </scan:ScannerStatus>
      """;

  private HttpServer server;
  private volatile int statusCode = 200;
  private volatile byte[] document = new byte[0];

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/eSCL/",
        exchange -> {
          boolean known = exchange.getRequestURI().getPath().equals("/eSCL/ScannerStatus");
          byte[] body = document;
          exchange.sendResponseHeaders(known ? statusCode : 404, known ? body.length : -1);
          if (known) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop(0);
  }

  private Finding judge() throws InterruptedException {
    return judge("http://127.0.0.1:" + server.getAddress().getPort() + "/eSCL");
  }

  private static Finding judge(String url) throws InterruptedException {
    Target target =
        new Target("may-quet", TargetKind.SCANNER, null, null, List.of(new Access.Escl(url)));
    Duration deadline = Duration.ofSeconds(5);
    return new ScannerReadyCheck(Clock.fixed(NOW, ZoneOffset.UTC))
        .judge(
            new Assignment(CheckType.SCANNER_READY, target, Map.of(), deadline, null),
            LastReading.NONE,
            Deadline.in(deadline));
  }

  private Finding judgeDocument(String text) throws InterruptedException {
    document = text.getBytes(StandardCharsets.UTF_8);
    return judge();
  }

  @ParameterizedTest
  @CsvSource({
    "Idle, ScannerAdfEmpty, OK,",
    "Idle, ScannerAdfLoaded, OK,",
    "Processing, ScannerAdfProcessing, OK,",
    "Stopped, ScannerAdfEmpty, FAIL, scanner.stopped",
    "Down, ScannerAdfEmpty, FAIL, scanner.stopped",
    "Testing, ScannerAdfEmpty, WARN, scanner.testing",
    "Idle, ScannerAdfJam, FAIL, scanner.adf_jam",
    "Idle, ScannerAdfHatchOpen, FAIL, scanner.adf_door_open",
    "Idle, ScannerAdfMispick, WARN, scanner.adf_mispick",
    "Idle, ScannerAdfMultipickDetected, WARN, scanner.adf_mispick",
    "Idle, ScannerAdfDuplexPageTooShort, WARN, scanner.adf_error",
    "Idle, ScannerAdfInputTrayFailed, FAIL, scanner.adf_error",
    "Idle, ScannerAdfDances, UNKNOWN, scanner.malformed",
    "Dreaming, ScannerAdfEmpty, UNKNOWN, scanner.malformed",
  })
  void judgesTheWordsOfTheStandard(String state, String adf, Outcome outcome, String reason)
      throws Exception {
    Finding finding = judgeDocument(STATUS.formatted(state, adf));
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason() == null ? null : finding.reason().code()).isEqualTo(reason);
    assertThat(finding.facts()).containsEntry("state", state).containsEntry("adfState", adf);
  }

  @Test
  void anotherVersionOfTheNamespacesIsReadAndOtherNamespacesAreNot() throws Exception {
    String other = STATUS.replace("2010/12/sm", "2014/04/sm").replace("2011/05/03", "2019/01/01");
    assertThat(judgeDocument(other.formatted("Idle", "ScannerAdfJam")).reason())
        .isEqualTo(Reason.SCANNER_ADF_JAM);
    String foreign = STATUS.replace("http://www.pwg.org/schemas/2010/12/sm", "http://x.invalid/");
    assertThat(judgeDocument(foreign.formatted("Idle", "ScannerAdfEmpty")).reason())
        .isEqualTo(Reason.SCANNER_MALFORMED);
  }

  @Test
  void hostileDocumentsAreMalformed() throws Exception {
    String bomb =
        "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"
            + STATUS.formatted("&a;", "ScannerAdfEmpty").substring(39);
    for (String text : List.of("", "<", bomb, "<html/>", "<a>".repeat(500), " ".repeat(300_000))) {
      Finding finding = judgeDocument(text);
      assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(finding.reason()).isEqualTo(Reason.SCANNER_MALFORMED);
    }
  }

  @ParameterizedTest
  @CsvSource({"401, not_permitted", "404, not_supported", "500, scanner.malformed"})
  void otherHttpStatusesAreUnknown(int code, String reason) throws Exception {
    statusCode = code;
    Finding finding = judge();
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.reason()).isNotNull();
    assertThat(finding.reason().code()).isEqualTo(reason);
  }

  @Test
  void nobodyThereFails() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Finding finding = judge("http://127.0.0.1:" + port + "/eSCL");
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.reason()).isEqualTo(Reason.SCANNER_NOT_ANSWERING);
  }
}
