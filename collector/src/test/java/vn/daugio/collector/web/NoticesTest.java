package vn.daugio.collector.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.TestCollector;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.store.AsideTable;
import vn.daugio.collector.store.DeliveryRow;
import vn.daugio.collector.store.DeliveryTable;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.TestDatabase;
import vn.daugio.collector.store.Tx;

/** The log of notices as page and JSON, what it says on the sheet, and test messages. */
class NoticesTest {
  @TempDir static Path folder;
  private static final String SECRET = "s3cr3t-in-the-address";
  private static final List<String> GOT = new CopyOnWriteArrayList<>();
  private static HttpServer hook;
  private static TestCollector collector;

  @BeforeAll
  static void start() throws Exception {
    hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String path = exchange.getRequestURI().getPath();
          if (path.equals("/to")) {
            GOT.add(body);
          }
          exchange.sendResponseHeaders(path.equals("/closed") ? 401 : 200, -1);
          exchange.close();
        });
    hook.start();
    collector =
        TestCollector.start(
            folder,
            """
            channels:
              - {name: to, kind: webhook, url: "http://127.0.0.1:%1$d/to"}
              - {name: closed, kind: webhook, url: "http://127.0.0.1:%1$d/closed?k=%2$s"}
              - {name: open, kind: webhook, url: "http://127.0.0.1:%1$d/open"}
            """
                .formatted(hook.getAddress().getPort(), SECRET));
    try (Store store = TestDatabase.open(folder.resolve("data/daugio.db"))) {
      store.write(
          tx -> {
            Episode told = Episode.begun(TestCollector.NOW, TestCollector.NOW);
            taken(tx.outages().add(subject("a"), Severity.HIGH, "r", Cause.MAIN_LINE, told), tx);
            return true;
          });
    }
  }

  private static Subject subject(String target) {
    return new Subject("c/s", target, "internet.link");
  }

  /** Told to a program, refused by a person's channel, and waiting for another. */
  private static void taken(Incident incident, Tx tx) {
    var then = TestCollector.NOW.minus(Duration.ofMinutes(30));
    tx.outbox().add(incident, Notice.Kind.OPENED, then);
    long id = tx.outbox().due(TestCollector.NOW, 10).get(0).id();
    Notice notice = tx.outbox().find(id).orElseThrow();
    DeliveryTable table = tx.deliveries();
    table.plan(notice, new DeliveryRow.Place("webhook:x", "c/s", "", "webhook:x"), then, then);
    table.plan(
        notice,
        new DeliveryRow.Place("response-team main 1 of c/s", "c/s", "response-team", "zalo-bot:to"),
        then,
        then);
    tx.outbox().planned(id, then);
    DeliveryTable.Lease lease =
        new DeliveryTable.Lease("zalo-bot:to", "me", then, then.plusSeconds(60), 5);
    DeliveryRow row = table.lease(lease).get(0);
    table.done(
        row,
        DeliveryRow.State.FAILED,
        new DeliveryTable.Next("permanent", "no such chat", "zalo-bot:to", row.refused(), then),
        "me");
    tx.asides()
        .put(
            new AsideTable.Aside(
                "zalo-bot:to",
                then,
                TestCollector.NOW.plusSeconds(60),
                "misconfigured",
                "token refused"));
  }

  @AfterAll
  static void stop() {
    collector.close();
    hook.stop(0);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return collector.send(
        collector.to(path).header("Authorization", "Bearer " + TestCollector.READER));
  }

  @Test
  void theLogTellsWhoWasToldAndHowItWent() throws Exception {
    JsonNode json = new ObjectMapper().readTree(get("/api/v1/notices?site=c/s").body());
    assertThat(json.path("waiting").asInt()).isEqualTo(1);
    assertThat(json.path("channels").get(0).path("why").asText()).isEqualTo("token refused");
    assertThat(json.path("notices")).hasSize(2);
    JsonNode failed = json.path("notices").get(1);
    assertThat(failed.path("role").asText()).isEqualTo("response-team");
    assertThat(failed.path("channel").asText()).isEqualTo("zalo-bot:to");
    assertThat(failed.path("state").asText()).isEqualTo("failed");
    assertThat(failed.path("result").asText()).isEqualTo("permanent");
    assertThat(failed.path("attempts").asInt()).isEqualTo(1);
    assertThat(json.path("notices").get(0).path("state").asText()).isEqualTo("waiting");
    assertThat(get("/api/v1/notices?site=no/where").statusCode()).isEqualTo(404);
    assertThat(collector.send(collector.to("/api/v1/notices")).statusCode()).isEqualTo(401);
  }

  @Test
  void thePageSaysItInWords() throws Exception {
    assertThat(get("/notices").body())
        .contains("Nhật ký gửi tin báo", "Tổ ứng cứu công nghệ", "Không gửi được", "Hệ thống khác")
        .contains("zalo-bot:to, 1 lần gửi · no such chat")
        .contains("Kênh zalo-bot:to tạm ngừng đến 07 giờ 31 ngày 23/11/2026, cần người kiểm tra")
        .doesNotContain("{{", "null");
    assertThat(get("/notices?lang=en").body()).contains("Could not be sent", "Another system");
  }

  @Test
  void theSheetSaysWhatCouldNotBeSent() throws Exception {
    assertThat(get("/").body())
        .contains("1 tin báo chưa gửi được (sự cố số 1). Đề nghị gọi điện trực tiếp");
    assertThat(get("/api/v1/sheets/c/s/2026-11-23").body()).contains("\"unsentNotices\":1");
    assertThat(get("/").body())
        .contains("<a href=\"/notices?site&#61;c%2Fs&amp;lang&#61;vi\">Tin báo</a>")
        .contains("<a href=\"/calendar?site&#61;c%2Fs&amp;lang&#61;vi\">Lịch làm việc</a>");
    assertThat(get("/?lang=en").body())
        .contains("<a href=\"/notices?site&#61;c%2Fs&amp;lang&#61;en\">Notices</a>");
    assertThat(get("/?date=2026-11-22").body()).doesNotContain("chưa gửi được");
  }

  private static HttpRequest.Builder test(String token, String body) {
    return collector
        .to("/api/v1/notices/test")
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  @Test
  void aTestMessageGoesThroughAChannelOnceAMinute() throws Exception {
    HttpRequest.Builder request =
        test(TestCollector.OPERATOR, "{\"site\": \"c/s\", \"channel\": \"webhook:to\"}");
    assertThat(collector.send(request).body())
        .isEqualTo(
            "{\"channels\":[{\"channel\":\"webhook:to\",\"to\":\"\",\"result\":\"taken\","
                + "\"why\":\"\"}]}");
    assertThat(GOT).hasSize(1);
    assertThat(GOT.get(0)).contains("\"kind\":\"test\"", "Tin thử của Đầu Giờ cho S, C");
    assertThat(collector.send(request).body()).contains("\"result\":\"too_soon\",\"why\":\"\"");
    assertThat(GOT).hasSize(1);
  }

  @Test
  void whatCannotBeTestedIsRefused() throws Exception {
    HttpResponse<String> channel =
        collector.send(
            test(TestCollector.OPERATOR, "{\"site\": \"c/s\", \"channel\": \"webhook:no\"}"));
    assertThat(channel.statusCode()).isEqualTo(400);
    assertThat(channel.body())
        .isEqualTo(
            "{\"reason\":\"unknown_channel\","
                + "\"detail\":\"one of webhook:to, webhook:closed, webhook:open\"}");
    String role = "{\"site\": \"c/s\", \"role\": \"x\"}";
    assertThat(collector.send(test(TestCollector.OPERATOR, role)).statusCode()).isEqualTo(400);
    String fine = "{\"site\": \"c/s\"}";
    assertThat(collector.send(test(TestCollector.READER, fine)).statusCode()).isEqualTo(403);
  }

  private static HttpResponse<String> form(String token, String channel) throws Exception {
    return collector.send(
        collector
            .to("/notices/test")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "site=c%2Fs&role=response-team&lang=vi&channel="
                        + channel
                        + "&token="
                        + token)));
  }

  @Test
  void thePageSendsATestMessageAndSaysWhatCameOfIt() throws Exception {
    assertThat(get("/notices").body())
        .contains("action=\"/notices/test\"", "<option value=\"webhook:closed\">")
        .doesNotContain("Kết quả gửi tin thử", "Kênh đã nhận tin");
    HttpResponse<String> refused = form(TestCollector.OPERATOR, "webhook%3Aclosed");
    assertThat(refused.statusCode()).isEqualTo(200);
    assertThat(refused.body())
        .contains("Kết quả gửi tin thử", "<li class=\"item fail\">", "webhook:closed")
        .contains("Cấu hình của kênh chưa đúng. Đề nghị người quản trị kiểm tra.")
        .contains("closed: HTTP 401")
        .contains("<option value=\"webhook:closed\" selected>")
        .doesNotContain("{{", SECRET, TestCollector.OPERATOR, "webhook:to</code>");
    assertThat(form(TestCollector.OPERATOR, "webhook%3Aopen").body())
        .contains("<li class=\"item ok\">", "Kênh đã nhận tin.");
    assertThat(form(TestCollector.OPERATOR, "webhook%3Aopen").body())
        .contains("<li class=\"item unknown\">", "vừa được thử chưa đầy một phút trước");
  }

  @Test
  void withoutTheOperatorsTokenNothingIsSent() throws Exception {
    HttpResponse<String> wrong = form("guess", "webhook%3Ato");
    assertThat(wrong.statusCode()).isEqualTo(303);
    assertThat(wrong.body()).isEmpty();
    String to = wrong.headers().firstValue("Location").orElseThrow();
    assertThat(to).endsWith("/notices?site=c%2Fs&lang=vi&said=wrong-token");
    assertThat(get(to.substring(to.indexOf("/notices"))).body())
        .contains("Mã thao tác không đúng. Chưa gửi tin thử.");
    assertThat(get("/notices?said=%3Cb%3E").body()).doesNotContain("role=\"alert\"");
    HttpResponse<String> no = form(TestCollector.OPERATOR, "webhook%3Ano");
    assertThat(no.headers().firstValue("Location").orElseThrow()).endsWith("&said=unknown-choice");
  }
}
