package vn.daugio.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors and headers of the real service, whoever answers: a resource or the listener. */
class ErrorsTest {
  @TempDir private Path folder;
  private TestCollector collector;

  @BeforeEach
  void start() throws Exception {
    collector = TestCollector.start(folder, "");
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    return collector.send(
        collector
            .to(path)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Authorization", "Bearer " + TestCollector.OPERATOR));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nowhere, 404, not_found, Not Found",
    "GET, /api/v1/nowhere, 404, not_found, Not Found",
    "GET, /metrics?commune=nowhere, 404, not_found, Not Found",
    "DELETE, /api/v1/fleet, 405, method_not_allowed, Method Not Allowed",
    "GET, /api/v1/sheets/c/s/2026-13-45, 400, bad_date, a date like 2026-11-23 is expected",
    "GET, /api/v1/incidents/7, 404, not_found, no incident of this number",
  })
  void everyErrorHasAReasonAndADetail(
      String method, String path, int status, String reason, String detail) throws Exception {
    HttpResponse<String> answer = send(method, path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body())
        .isEqualTo("{\"reason\":\"%s\",\"detail\":\"%s\"}".formatted(reason, detail));
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
  }

  @Test
  void aRequestThatIsNoHttpHasItsErrorToo() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), collector.port())) {
      String request = "GET /%zz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer)
          .startsWith("HTTP/1.1 400 ")
          .endsWith("{\"reason\":\"bad_request\",\"detail\":\"Bad Request\"}");
    }
  }

  @Test
  void withoutItsDatabaseItAsksToComeBackLater() throws Exception {
    Path file = collector.config().resolveSibling("data").resolve("daugio.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE incident RENAME TO gone");
    }
    HttpResponse<String> answer = send("GET", "/api/v1/incidents");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("15");
    assertThat(answer.body())
        .isEqualTo(
            "{\"reason\":\"store.unavailable\","
                + "\"detail\":\"the database cannot be used now; try later\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "/, no-store",
    "/api/v1/fleet, no-store",
    "/metrics, no-store",
    "/nowhere, no-store",
    "/assets/daugio.css,",
    "/webjars/htmx.org/2.0.10/dist/htmx.min.js,",
  })
  void everyAnswerIsSafeForABrowser(String path, String kept) throws Exception {
    var headers = send("GET", path).headers();
    assertThat(headers.firstValue("Cache-Control").orElse(null)).isEqualTo(kept);
    assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Content-Security-Policy"))
        .contains(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                + " frame-ancestors 'none'");
  }
}
