package vn.daugio.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.TestCollector;

/** Alertmanager's webhook against the real service. */
class AlertReceiverTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "alertmanager-0123456789";

  @TempDir private Path folder;
  private TestCollector collector;

  @BeforeEach
  void start() throws Exception {
    Files.writeString(folder.resolve("am"), TOKEN);
    collector = TestCollector.start(folder, "alertmanager-token-file: am\n");
  }

  @AfterEach
  void stop() throws Exception {
    collector.close();
  }

  private HttpResponse<String> post(String body) throws Exception {
    return collector.send(
        collector
            .to("/api/v1/alertmanager")
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private String read(String path) throws Exception {
    return collector
        .send(
            collector
                .to(path)
                .header("Authorization", "Bearer " + TestCollector.READER)
                .header("Accept", "*/*"))
        .body();
  }

  private static String body(String status, String labels, String annotations) {
    return """
        {"version":"4","status":"firing","receiver":"dau-gio","groupKey":"{}","truncatedAlerts":0,
         "alerts":[{"status":"%s","labels":%s,"annotations":%s,"startsAt":"2026-11-23T00:10:00.5Z",
          "endsAt":"%s","generatorURL":"http://p/x","fingerprint":"0123456789abcdef"}]}"""
        .formatted(
            status,
            labels,
            annotations,
            status.equals("firing") ? "0001-01-01T00:00:00Z" : "2026-11-23T00:20:00Z");
  }

  private JsonNode incidents() throws Exception {
    return JSON.readTree(read("/api/v1/incidents")).get("incidents");
  }

  @Test
  void anAlertIsAnIncidentWithItsWordsAndEndsWithIt() throws Exception {
    String labels = "{\"alertname\":\"DauGioReportsRefused\",\"severity\":\"critical\"}";
    String words =
        """
        {"summary_vi":"Báo cáo bị <b>từ chối</b>\\u202e từ 10.1.2.3","summary_en":"Reports refused",
         "runbook_url":"https://prometheus.example/user/x.txt"}""";
    String firing = body("firing", labels, words);
    assertThat(post(firing).body()).isEqualTo("{\"accepted\":1}");
    assertThat(post(firing).statusCode()).isEqualTo(200);

    JsonNode all = incidents();
    assertThat(all).hasSize(1);
    JsonNode one = all.get(0);
    assertThat(one.get("site").asText()).isEqualTo("toan-tinh/toan-tinh");
    assertThat(one.get("check").asText()).isEqualTo("prometheus.alert");
    assertThat(one.get("target").asText()).matches("DauGioReportsRefused-[0-9a-f]{12}");
    assertThat(one.get("severity").asText()).isEqualTo("critical");
    assertThat(one.get("openedAt").asText()).isEqualTo("2026-11-23T00:10:00.500Z");
    assertThat(one.get("announcedAt").asText()).isEqualTo("2026-11-23T00:30:00Z");
    assertThat(one.at("/alert/summary_vi").asText()).isEqualTo("Báo cáo bị <b>từ chối</b> từ …");
    assertThat(one.at("/alert/runbook").asText())
        .isEqualTo("https://prometheus.example/user/x.txt");
    String page = read("/incidents/1");
    assertThat(page)
        .contains("Cảnh báo từ Prometheus: Báo cáo bị &lt;b&gt;từ chối&lt;/b&gt; từ …")
        .contains("href=\"https://prometheus.example/user/x.txt\"")
        .doesNotContain("<b>từ");
    assertThat(read("/incidents/1?lang=en")).contains("Alert of Prometheus: Reports refused");

    assertThat(post(body("resolved", labels, words)).statusCode()).isEqualTo(200);
    assertThat(post(body("resolved", labels, words)).statusCode()).isEqualTo(200);
    assertThat(incidents().get(0).get("recoveredAt").asText()).isEqualTo("2026-11-23T00:20:00Z");
    // a slower member of a cluster repeats what is over
    assertThat(post(firing).statusCode()).isEqualTo(200);
    assertThat(incidents()).hasSize(1);
    assertThat(read("/metrics"))
        .contains("daugio_ingest_alerts_total{result=\"opened\"} 1.0\n")
        .contains("daugio_ingest_alerts_total{result=\"repeated\"} 1.0\n")
        .contains("daugio_ingest_alerts_total{result=\"resolved\"} 1.0\n")
        .contains("daugio_ingest_alerts_total{result=\"ignored\"} 2.0\n");
  }

  @Test
  void itStandsAtThePlaceThatItsLabelsName() throws Exception {
    post(body("firing", "{\"alertname\":\"A\",\"commune\":\"c\",\"site\":\"s\"}", "{}"));
    post(body("firing", "{\"alertname\":\"A\",\"commune\":\"c\"}", "{}"));
    post(body("firing", "{\"alertname\":\"A\",\"commune\":\"x\",\"site\":\"s\"}", "{}"));
    assertThat(incidents())
        .extracting(one -> one.get("site").asText())
        .containsExactlyInAnyOrder("c/s", "c/s", "toan-tinh/toan-tinh");
    assertThat(read("/?site=c/s")).contains("Cảnh báo từ Prometheus: A");
  }

  @Test
  void ourOwnAreTakenAndOpenNothing() throws Exception {
    String own = body("firing", "{\"alertname\":\"DauGioX\",\"source\":\"daugio\"}", "{}");
    assertThat(post(own).body()).isEqualTo("{\"accepted\":1}");
    assertThat(incidents()).isEmpty();
    assertThat(read("/metrics")).contains("daugio_ingest_alerts_total{result=\"own\"} 1.0\n");
  }

  @Test
  void anAddressThatRunsProgramsIsNoGuide() throws Exception {
    post(body("firing", "{\"alertname\":\"A\"}", "{\"runbook_url\":\"javascript:alert(1)\"}"));
    assertThat(incidents().get(0).at("/alert/runbook").asText()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x; 400; alert.not_json",
        "[]; 422; alert.malformed",
        "{\"version\":\"3\",\"alerts\":[]}; 422; alert.malformed",
        "{\"version\":\"4\"}; 422; alert.malformed",
        "{\"version\":\"4\",\"alerts\":[{}]}; 422; alert.malformed",
        "{\"version\":\"4\",\"alerts\":[{\"status\":\"firing\",\"labels\":{\"a\":1}}]}; 422; alert.malformed",
        "{\"version\":\"4\",\"alerts\":[{\"status\":\"firing\",\"labels\":{\"a\":\"b\"},\"startsAt\":\"x\"}]}; 422; alert.malformed",
      })
  void whatIsNoneOfItIsRefusedWithAReason(String body, int status, String reason) throws Exception {
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).get("reason").asText()).isEqualTo(reason);
    assertThat(read("/metrics")).contains("daugio_ingest_alerts_total{result=\"refused\"} 1.0\n");
  }

  @Test
  void tooMuchIsRefused() throws Exception {
    String one =
        "{\"status\":\"firing\",\"labels\":{\"a\":\"b\"},\"startsAt\":\"2026-11-23T00:10:00Z\"}";
    String many = String.join(",", java.util.Collections.nCopies(1001, one));
    assertThat(post("{\"version\":\"4\",\"alerts\":[" + many + "]}").body())
        .contains("alert.too_many");
    assertThat(post(" ".repeat((2 << 20) + 1)).statusCode()).isEqualTo(413);
    assertThat(post(body("firing", "{\"a\":\"" + "x".repeat(1025) + "\"}", "{}")).body())
        .contains("alert.too_long");
    assertThat(incidents()).isEmpty();
  }
}
