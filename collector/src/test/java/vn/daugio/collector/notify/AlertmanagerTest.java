package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.TestDatabase;
import vn.daugio.collector.surface.Programs;

/** A real Alertmanager groups, silences, notifies and resolves what it is told of. */
class AlertmanagerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final TestWeb receiver = new TestWeb();
  private final ScheduledExecutorService unused = Executors.newSingleThreadScheduledExecutor();
  private Process program;
  private Store store;
  private String url;
  private String amtool;

  @BeforeEach
  void start() throws IOException {
    String alertmanager = Programs.require("prometheus-alertmanager");
    amtool = Programs.require("amtool");
    int port = FreePort.next();
    url = "http://127.0.0.1:" + port;
    // the shortest resolve_timeout: what stays stays because of us
    Path config =
        Files.writeString(
            folder.resolve("am.yml"),
            """
            global: {resolve_timeout: 1s}
            route: {receiver: r, group_by: [incident], group_wait: 0s, group_interval: 1s,
                    repeat_interval: 1h}
            receivers: [{name: r, webhook_configs: [{url: "%s"}]}]
            """
                .formatted(receiver.url()));
    program =
        new ProcessBuilder(
                alertmanager,
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("am"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("am.log").toFile())
            .start();
    store = TestDatabase.open(folder.resolve("t.db"));
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> queried().isEmpty());
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (program != null) {
      program.destroy();
      program.waitFor(10, TimeUnit.SECONDS);
      store.close();
    }
    receiver.close();
    unused.shutdown();
  }

  private String amtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(amtool, "--alertmanager.url=" + url));
    command.addAll(List.of(arguments));
    return Programs.run(folder, "", command);
  }

  /** The targets that amtool shows. */
  private List<String> queried(String... more) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("alert", "query", "--output=json"));
    arguments.addAll(List.of(more));
    List<String> targets = new ArrayList<>();
    for (JsonNode alert : JSON.readTree(amtool(arguments.toArray(String[]::new)))) {
      targets.add(alert.at("/labels/target").asText());
    }
    return targets;
  }

  private AlertKeeper keeper() {
    Notifier notifier =
        TestChannels.read(
            folder,
            "{name: am, kind: alertmanager, urls: ['" + url + "']}",
            AlertmanagerNotifier::read);
    NotifySettings settings =
        new NotifySettings(List.of(notifier), List.of(), "https://collector.example");
    Office office =
        new Office(
            "p",
            List.of(new Office.Commune("dai-dong", "Đại Đồng", List.of(NotifierContract.SITE))));
    return new AlertKeeper(
        new NoticeDispatcher.Scope(store, () -> office, settings), Instant::now, unused);
  }

  private Incident open(String target, boolean announced) {
    Instant now = Instant.now();
    return store.write(
        tx -> {
          Incident incident =
              tx.outages()
                  .add(
                      new Subject("dai-dong/tru-so", target, "internet.link"),
                      Severity.HIGH,
                      "internet.unreachable",
                      Cause.MAIN_LINE,
                      Episode.begun(now.minusSeconds(30), now));
          if (announced) {
            tx.outages().announced(incident.id(), now);
          }
          return incident;
        });
  }

  private List<String> notified() throws IOException {
    List<String> all = new ArrayList<>();
    for (TestWeb.Got got : receiver.got) {
      for (JsonNode alert : JSON.readTree(got.body()).get("alerts")) {
        all.add(alert.at("/labels/target").asText() + " " + alert.at("/status").asText());
      }
    }
    return all;
  }

  @Test
  void itFiresOnceStaysIsSilencedAndResolves() throws Exception {
    assertThat(
            amtool(
                "silence",
                "add",
                "target=duong-phu",
                "--author=test",
                "--comment=test",
                "--duration=1h"))
        .doesNotContain("exit");
    Incident main = open("duong-chinh", true);
    open("duong-phu", true);
    open("chua-bao", false);
    keeper().keep();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(notified()).containsExactly("duong-chinh firing"));

    // after a restart it goes on with the same alert; a second member more is none
    AlertKeeper restarted = keeper();
    restarted.keep();
    restarted.keep();
    assertThat(queried()).containsExactly("duong-chinh");
    assertThat(queried("--silenced")).containsExactly("duong-phu");
    JsonNode alerts = alerts();
    assertThat(alerts).hasSize(2);
    for (JsonNode alert : alerts) {
      assertThat(Instant.parse(alert.get("endsAt").asText()))
          .isAfter(Instant.now().plusSeconds(240));
    }

    store.write(
        tx -> {
          Instant now = Instant.now();
          tx.outages().course(main, Episode.begun(main.openedAt(), now).recovered(now, now));
          return true;
        });
    restarted.keep();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(notified())
                    .containsExactly("duong-chinh firing", "duong-chinh resolved"));
    restarted.keep();
    assertThat(queried()).isEmpty();
    assertThat(alerts()).hasSize(1);
    assertThat(notified()).hasSize(2);
  }

  private JsonNode alerts() throws Exception {
    var client = java.net.http.HttpClient.newHttpClient();
    var request =
        java.net.http.HttpRequest.newBuilder(java.net.URI.create(url + "/api/v2/alerts")).build();
    return JSON.readTree(
        client.send(request, java.net.http.HttpResponse.BodyHandlers.ofString()).body());
  }
}
