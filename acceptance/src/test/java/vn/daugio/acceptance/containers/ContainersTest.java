package vn.daugio.acceptance.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import vn.daugio.acceptance.process.Tree;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Enrolment;
import vn.daugio.protocol.EnrolmentRequest;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.ProtocolJson;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Receipt;
import vn.daugio.protocol.Report;

/** The province of {@code deploy/compose.yaml}, its images built here, without Grafana's. */
@TestMethodOrder(OrderAnnotation.class)
class ContainersTest {
  private static final Path DEPLOY = Tree.root().resolve("deploy");
  private static final Path RULES = Tree.root().resolve("alert-rules");
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final List<String> BUILT =
      List.of("postgres", "collector", "alertmanager", "prometheus");

  @TempDir private static Path folder;
  private static Compose compose;
  private static Province province;
  private static Enrolment machine;

  @BeforeAll
  static void start() throws Exception {
    Engine.needed();
    Path secrets = folder.resolve("secrets");
    compose =
        Compose.read(
            DEPLOY.resolve("compose.yaml"),
            Map.of(
                "DAUGIO_SECRETS", secrets.toString(),
                "DAUGIO_ROUTES", routes().toString(),
                "DAUGIO_PROMETHEUS", quick().toString(),
                "PROVINCE", "tinh-thu"),
            "daugio-test-" + ProcessHandle.current().pid() + "-");
    Engine.run(
        Map.of("DAUGIO_SECRETS", secrets.toString()), DEPLOY.resolve("secrets.sh").toString());
    for (String service : BUILT) {
      Engine.build(compose, service);
    }
    province = new Province(compose, secrets);
    for (String service : BUILT) {
      province.start(service);
    }
    machine = enrolled();
  }

  private static Enrolment enrolled() throws IOException, InterruptedException {
    String code =
        province
            .exec(
                "collector",
                "daugio-collector",
                "join-code",
                "--site",
                "dai-dong/tru-so",
                "/etc/daugio/collector.yml")
            .strip();
    return ProtocolJson.read(
        province.post(
            "collector",
            "/api/v1/enrolments",
            ProtocolJson.write(new EnrolmentRequest(code, null)),
            null),
        Enrolment.class);
  }

  @AfterAll
  static void end() {
    if (province != null) {
      province.close();
    }
  }

  /** The routes as shipped, without the waiting; no mail leaves this machine. */
  private static Path routes() throws IOException {
    String shipped = Files.readString(RULES.resolve("alertmanager.yml"));
    String changed =
        shipped
            .replace("group_wait: 30s", "group_wait: 1s")
            .replace("smtp_smarthost: mail.example:587", "smtp_smarthost: 127.0.0.1:587");
    assertThat(changed).contains("group_wait: 1s", "smtp_smarthost: 127.0.0.1:587");
    return Files.writeString(folder.resolve("alertmanager.yml"), changed);
  }

  /** The configuration as shipped, which scrapes each second. */
  private static Path quick() throws IOException {
    String shipped = Files.readString(DEPLOY.resolve("docker/prometheus/prometheus.yml"));
    String changed =
        shipped
            .replace("scrape_interval: 60s", "scrape_interval: 1s")
            .replace("scrape_timeout: 30s", "scrape_timeout: 1s")
            .replace("evaluation_interval: 60s", "evaluation_interval: 1s");
    assertThat(changed).doesNotContain("60s", "30s");
    return Files.writeString(folder.resolve("prometheus.yml"), changed);
  }

  @Test
  @Order(1)
  void aReportFromOutsideStandsInPrometheus() throws Exception {
    assertThat(deliver()).isEqualTo(new Receipt(1, false));

    await()
        .atMost(LONG)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(asked(outcome())).containsExactly("2"));
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(asked("count by (instance) (up{job=\"daugio\"} == 1)"))
                    .containsExactly("1", "1", "1"));
  }

  @Test
  @Order(2)
  void theRulesAndTheRunbooksAreThere() throws Exception {
    JsonNode groups = province.json("prometheus", "/api/v1/rules").at("/data/groups");
    try (Stream<Path> files = Files.list(RULES.resolve("rules"))) {
      assertThat(groups.findValuesAsText("file").stream().map(file -> Path.of(file).getFileName()))
          .containsAll(files.map(Path::getFileName).toList());
    }
    assertThat(groups.findValuesAsText("health")).isNotEmpty().containsOnly("ok", "unknown");
    assertThat(province.get("prometheus", "/user/daugio/DauGioCollectorDown.txt", null))
        .isEqualTo(Files.readString(RULES.resolve("web/daugio/DauGioCollectorDown.txt")));
    assertThat(province.json("prometheus", "/api/v1/alertmanagers").at("/data/activeAlertmanagers"))
        .singleElement()
        .extracting(each -> each.get("url").asText())
        .isEqualTo("http://alertmanager:9093/api/v2/alerts");
  }

  @Test
  @Order(3)
  void anAlertBecomesAnIncidentOfTheCommune() throws Exception {
    province.post(
        "alertmanager",
        "/api/v2/alerts",
        """
        [{"labels": {"alertname": "DauGioSheetOverdue", "commune": "tan-lap", "severity": "warning"},
          "annotations": {"summary_vi": "Phiếu quá hạn", "summary_en": "The sheet is overdue"}}]
        """,
        null);
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(
                        province.get(
                            "collector",
                            "/api/v1/incidents?open=true&commune=tan-lap",
                            province.secret("operator-token")))
                    .contains("prometheus.alert", "Phiếu quá hạn"));
  }

  @Test
  @Order(4)
  void whatWasAcceptedOutlivesThePower() throws Exception {
    province.killAndStart("collector");
    province.killAndStart("postgres");
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(deliver()).isEqualTo(new Receipt(1, true)));
    assertThat(
            province.get("collector", "/metrics?commune=dai-dong", province.secret("read-token")))
        .containsPattern("(?m)^daugio_check_outcome\\{.*target=\"" + machine.machine() + "\".*} 2");
  }

  @Test
  @Order(5)
  void theyEndWhenTheyAreAskedTo() {
    for (String service : List.of("prometheus", "alertmanager", "collector", "postgres")) {
      var client = DockerClientFactory.lazyClient();
      client.stopContainerCmd(province.id(service)).withTimeout(25).exec();
      assertThat(
              client.inspectContainerCmd(province.id(service)).exec().getState().getExitCodeLong())
          .as(service + province.logs(service))
          .isIn(0L, 143L); // not 137: killed because it did not listen
    }
  }

  /** Its image is not built here and cannot be had without a registry. */
  @Test
  @Order(6)
  void grafanaHasItsDashboards() throws Exception {
    try {
      DockerClientFactory.lazyClient().inspectImageCmd(compose.image("grafana")).exec();
    } catch (NotFoundException e) {
      assumeTrue(false, "no image of Grafana on this machine");
    }
    province.start("grafana");
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(province.json("grafana", "/api/health").at("/database").asText())
                    .isEqualTo("ok"));
    Path written = Tree.root().resolve("dashboards/grafana");
    try (Stream<Path> files = Files.walk(written)) {
      String all = province.basic("grafana", "/api/search?type=dash-db", "grafana.password");
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        String language = written.relativize(file).getName(0).toString();
        String name = file.getFileName().toString().replace(".json", "");
        assertThat(all).contains("\"uid\":\"daugio-" + name + "-" + language + "\"");
      }
    }
  }

  private static String outcome() {
    return "daugio_check_outcome{job=\"daugio\",commune=\"dai-dong\",check=\"computer.health\",target=\""
        + machine.machine()
        + "\"}";
  }

  /** The values that Prometheus answers. */
  private static List<String> asked(String query) throws IOException, InterruptedException {
    JsonNode answer =
        province.json(
            "prometheus",
            "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    return answer.at("/data/result").findValues("value").stream()
        .map(value -> value.get(1).asText())
        .toList();
  }

  private static Receipt deliver() throws IOException, InterruptedException {
    Instant now = Instant.now();
    CheckResult full =
        new CheckResult(
            CheckType.COMPUTER_HEALTH.code(),
            machine.machine(),
            now,
            1,
            Outcome.FAIL,
            Reason.COMPUTER_DISK_FULL.code(),
            List.of(),
            List.of(),
            Map.of());
    Report report = new Report(machine.machine(), "boot", 1, now, "0.1.0", 0, false, List.of(full));
    return ProtocolJson.read(
        province.post("collector", "/api/v1/reports", ProtocolJson.write(report), machine.token()),
        Receipt.class);
  }
}
