package vn.daugio.collector.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.surface.Offices;
import vn.daugio.collector.surface.Rows;
import vn.daugio.collector.surface.SurfaceApp;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;

/** Incidents for programs. */
@Tag("engines")
class IncidentApiTest {
  private static final Instant ROUND = Instant.parse("2026-11-23T00:12:00Z");
  private static final Instant NOW = Instant.parse("2026-11-23T12:12:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private SurfaceApp app;
  private Incident line;
  private Incident dns;

  @BeforeEach
  void start() throws Exception {
    app = SurfaceApp.start(folder, Offices.of(3), NOW);
    Rows rows = new Rows(app.store(), ROUND);
    line =
        rows.incident(
            CheckType.INTERNET_LINK, "duong-chinh", Severity.HIGH, Reason.INTERNET_UNREACHABLE);
    dns =
        rows.incident(
            CheckType.INTERNET_DNS, "duong-chinh", Severity.HIGH, Reason.INTERNET_DNS_NO_ANSWER);
    app.store()
        .write(
            tx -> {
              tx.outages().explain(line, Cause.MAIN_LINE, null, ROUND);
              tx.outages().explain(dns, Cause.MAIN_LINE, line.id(), ROUND);
              return true;
            });
  }

  @AfterEach
  void stop() {
    app.close();
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static void assertError(HttpResponse<String> answer, int status, String reason)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).at("/reason").asText()).isEqualTo(reason);
    assertThat(JSON.readTree(answer.body()).at("/detail").asText()).isNotBlank();
  }

  private HttpResponse<String> act(String deed, String body) {
    return app.postJson("/api/v1/incidents/" + line.id() + "/" + deed, body);
  }

  private void recover() {
    app.store()
        .write(
            tx -> {
              tx.outages().course(line, Episode.begun(ROUND, ROUND).recovered(NOW, NOW));
              return true;
            });
  }

  @Test
  void aRootNamesItsChildrenAndIsListedOnce() throws IOException {
    JsonNode roots = json(app.get("/api/v1/incidents?open=true"));
    assertThat(roots.at("/incidents")).hasSize(1);
    assertThat(roots.at("/incidents/0/children")).hasSize(1);
    assertThat(roots.at("/incidents/0/children/0").asLong()).isEqualTo(dns.id());
    assertThat(json(app.get("/api/v1/incidents?all=true")).at("/incidents")).hasSize(2);
    assertThat(json(app.get("/api/v1/incidents?cause=main-line")).at("/incidents")).hasSize(1);
    assertThat(json(app.get("/api/v1/incidents?cause=power")).at("/incidents")).isEmpty();
    assertThat(json(app.get("/api/v1/incidents?commune=toan-tinh")).at("/incidents")).isEmpty();
  }

  @Test
  void oneHasItsClockItsPeopleAndItsRunbook() throws IOException {
    JsonNode one = json(app.get("/api/v1/incidents/" + line.id()));
    assertThat(one.at("/cause").asText()).isEqualTo("main-line");
    assertThat(one.at("/clock/usedSeconds").asLong()).isEqualTo(43_200);
    assertThat(one.at("/clock/share").asDouble()).isEqualTo(0.5);
    assertThat(one.at("/clock/stage").asText()).isEqualTo("50");
    assertThat(one.at("/clock/dueAt").asText()).isEqualTo("2026-11-24T00:12:00Z");
    assertThat(one.at("/clock/breached").asBoolean()).isFalse();
    assertThat(one.at("/owner/role").asText()).isEqualTo("response-team");
    assertThat(one.at("/owner/label").asText()).contains("Tổ ứng cứu");
    assertThat(one.at("/runbook").asText()).isEqualTo("/incidents/" + line.id() + "#runbook");
    assertThat(one.at("/timeline/0/kind").asText()).isEqualTo("opened");
    assertThat(one.has("security")).isFalse();
    assertThat(json(app.get("/api/v1/incidents/" + dns.id())).at("/parent").asLong())
        .isEqualTo(line.id());
  }

  @Test
  void itIsMutedForATimeByARoleWithAReason() throws IOException {
    String why = "\"why\":\"chờ nhà mạng\",\"owner\":\"supplier\"";
    JsonNode muted = json(act("mute", "{\"hours\":\"24\"," + why + "}"));
    assertThat(muted.findValuesAsText("kind")).contains("muted");
    JsonNode mutes = json(app.get("/api/v1/mutes")).at("/mutes");
    assertThat(mutes).hasSize(1);
    assertThat(mutes.at("/0/target").asText()).isEqualTo("duong-chinh");
    assertThat(mutes.at("/0/until").asText()).isEqualTo(NOW.plusSeconds(86_400).toString());
    assertThat(mutes.at("/0/owner").asText()).isEqualTo("supplier");
    assertError(act("mute", "{\"hours\":\"169\"," + why + "}"), 400, "bad_hours");
    assertError(act("mute", "{\"hours\":\"1\",\"owner\":\"supplier\"}"), 400, "text_missing");
    assertError(
        act("mute", "{\"hours\":\"1\",\"why\":\"a\",\"owner\":\"x\"}"), 400, "unknown_role");
  }

  @Test
  void aTargetOrAWholeSiteIsMutedOverTheApi() throws IOException {
    String site = "\"site\":\"" + line.subject().site() + "\"";
    String rest = ",\"why\":\"sửa điện\",\"owner\":\"response-team\",\"until\":\"";
    String soon = NOW.plusSeconds(3600).toString();
    JsonNode muted = json(app.postJson("/api/v1/mutes", "{" + site + rest + soon + "\"}"));
    assertThat(muted.has("target")).isFalse();
    assertThat(muted.at("/author").asText()).isEqualTo("operator");
    String late = NOW.plusSeconds(8 * 86_400L).toString();
    assertError(app.postJson("/api/v1/mutes", "{" + site + rest + late + "\"}"), 400, "bad_time");
    assertError(app.postJson("/api/v1/mutes", "{" + site + rest + "\"}"), 400, "bad_time");
    assertError(
        app.postJson("/api/v1/mutes", "{\"site\":\"x/y\"" + rest + soon + "\"}"),
        400,
        "unknown_site");
  }

  @Test
  void aRoleGetsItAndWordsAboutItAreKeptWithoutNumbersOfPeople() throws IOException {
    assertThat(json(act("assign", "{\"to\":\"supplier\"}")).at("/assignedTo").asText())
        .isEqualTo("supplier");
    assertError(act("assign", "{\"to\":\"Nguyễn Văn A\"}"), 400, "unknown_role");
    JsonNode noted = json(act("note", "{\"text\":\" Nhà mạng hẹn 14 giờ \"}"));
    assertThat(noted.findValuesAsText("detail")).contains("Nhà mạng hẹn 14 giờ");
    assertThat(noted.findValuesAsText("author")).contains("operator");
    assertError(act("note", "{\"text\":\"gọi 0912345678\"}"), 400, "looks_like_phone");
    assertError(act("note", "{\"text\":\"\"}"), 400, "text_missing");
    assertError(act("note", "{\"text\":7}"), 400, "bad_body");
    assertError(act("note", "{"), 400, "bad_body");
    assertError(app.postJson("/api/v1/incidents/999/note", "{\"text\":\"a\"}"), 404, "not_found");
    String note = "/api/v1/incidents/" + line.id() + "/note";
    assertThat(app.post(note, "text=a", "OPERATOR").statusCode()).isEqualTo(415);
    assertError(
        app.post("/api/v1/incidents/" + line.id() + "/ack", "", "READER"), 403, "not_operator");
  }

  @Test
  void onlyWhatHasRecoveredIsClosedAndOnlyOnce() throws IOException {
    String words = "{\"cause\":\"Đứt cáp\",\"remedy\":\"Nhà mạng hàn nối\"}";
    assertError(act("close", words), 409, "still_failing");
    recover();
    assertError(act("assign", "{\"to\":\"supplier\"}"), 409, "already_over");
    assertError(act("close", "{\"cause\":\"Đứt cáp\"}"), 400, "text_missing");
    JsonNode closed = json(act("close", words));
    assertThat(closed.at("/closeCause").asText()).isEqualTo("Đứt cáp");
    assertThat(closed.at("/remedy").asText()).isEqualTo("Nhà mạng hàn nối");
    assertThat(closed.at("/closedAt").asText()).isEqualTo("2026-11-23T12:12:00Z");
    assertThat(closed.at("/closedBy").asText()).isEqualTo("operator");
    assertError(act("close", words), 409, "already_closed");
  }

  @Test
  void whatIsNotWatchedAnyMoreHasNotRecovered() throws IOException {
    app.store().write(tx -> tx.outages().withdraw(line, NOW));
    JsonNode one = json(app.get("/api/v1/incidents/" + line.id()));
    assertThat(one.at("/open").asBoolean()).isFalse();
    assertThat(one.at("/withdrawnAt").asText()).isEqualTo(NOW.toString());
    assertThat(one.has("recoveredAt")).isFalse();
    assertThat(one.at("/timeline").toString()).contains("\"kind\":\"withdrawn\"");
    String page = app.get("/incidents/" + line.id() + "?lang=en").body();
    assertThat(page)
        .contains("Not watched any more: it is not in the plan; this is no recovery")
        .doesNotContain("Recovered");
  }

  @Test
  void aSeriousOneHasTheTimeLimitsOfTheLaw() throws IOException {
    assertError(act("serious", "{\"detectedAt\":\"2026-11-23T20:00\"}"), 400, "bad_time");
    assertError(act("serious", "{\"detectedAt\":\"hôm qua\"}"), 400, "bad_time");
    JsonNode one = json(act("serious", "{\"detectedAt\":\"2026-11-23T08:00\"}"));
    assertThat(one.at("/security/detectedAt").asText()).isEqualTo("2026-11-23T01:00:00Z");
    assertThat(one.at("/security/noticeDueAt").asText()).isEqualTo("2026-11-24T01:00:00Z");
    assertThat(one.at("/security/reportDueAt").asText()).isEqualTo("2026-11-26T01:00:00Z");
    assertError(act("serious", "{}"), 409, "already_serious");
  }
}
