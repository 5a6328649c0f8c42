package vn.daugio.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may pass. A path that passes and leads nowhere is answered with 404 or 405. */
class GateTest {
  @TempDir private static Path closedFolder;
  @TempDir private static Path openFolder;
  private static TestCollector closed;
  private static TestCollector open;

  @BeforeAll
  static void start() throws Exception {
    closed = TestCollector.start(closedFolder, "");
    open = TestCollector.start(openFolder, "loopback-read: true");
  }

  @AfterAll
  static void stop() {
    closed.close();
    open.close();
  }

  private static String header(String who) {
    return switch (who) {
      case "operator" -> "Bearer " + TestCollector.OPERATOR;
      case "reader" -> "Bearer " + TestCollector.READER;
      case "basic-operator" -> basic(TestCollector.OPERATOR);
      case "basic-reader" -> basic(TestCollector.READER);
      case "wrong" -> "Bearer " + "x".repeat(20);
      default -> who;
    };
  }

  private static String basic(String password) {
    byte[] pair = ("anyone:" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static HttpRequest.Builder request(
      TestCollector collector, String method, String path, String who) {
    HttpRequest.Builder request = collector.to(path).method(method, BodyPublishers.noBody());
    return who.equals("nobody") ? request : request.header("Authorization", header(who));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/reports, nobody, 401",
    "POST, /api/v1/reports, operator, 401",
    "POST, /api/v1/reports, wrong, 401",
    "GET, /api/v1/plan, reader, 401",
    "GET, /api/v1/plan, Bearer, 401",
    "POST, /api/v1/enrolments, nobody, 400",
    "POST, /api/v1/alertmanager, nobody, 401",
    "POST, /api/v1/alertmanager, reader, 401",
    "POST, /api/v1/alertmanager, operator, 401",
    "GET, /x, nobody, 401",
    "GET, /calendar, nobody, 401",
    "GET, /calendar, reader, 200",
    "GET, /api/v1/calendar/c/s, nobody, 401",
    "GET, /api/v1/calendar/c/s, reader, 200",
    "POST, /api/v1/calendar/c/s, reader, 403",
    "GET, /x, wrong, 401",
    "GET, /x, reader, 404",
    "GET, /x, operator, 404",
    "GET, /x, basic-reader, 404",
    "GET, /x, Basic !!!, 401",
    "HEAD, /x, nobody, 401",
    "OPTIONS, /x, nobody, 401",
    "POST, /api/v1/incidents/1/ack, nobody, 401",
    "POST, /api/v1/incidents/1/ack, reader, 403",
    "POST, /api/v1/incidents/1/ack, basic-reader, 403",
    "DELETE, /x, nobody, 401",
    "DELETE, /x, basic-operator, 404",
    "PUT, /x, operator, 404",
    "POST, /incidents/1/acknowledge/x, nobody, 401",
    "POST, /incidents/1/acknowledge, wrong, 401",
    "POST, /notices/test, wrong, 401",
    "POST, /notices/test/x, nobody, 401",
    "POST, /api/v1/notices/test, nobody, 401",
    "GET, /webjars/picocss__pico/2.1.1/css/pico.min.css, nobody, 200",
    "GET, /webjars/../api/v1/fleet, nobody, 401",
  })
  void everybodyGetsTheirOwn(String method, String path, String who, int status) throws Exception {
    HttpResponse<String> answer = closed.send(request(closed, method, path, who));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    if (status == 401) {
      assertThat(answer.headers().allValues("WWW-Authenticate").get(0))
          .isEqualTo("Bearer realm=\"daugio\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-www-form-urlencoded, token=guess, 303",
    "application/x-www-form-urlencoded, '', 303",
    "text/plain, token=guess, 415",
    "'', token=guess, 303",
  })
  void theFormOfAPageIsLeftToThePageWhichShowsStrangersNothing(String type, String body, int status)
      throws Exception {
    HttpRequest.Builder request =
        closed.to("/incidents/1/acknowledge").POST(BodyPublishers.ofString(body));
    HttpResponse<String> answer =
        closed.send(type.isEmpty() ? request : request.header("Content-Type", type));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body())
        .isEqualTo(
            status == 303
                ? ""
                : "{\"reason\":\"unsupported_media_type\",\"detail\":\"Unsupported Media Type\"}");
  }

  @Test
  void aForeignPageCannotUseARememberedPassword() throws Exception {
    HttpRequest.Builder request =
        request(closed, "DELETE", "/x", "basic-operator").header("Origin", "https://evil.example");
    assertThat(closed.send(request).statusCode()).isEqualTo(403);
    HttpRequest.Builder own =
        request(closed, "DELETE", "/x", "basic-operator")
            .header("Origin", "http://127.0.0.1:" + closed.port());
    assertThat(closed.send(own).statusCode()).isEqualTo(404);
  }

  @Test
  void thisMachineMayReadWithoutLogInButNotWrite() throws Exception {
    assertThat(open.send(request(open, "GET", "/x", "nobody")).statusCode()).isEqualTo(404);
    assertThat(open.send(request(open, "DELETE", "/x", "nobody")).statusCode()).isEqualTo(401);
    assertThat(open.send(request(open, "GET", "/x", "wrong")).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "Forwarded, for=10.0.0.1",
    "X-Forwarded-For, 127.0.0.1",
    "X-Forwarded-Proto, https",
    "X-Real-IP, 10.0.0.1",
    "Via, 1.1 proxy",
  })
  void whatWasForwardedIsNotThisMachine(String name, String value) throws Exception {
    HttpRequest.Builder request = request(open, "GET", "/x", "nobody").header(name, value);
    assertThat(open.send(request).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "/,                     200",
    "/api/v1/sheets/a/b/c,  404",
    "/api/v1/sd/prometheus, 200",
    "/metrics,              200",
    "/incidents/1,          404",
    "/api/v1/incidents,     401",
    "/api/v1/incidents/1,   401",
    "/api/v1/fleet,         401",
  })
  void withoutLogInThisMachineReadsThePageSheetsAndMetricsOnly(String path, int status)
      throws Exception {
    assertThat(open.send(request(open, "GET", path, "nobody")).statusCode()).isEqualTo(status);
  }

  @Test
  void anotherNameForLoopbackIsNotThisMachine() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), open.port())) {
      String request = "GET /x HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 401 ");
    }
  }

  @Test
  void everyAnswerIsSafeForABrowser() throws Exception {
    var headers = closed.send(request(closed, "GET", "/x", "nobody")).headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Server")).isEmpty();
  }
}
