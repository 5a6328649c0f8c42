package vn.daugio.collector.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.Tx;
import vn.daugio.collector.surface.Offices;
import vn.daugio.collector.surface.Rows;
import vn.daugio.collector.surface.SurfaceApp;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** Both pages of {@code /metrics}, as a scraper sees them. */
class MetricsTest {
  private static final Instant ROUND = Instant.parse("2026-11-23T00:12:00Z");
  private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";
  private static final String SITE = "commune=\"dai-dong\",site=\"tru-so\"";
  private static final String LINE = "check=\"internet.link\"," + SITE + ",target=\"duong-chinh\"";

  @TempDir static Path folder;
  private static SurfaceApp app;

  @BeforeAll
  static void start() throws Exception {
    Office office = Offices.of(3);
    app = SurfaceApp.start(folder, office, Instant.parse("2026-11-23T00:40:00Z"));
    Rows rows = new Rows(app.store(), ROUND);
    rows.fine(office).machine("OC-Q9-99", false);
    // yesterday's state of what is in the plan no more
    new Rows(app.store(), ROUND.minusSeconds(86_400))
        .put(CheckType.PRINTER_STATUS, "may-in-cu", Outcome.FAIL, Reason.PRINTER_DOWN, Map.of());
    rows.put(
        CheckType.ENDPOINT_PROTECTION,
        Offices.machine(2),
        Outcome.FAIL,
        Reason.ENDPOINT_NOT_RUNNING,
        Map.of());
    ipv6(rows, 1, Outcome.OK, null, Map.of("ipv6", "ready"));
    ipv6(rows, 2, Outcome.WARN, Reason.IPV6_NO_ROUTE, Map.of());
    ipv6(rows, 3, Outcome.OK, null, Map.of("ipv6", "absent"));
    rows.incident(CheckType.PRINTER_STATUS, "may-in-q1", Severity.MEDIUM, Reason.PRINTER_DOWN);
    Incident quick =
        rows.incident(CheckType.LAN_GATEWAY, "gateway", Severity.HIGH, Reason.LAN_GATEWAY_LOSS);
    Incident slow =
        rows.incident(CheckType.SCANNER_READY, "may-quet-1", Severity.LOW, Reason.SCANNER_STOPPED);
    app.store()
        .write(
            tx -> {
              recover(tx, quick, ROUND.plusSeconds(120));
              recover(tx, slow, ROUND.plusSeconds(90_000));
              return true;
            });
  }

  private static void recover(Tx tx, Incident incident, Instant at) {
    tx.outages()
        .course(
            incident, Episode.begun(incident.openedAt(), incident.openedAt()).recovered(at, at));
    tx.outages().count(tx.incidents().find(incident.id()).orElseThrow());
  }

  private static void ipv6(
      Rows rows, int machine, Outcome outcome, @Nullable Reason reason, Map<String, String> facts) {
    rows.put(CheckType.IPV6_READINESS, Offices.machine(machine), outcome, reason, facts);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static String commune() {
    return app.get("/metrics?commune=dai-dong").body();
  }

  @Test
  void outcomesAndMeasuresCarryTheirSubject() {
    assertThat(commune())
        .contains("daugio_check_outcome{" + LINE + "} 0.0\n")
        .contains("daugio_check_last_result_timestamp_seconds{" + LINE + "} 1.79539272E9\n")
        .contains(
            "daugio_internet_latency_seconds{"
                + SITE.replace(",", ",destination=\"vnpt\",scope=\"domestic\",")
                + ",target=\"duong-chinh\"} 0.012\n")
        .contains(
            "daugio_printer_supply_level_ratio{class=\"consumed\",color=\"black\","
                + "commune=\"dai-dong\",index=\"1.1\",kind=\"toner\",site=\"tru-so\","
                + "supply=\"Black Cartridge\",target=\"may-in-q1\"} 0.64\n")
        .contains(
            "daugio_machine_last_report_timestamp_seconds{commune=\"dai-dong\","
                + "machine=\"OC-Q1-01\",site=\"tru-so\"} 1.79539272E9\n");
  }

  @Test
  void closedSetsStandAtZeroAndCountersNeverShrink() {
    assertThat(commune())
        .contains("daugio_incidents_open{commune=\"dai-dong\",severity=\"critical\"} 0.0\n")
        .contains("daugio_incidents_open{commune=\"dai-dong\",severity=\"medium\"} 1.0\n")
        .contains(
            "daugio_incidents_recovered_total{commune=\"dai-dong\",within_target=\"true\"} 1.0\n")
        .contains(
            "daugio_incidents_recovered_total{commune=\"dai-dong\",within_target=\"false\"} 1.0\n")
        .contains("daugio_incident_recovery_seconds_bucket{commune=\"dai-dong\",le=\"300.0\"} 1\n")
        .contains(
            "daugio_incident_recovery_seconds_bucket{commune=\"dai-dong\",le=\"86400.0\"} 1\n")
        .contains("daugio_incident_recovery_seconds_bucket{commune=\"dai-dong\",le=\"+Inf\"} 2\n")
        .contains("daugio_incident_recovery_seconds_sum{commune=\"dai-dong\"} 90120.0\n")
        // 07:45 of this Monday
        .contains("daugio_sheet_due_timestamp_seconds{" + SITE + "} 1.7953947E9\n")
        .contains("daugio_sheet_items{" + SITE + ",state=\"open\"} 7.0\n")
        .contains("daugio_sheet_items{" + SITE + ",state=\"fail\"} 1.0\n")
        .contains("daugio_protection_machines{commune=\"dai-dong\",state=\"covered\"} 2.0\n")
        .contains("daugio_protection_machines{commune=\"dai-dong\",state=\"uncovered\"} 1.0\n")
        .contains("daugio_protection_machines{commune=\"dai-dong\",state=\"unknown\"} 1.0\n")
        .contains("daugio_ipv6_machines{" + SITE + ",state=\"ready\"} 1.0\n")
        .contains("daugio_ipv6_machines{" + SITE + ",state=\"begun\"} 1.0\n")
        .contains("daugio_ipv6_machines{" + SITE + ",state=\"absent\"} 1.0\n")
        .contains("daugio_ipv6_machines{" + SITE + ",state=\"unknown\"} 1.0\n");
  }

  @Test
  void thePageWithoutCommuneHasTotalsUnderOtherNames() {
    assertThat(app.get("/metrics").body())
        .contains("daugio_province_subjects{commune=\"dai-dong\",outcome=\"fail\"} 1.0\n")
        .contains("daugio_province_subjects{commune=\"tam-son\",outcome=\"ok\"} 0.0\n")
        .contains("daugio_province_machines{commune=\"dai-dong\",state=\"reporting\"} 3.0\n")
        .contains("daugio_province_machines{commune=\"dai-dong\",state=\"never\"} 1.0\n")
        .contains("daugio_province_incidents_open{commune=\"dai-dong\"} 1.0\n")
        .doesNotContain("daugio_check_outcome");
  }

  @Test
  void staleAndUndeclaredNumbersAreNotExported() {
    Rows other = new Rows(app.store(), "tam-son/tru-so", ROUND).machine("TS-01", true);
    other.raw("camera.view", "cam-1", Outcome.OK, null, Map.of(), Rows.measure("lux", 3, "lux"));
    other.put(
        CheckType.INTERNET_DNS,
        "duong-chinh",
        Outcome.OK,
        null,
        Map.of(),
        Rows.measure("dns_lookup_seconds", 0.1, "seconds", "resolver", "1", "person", "x"),
        Rows.measure("dns_lookup_seconds", 0.2, "seconds", "resolver", "1"),
        Rows.measure("dns_lookup_seconds", 0.3, "ms", "resolver", "2"),
        Rows.measure("dns_magic", 1, "ratio"));
    other
        .silent(true)
        .put(
            CheckType.LAN_GATEWAY,
            "gateway",
            Outcome.UNKNOWN,
            Reason.AGENT_SILENT,
            Map.of(),
            Rows.measure("gateway_loss_ratio", 0, "ratio"));
    String site = "commune=\"tam-son\",";
    assertThat(app.get("/metrics?commune=tam-son").body())
        .contains(
            "daugio_internet_dns_lookup_seconds{"
                + site
                + "resolver=\"1\",site=\"tru-so\",target=\"duong-chinh\"} 0.1\n")
        .contains(
            "daugio_check_outcome{check=\"lan.gateway\","
                + site
                + "site=\"tru-so\",target=\"gateway\"} 3.0\n")
        .doesNotContain(
            "daugio_lan_gateway_loss_ratio", "person=", "magic", "cam-1", "resolver=\"2\"");
    assertThat(app.get("/metrics").body())
        .contains("daugio_metrics_skipped_measures_total{cause=\"unknown_check\"} ")
        .doesNotContain("daugio_metrics_skipped_measures_total{cause=\"unknown_check\"} 0.0")
        .doesNotContain("daugio_metrics_skipped_measures_total{cause=\"unknown_label\"} 0.0")
        .doesNotContain("daugio_metrics_skipped_measures_total{cause=\"duplicate\"} 0.0")
        .doesNotContain("daugio_metrics_skipped_measures_total{cause=\"wrong_unit\"} 0.0")
        .doesNotContain("daugio_metrics_skipped_measures_total{cause=\"unknown_measure\"} 0.0");
  }

  @Test
  void theFormatIsTheScrapersChoice() {
    HttpResponse<String> text = app.get("/metrics?commune=dai-dong");
    assertThat(text.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain")
        .contains("version=0.0.4");
    HttpResponse<String> open = app.get("/metrics?commune=dai-dong", OPEN_METRICS);
    assertThat(open.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text")
        .contains("version=1.0.0");
    assertThat(open.body()).endsWith("# EOF\n");
    HttpResponse<String> unknown = app.get("/metrics?commune=nowhere");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).isEqualTo("{\"reason\":\"not_found\",\"detail\":\"Not Found\"}");
  }

  @Test
  void httpSdNamesEveryCommuneAndTheServiceItself() {
    String here = "127.0.0.1:" + app.port();
    assertThat(app.get("/api/v1/sd/prometheus").body())
        .isEqualTo(
            "["
                + entry(here, "\"__param_commune\":\"dai-dong\",\"instance\":\"dai-dong\"")
                + ","
                + entry(here, "\"__param_commune\":\"tam-son\",\"instance\":\"tam-son\"")
                + ","
                + entry(here, "")
                + "]");
  }

  private static String entry(String target, String labels) {
    return "{\"targets\":[\"" + target + "\"],\"labels\":{" + labels + "}}";
  }
}
