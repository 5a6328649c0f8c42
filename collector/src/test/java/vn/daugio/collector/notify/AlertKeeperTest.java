package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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

@Tag("engines")
class AlertKeeperTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-23T00:30:00Z");
  private static final Instant BEGUN = NOW.minusSeconds(3600);

  @TempDir private Path folder;
  private final TestWeb web = new TestWeb();
  private final ScheduledExecutorService unused = Executors.newSingleThreadScheduledExecutor();
  private Store store;
  private AlertKeeper keeper;

  @BeforeEach
  void open() {
    store = TestDatabase.open(folder.resolve("t.db"));
    Notifier notifier =
        TestChannels.read(
            folder,
            "{name: am, kind: alertmanager, urls: ['" + web.url() + "']}",
            AlertmanagerNotifier::read);
    NotifySettings settings = new NotifySettings(List.of(notifier), List.of(), "https://c.example");
    keeper =
        new AlertKeeper(
            new NoticeDispatcher.Scope(store, () -> new Office("p", List.of()), settings),
            () -> NOW,
            unused);
  }

  @AfterEach
  void close() {
    store.close();
    web.close();
    unused.shutdown();
  }

  private static Incident incident(
      Cause cause, @Nullable Long parent, @Nullable Instant announcedAt) {
    return new Incident(
        12,
        new Subject("dai-dong/tru-so", "duong-chinh", "internet.link"),
        Severity.HIGH,
        "internet.unreachable",
        cause,
        parent,
        new Incident.Course(BEGUN, null, null, 0, announcedAt),
        Incident.Handling.NONE);
  }

  @Test
  void onlyRootsThatPeopleWereToldOfAreAlerts() {
    assertThat(
            keeper.alerts(
                List.of(
                    incident(Cause.LAN, 3L, BEGUN),
                    incident(Cause.LAN, null, null),
                    incident(Cause.LAN, null, BEGUN)),
                NOW))
        .hasSize(1);
  }

  @Test
  void whatCameFromAlertmanagerNeverGoesBack() {
    Incident came =
        new Incident(
            13,
            new Subject("toan-tinh/toan-tinh", "A-0123456789ab", "prometheus.alert"),
            Severity.HIGH,
            "alert.firing",
            Cause.ALERT,
            null,
            new Incident.Course(BEGUN, null, null, 0, BEGUN),
            Incident.Handling.NONE);
    assertThat(keeper.alerts(List.of(came, incident(Cause.LAN, null, BEGUN)), NOW)).hasSize(1);
  }

  @Test
  void anAlertWhoseCauseIsRevisedIsReplacedNotDoubled() {
    keeper.alerts(List.of(incident(Cause.SITE_SILENT, null, BEGUN)), NOW);
    List<ObjectNode> alerts = keeper.alerts(List.of(incident(Cause.POWER, null, BEGUN)), NOW);
    assertThat(alerts)
        .extracting(
            alert -> alert.at("/labels/cause").asText() + " " + alert.get("endsAt").asText())
        .containsExactly("site-silent 2026-11-23T00:30:00Z", "power 2026-11-23T00:35:00Z");
    assertThat(keeper.alerts(List.of(incident(Cause.POWER, null, BEGUN)), NOW)).hasSize(1);
  }

  @Test
  void whatEndedIsToldForAQuarterOfAnHour() throws Exception {
    for (int minutes : List.of(14, 16)) {
      store.write(
          tx -> {
            Subject subject = new Subject("dai-dong/tru-so", "mot-cua-" + minutes, "system.web");
            Incident incident =
                tx.outages()
                    .add(subject, Severity.MEDIUM, "r", Cause.DEVICE, Episode.begun(BEGUN, BEGUN));
            tx.outages().announced(incident.id(), BEGUN);
            Instant over = NOW.minus(Duration.ofMinutes(minutes));
            tx.outages()
                .course(
                    incident, Episode.begun(BEGUN, BEGUN).recovered(over.minusSeconds(60), over));
            return true;
          });
    }
    keeper.keep();
    JsonNode alerts = JSON.readTree(web.got.get(0).body());
    assertThat(alerts).hasSize(1);
    assertThat(alerts.at("/0/labels/target").asText()).isEqualTo("mot-cua-14");
    assertThat(alerts.at("/0/endsAt").asText()).isEqualTo("2026-11-23T00:15:00Z");
    assertThat(alerts.at("/0/generatorURL").asText()).isEqualTo("https://c.example/incidents/1");
  }

  @Test
  void withNothingToTellNobodyIsAsked() {
    keeper.keep();
    assertThat(web.got).isEmpty();
  }
}
