package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.notify.Notifier.Delivery;

class AlertmanagerNotifierTest extends NotifierContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> LABELS =
      Map.of(
          "alertname", "DauGioInternetLink",
          "source", "daugio",
          "incident", "12",
          "commune", "dai-dong",
          "site", "tru-so",
          "target", "duong-chinh",
          "check", "internet.link",
          "severity", "high",
          "cause", "main-line");

  @TempDir private Path folder;
  private final TestWeb web = new TestWeb();
  private final TestWeb second = new TestWeb();

  @BeforeEach
  void secret() throws IOException {
    Files.writeString(folder.resolve("token"), SECRET);
  }

  @AfterEach
  void stop() {
    web.close();
    second.close();
  }

  private AlertmanagerNotifier read(String more) {
    return read("20s", more);
  }

  private AlertmanagerNotifier read(String timeout, String more) {
    return TestChannels.read(
        folder,
        "{name: am, kind: alertmanager, timeout: " + timeout + ", " + more + "}",
        AlertmanagerNotifier::read);
  }

  @Override
  Notifier notifier() {
    return read("urls: ['" + web.url() + "/" + SECRET + "/'], token-file: token");
  }

  @Override
  void answer(int status) {
    web.status = status;
  }

  @Override
  void goAway() {
    web.close();
  }

  private JsonNode sent(Letter letter) throws JsonProcessingException {
    notifier().send(letter, "");
    JsonNode alerts = JSON.readTree(web.got.get(0).body());
    assertThat(alerts).hasSize(1);
    return alerts.get(0);
  }

  @Test
  void anOpenIncidentIsAnAlertForSomeMinutes() throws JsonProcessingException {
    Instant before = Instant.now();
    JsonNode alert = sent(letter(Notice.Kind.OPENED));
    assertThat(alert.get("labels")).isEqualTo(JSON.valueToTree(LABELS));
    assertThat(alert.at("/annotations/summary_vi").asText())
        .isEqualTo(
            "Đường truyền Internet (duong-chinh) tại Trụ sở, Xã Đại Đồng:"
                + " Mạng nội bộ bình thường nhưng mất Internet");
    assertThat(alert.at("/annotations/summary_en").asText())
        .startsWith("Internet line (duong-chinh) at Trụ sở, Xã Đại Đồng: ");
    assertThat(alert.at("/startsAt").asText()).isEqualTo("2026-11-23T00:12:00Z");
    assertThat(Instant.parse(alert.at("/endsAt").asText()))
        .isBetween(before.plusSeconds(299), Instant.now().plusSeconds(300));
    assertThat(alert.at("/generatorURL").asText())
        .isEqualTo("https://collector.example/incidents/12");
    TestWeb.Got got = web.got.get(0);
    assertThat(got.method() + " " + got.path()).isEqualTo("POST /" + SECRET + "/api/v2/alerts");
    assertThat(got.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("authorization", "Bearer " + SECRET);
  }

  @Test
  void itsRecoveryEndsTheSameAlert() throws JsonProcessingException {
    JsonNode alert = sent(letter(Notice.Kind.RECOVERED));
    assertThat(alert.get("labels")).isEqualTo(JSON.valueToTree(LABELS));
    assertThat(alert.at("/endsAt").asText()).isEqualTo("2026-11-23T01:30:00Z");
  }

  @Test
  void aTestMessageIsAnAlertOfItsOwn() throws JsonProcessingException {
    JsonNode alert = sent(TestLetters.test());
    assertThat(alert.get("labels"))
        .isEqualTo(
            JSON.valueToTree(
                Map.of("alertname", "DauGioTest", "source", "daugio", "severity", "info")));
    assertThat(alert.at("/annotations/summary_vi").asText()).isEqualTo("Mat Internet");
  }

  @Test
  void eachMemberOfAClusterIsToldAndOneIsEnough() {
    String urls = "urls: ['" + web.url() + "', '" + second.url() + "']";
    // the first letter loads half of the HTTP client
    AlertmanagerNotifier patient = read("20s", urls);
    assertThat(patient.send(letter(Notice.Kind.OPENED), "")).isEqualTo(new Delivery.Taken());
    AlertmanagerNotifier both = read("3s", urls);
    web.manner = TestWeb.Manner.HANG;
    assertThat(both.send(letter(Notice.Kind.OPENED), "")).isEqualTo(new Delivery.Taken());
    assertThat(second.got).hasSize(2);
    second.status = 400;
    assertThat(both.send(letter(Notice.Kind.OPENED), ""))
        .isEqualTo(new Delivery.RetryLater("alertmanager:am: no answer within 3 s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "urls: ['http://127.0.0.1:9093'] | language: vi | channels[0].urls: is missing",
        "urls: ['http://127.0.0.1:9093'] | urls: ['127.0.0.1:9093'] | channels[0].urls: an address with http:// or https:// is expected",
        "urls: ['http://127.0.0.1:9093'] | urls: ['http://am.example:9093'], token-file: token | channels[0].urls: https is needed: a secret goes with it",
        "urls: ['http://127.0.0.1:9093'] | urls: ['https://am.example'], user: u | channels[0].password-file: is missing",
      })
  void aMistakeIsTold(String good, String bad, String problem) {
    String yaml = "{name: am, kind: alertmanager, " + good + "}";
    assertThat(TestChannels.problems(folder, yaml, AlertmanagerNotifier::read)).isEmpty();
    assertThat(TestChannels.problems(folder, yaml.replace(good, bad), AlertmanagerNotifier::read))
        .contains(problem);
  }
}
