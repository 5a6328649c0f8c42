package vn.daugio.alertrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each alert goes to one receiver, and what the collector sent never back to it. */
class RoutesTest {
  private static final String ENGINEERS = "ky-su-tinh";
  private static final String COLLECTOR = "dau-gio";

  private static String amtool(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(Programs.require("amtool")));
    command.addAll(List.of(words));
    Programs.Said said = Programs.run(Shipped.MODULE, command);
    assertThat(said.exit()).as(said.text()).isZero();
    return said.text();
  }

  private static String receiver(String... labels) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("config", "routes", "test", "--config.file=alertmanager.yml"));
    words.addAll(List.of(labels));
    String[] lines = amtool(words.toArray(String[]::new)).strip().split("\n", -1);
    return lines[lines.length - 1];
  }

  @Test
  void theConfigurationIsWhole() throws Exception {
    assertThat(amtool("check-config", "alertmanager.yml"))
        .contains("SUCCESS", " - 2 receivers", " - 5 inhibit rules");
  }

  @Test
  void eachRuleHasOneMessenger() throws Exception {
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> actual = new TreeMap<>();
    for (Rules.Rule alert : Rules.alerts()) {
      String messenger = alert.labels().getOrDefault("messenger", "");
      expected.put(alert.name(), messenger.equals("engineers") ? ENGINEERS : COLLECTOR);
      actual.put(
          alert.name(),
          receiver(
              "alertname=" + alert.name(),
              "severity=" + alert.severity(),
              "commune=a",
              "messenger=" + messenger));
    }
    assertThat(actual).isEqualTo(expected);
    assertThat(new TreeSet<>(expected.values())).isEqualTo(Set.of(ENGINEERS, COLLECTOR));
  }

  @Test
  void whatTheCollectorSentNeverGoesBackToIt() throws Exception {
    for (String name : List.of("DauGioInternetLink", "DauGioSiteSilent", "DauGioReportsRefused")) {
      assertThat(receiver("alertname=" + name, "source=daugio", "commune=a", "severity=high"))
          .isEqualTo(ENGINEERS);
    }
  }

  @Test
  void alertsOfOtherSystemsAreNoneOfTheCollectorsConcern() throws Exception {
    assertThat(receiver("alertname=DiskFull", "instance=x")).isEqualTo(ENGINEERS);
  }

  /** Who is silenced by whom, as a real Alertmanager judges it. */
  @Test
  void withoutTheCollectorTheRestIsInhibited(@TempDir Path folder) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            Files.readString(Shipped.MODULE.resolve("alertmanager.yml"))
                .replaceAll("(?m)^ *(authorization|tls_config): .*\n", ""));
    try (Peer alertmanager =
        Peer.start(
            folder,
            "prometheus-alertmanager",
            List.of(
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("data"),
                "--cluster.listen-address="))) {
      send(
          alertmanager,
          "{'alertname':'DauGioChannelMisconfigured','job':'daugio','channel':'email'}",
          "{'alertname':'DauGioChannelFailing','job':'daugio','channel':'email'}",
          "{'alertname':'DauGioChannelFailing','job':'daugio','channel':'zalo-bot'}");
      awaitHeld(alertmanager, Set.of("DauGioChannelFailing email"));
      send(
          alertmanager,
          "{'alertname':'DauGioCollectorDown','job':'daugio'}",
          "{'alertname':'DauGioCommunePageMissing','commune':'a'}",
          "{'alertname':'DauGioInternetLink','commune':'a','source':'daugio'}",
          "{'alertname':'DiskFull','job':'node'}");
      awaitHeld(
          alertmanager,
          Set.of(
              "DauGioChannelFailing email",
              "DauGioChannelFailing zalo-bot",
              "DauGioChannelMisconfigured email",
              "DauGioCommunePageMissing"));
    }
  }

  private static void send(Peer alertmanager, String... labels) throws Exception {
    List<String> alerts = new ArrayList<>();
    for (String one : labels) {
      alerts.add("{\"labels\":" + one.replace('\'', '"') + "}");
    }
    String body = "[" + String.join(",", alerts) + "]";
    assertThat(alertmanager.post("/api/v2/alerts", body).statusCode()).isEqualTo(200);
  }

  /** Waits until these and no others are held back by others. */
  private static void awaitHeld(Peer alertmanager, Set<String> expected) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(held(alertmanager)).isEqualTo(expected));
  }

  private static Set<String> held(Peer alertmanager) throws Exception {
    Set<String> held = new TreeSet<>();
    String answer = alertmanager.get("/api/v2/alerts?inhibited=true&active=false").body();
    for (Map<?, ?> alert : Rules.maps(Rules.parse(answer))) {
      if (alert.get("labels") instanceof Map<?, ?> labels) {
        Object channel = labels.get("channel");
        held.add(labels.get("alertname") + (channel == null ? "" : " " + channel));
      }
    }
    return held;
  }
}
