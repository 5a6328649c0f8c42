package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.TestCollector;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.TestDatabase;
import vn.daugio.collector.surface.Programs;

/**
 * The collector, Prometheus with the shipped rules and Alertmanager with the shipped routes, all
 * real: what a check finds and what only a rule finds is each told once and ended once.
 */
class OneFactOneMessengerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "alertmanager-0123456789";
  private static final Path SHIPPED = Path.of("..", "alert-rules");
  private static final Duration LONG = Duration.ofSeconds(40);

  @TempDir private Path folder;
  private final TestWeb engineers = new TestWeb();
  private final TestWeb notices = new TestWeb();
  private final List<Process> programs = new ArrayList<>();
  private TestCollector collector;
  private int alertmanagerPort;
  private int prometheusPort;

  @BeforeEach
  void start() throws Exception {
    alertmanagerPort = FreePort.next();
    Files.writeString(folder.resolve("am-token"), TOKEN);
    collector =
        TestCollector.startNow(
            folder,
            """
            alertmanager-token-file: am-token
            webhooks: [{name: sink, url: "%s"}]
            channels: [{name: am, kind: alertmanager, urls: ["http://127.0.0.1:%d"]}]
            """
                .formatted(notices.url(), alertmanagerPort));
    alertmanager(alertmanagerPort);
    prometheusPort = FreePort.next();
    prometheus(alertmanagerPort);
  }

  @AfterEach
  void stop() throws Exception {
    for (Process program : programs) {
      program.destroy();
      program.waitFor(10, TimeUnit.SECONDS);
    }
    collector.close();
    engineers.close();
    notices.close();
  }

  private void launch(String name, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(Programs.require(name)));
    command.addAll(List.of(options));
    programs.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start());
  }

  private void alertmanager(int port) throws IOException {
    String shipped = Files.readString(SHIPPED.resolve("alertmanager.yml"));
    int from = shipped.indexOf("\nroute:");
    int to = shipped.indexOf("\nreceivers:");
    String routes =
        shipped
            .substring(from, to)
            .replace("group_wait: 30s", "group_wait: 1s")
            .replace("group_interval: 5m", "group_interval: 1s")
            .replace("repeat_interval: 30m", "repeat_interval: 5s");
    Files.writeString(
        folder.resolve("am.yml"),
        routes
            + """

            receivers:
              - name: ky-su-tinh
                webhook_configs: [{url: "%s"}]
              - name: dau-gio
                webhook_configs:
                  - url: http://127.0.0.1:%d/api/v1/alertmanager
                    http_config: {authorization: {credentials: %s}}
            """
                .formatted(engineers.url(), collector.port(), TOKEN));
    launch(
        "prometheus-alertmanager",
        "--config.file=" + folder.resolve("am.yml"),
        "--storage.path=" + folder.resolve("am"),
        "--web.listen-address=127.0.0.1:" + port,
        "--cluster.listen-address=");
  }

  private void prometheus(int alertmanager) throws IOException {
    String rules =
        Files.readString(SHIPPED.resolve("rules/collector.yml"))
            .replace("unwritable\"}[1h])) >= 3", "unwritable\"}[6s])) >= 3");
    assertThat(rules).contains("[6s])) >= 3");
    Files.writeString(folder.resolve("rules.yml"), rules);
    Files.writeString(
        folder.resolve("prometheus.yml"),
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        rule_files: [rules.yml]
        alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:%d"]}]}]}
        scrape_configs:
          - job_name: daugio
            authorization: {credentials: %s}
            static_configs: [{targets: ["127.0.0.1:%d"]}]
        """
            .formatted(alertmanager, TestCollector.READER, collector.port()));
    launch(
        "prometheus",
        "--config.file=" + folder.resolve("prometheus.yml"),
        "--storage.tsdb.path=" + folder.resolve("tsdb"),
        "--rules.alert.resend-delay=1s",
        "--web.listen-address=127.0.0.1:" + prometheusPort);
  }

  private List<String> ofEngineers() throws IOException {
    List<String> all = new ArrayList<>();
    for (TestWeb.Got got : engineers.got) {
      for (JsonNode alert : JSON.readTree(got.body()).get("alerts")) {
        all.add(alert.at("/labels/alertname").asText() + " " + alert.get("status").asText());
      }
    }
    return all;
  }

  private List<String> told() throws IOException {
    List<String> all = new ArrayList<>();
    for (TestWeb.Got got : notices.got) {
      JsonNode body = JSON.readTree(got.body());
      all.add(
          body.get("target").asText().replaceAll("-[0-9a-f]{12}$", "")
              + " "
              + body.get("kind").asText());
    }
    return all;
  }

  private Incident systemDown(Store store) {
    Instant now = Instant.now();
    return store.write(
        tx -> {
          Incident incident =
              tx.outages()
                  .add(
                      new Subject("c/s", "dvc", "system.web"),
                      Severity.MEDIUM,
                      "system.unreachable",
                      Cause.SYSTEM_SITE,
                      Episode.begun(now.minusSeconds(30), now));
          tx.outages().announced(incident.id(), now);
          tx.outbox().add(incident, Notice.Kind.OPENED, now);
          return incident;
        });
  }

  private static void systemUp(Store store, Incident down) {
    Instant now = Instant.now();
    store.write(
        tx -> {
          tx.outages().course(down, Episode.begun(down.openedAt(), now).recovered(now, now));
          tx.outbox().add(tx.incidents().find(down.id()).orElseThrow(), Notice.Kind.RECOVERED, now);
          return true;
        });
  }

  /** Reports that are none, with the credential of a machine. */
  private void refusedReports(String token) throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(
              collector
                  .send(
                      collector
                          .to("/api/v1/reports")
                          .header("Authorization", "Bearer " + token)
                          .POST(BodyPublishers.ofString("x")))
                  .statusCode())
          .isEqualTo(400);
    }
  }

  private boolean isScraped() throws Exception {
    HttpRequest.Builder query =
        HttpRequest.newBuilder(
            URI.create(
                "http://127.0.0.1:"
                    + prometheusPort
                    + "/api/v1/query?query=count_over_time(daugio_ingest_reports_total%5B1m%5D)%3E2"));
    return collector.send(query).body().contains("duplicate");
  }

  @Test
  void eachIsToldOnceAndEndedOnce() throws Exception {
    String joined =
        collector
            .send(
                collector
                    .to("/api/v1/enrolments")
                    .POST(
                        BodyPublishers.ofString(
                            "{\"code\":\"%s\",\"machine\":\"A-1\"}"
                                .formatted(collector.joinCode(1)))))
            .body();
    String token = JSON.readTree(joined).path("token").asText();
    await().atMost(LONG).until(this::isScraped);
    try (Store store = TestDatabase.open(collector.config().resolveSibling("data/daugio.db"))) {
      final Incident down = systemDown(store);
      refusedReports(token);
      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(told())
                      .containsExactlyInAnyOrder("dvc opened", "DauGioReportsRefused opened"));
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(ofEngineers()).containsExactly("DauGioSystemWeb firing"));
      systemUp(store, down);
      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(told())
                      .containsExactlyInAnyOrder(
                          "dvc opened",
                          "dvc recovered",
                          "DauGioReportsRefused opened",
                          "DauGioReportsRefused recovered"));
      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(ofEngineers())
                      .containsExactly("DauGioSystemWeb firing", "DauGioSystemWeb resolved"));
    }
    // what came from there did not go back
    HttpRequest.Builder all =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + alertmanagerPort + "/api/v2/alerts"));
    assertThat(collector.send(all).body()).doesNotContain("prometheus.alert");
    assertThat(told()).hasSize(4);
  }
}
