package vn.daugio.collector.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.surface.Offices;
import vn.daugio.collector.surface.Rows;
import vn.daugio.collector.surface.SurfaceApp;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.HandbookLine;
import vn.daugio.protocol.Language;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Wording;

/** JSON and text for programs, and the answers to mistakes. */
class ApiTest {
  private static final Instant ROUND = Instant.parse("2026-11-23T00:12:00Z");
  private static final Instant NOW = Instant.parse("2026-11-23T00:40:00Z");
  private static final String SHEET = "/api/v1/sheets/dai-dong/tru-so/2026-11-23";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static SurfaceApp app;

  /** Yesterday's state of something that is in the plan no more. */
  private static void memory(Office office) {
    assertThat(office.sites().get(0).target("may-in-cu")).isEmpty();
    new Rows(app.store(), ROUND.minusSeconds(86_400))
        .put(CheckType.PRINTER_STATUS, "may-in-cu", Outcome.FAIL, Reason.PRINTER_DOWN, Map.of());
  }

  @BeforeAll
  static void start() throws Exception {
    Office office = Offices.of(3);
    app = SurfaceApp.start(folder, office, NOW);
    memory(office);
    new Rows(app.store(), ROUND)
        .fine(office)
        .put(
            CheckType.SCANNER_READY,
            "may-quet-1",
            Outcome.FAIL,
            Reason.SCANNER_STOPPED,
            Map.of("state", "Stopped"));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static long incident() {
    return new Rows(app.store(), ROUND)
        .incident(
            CheckType.SCANNER_READY,
            "may-quet-" + System.nanoTime(),
            Severity.MEDIUM,
            Reason.SCANNER_STOPPED)
        .id();
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    return JSON.readTree(response.body());
  }

  private static void assertError(HttpResponse<String> response, int status, String reason)
      throws IOException {
    assertThat(response.statusCode()).isEqualTo(status);
    JsonNode body = json(response);
    assertThat(body.at("/reason").asText()).isEqualTo(reason);
    assertThat(body.at("/detail").asText()).isNotEmpty().doesNotContain("Exception");
    assertThat(body).hasSize(2);
  }

  @Test
  void theSheetAsJsonHasCodesAndWords() throws IOException {
    JsonNode sheet = json(app.get(SHEET));
    assertThat(sheet.at("/verdict").asText()).isEqualTo("not-ready");
    assertThat(sheet.at("/verdictText").asText()).isEqualTo("chưa sẵn sàng");
    assertThat(sheet.at("/coverage/reported").asInt()).isEqualTo(3);
    assertThat(sheet.at("/coverage/text").asText()).isEqualTo("3/3 máy đã báo cáo");
    assertThat(sheet.at("/workingDay").asBoolean()).isTrue();
    assertThat(sheet.at("/lines")).hasSize(21);
    JsonNode scanners = sheet.at("/lines/8");
    assertThat(scanners.at("/line").asText()).isEqualTo("scanners");
    assertThat(scanners.at("/light").asText()).isEqualTo("fail");
    assertThat(scanners.at("/since").asText()).isEqualTo("2026-11-23T00:12:00Z");
    assertThat(scanners.at("/items/0/target").asText()).isEqualTo("may-quet-1");
    assertThat(scanners.at("/items/0/reason").asText()).isEqualTo("scanner.stopped");
    assertThat(sheet.at("/toConfirm").asInt()).isEqualTo(15);
    assertThat(scanners.at("/text").asText()).isEqualTo("Máy quét trả lời và sẵn sàng");
    assertThat(scanners.at("/human").asText()).isEqualTo("Quét thử một trang");
    assertThat(sheet.at("/lines/6").has("human")).isFalse();
    assertThat(json(app.get(SHEET + "?lang=en")).at("/verdictText").asText())
        .isEqualTo("not ready");
  }

  @Test
  void theSheetAsTextFitsATerminal() {
    HttpResponse<String> response = app.get(SHEET, "text/plain");
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .isEqualTo("text/plain;charset=utf-8");
    assertThat(response.body())
        .startsWith("PHIẾU KIỂM TRA ĐẦU GIỜ · Xã Đại Đồng, Trụ sở\nThứ Hai, ngày 23/11/2026\n\n")
        .contains("\nCHƯA SẴN SÀNG · 3/3 máy đã báo cáo\n")
        .contains("\n 9 [Không đạt    ] ")
        .contains("\n10 [Chưa kiểm tra] ")
        .contains("\n     [ ] Quét thử một trang\n", "\n     [ ] In thử một trang\n")
        .contains("Đề nghị xử lý trước giờ mở quầy. Còn 15 mục chờ người xác nhận.\n")
        .contains("độ trễ 12 ms · mất gói 0% · dao động 2 ms");
    assertThat(response.body().lines()).allMatch(line -> line.length() <= 100);
    for (HandbookLine line : HandbookLine.values()) {
      String text = Wording.in(Language.VI).line(line);
      assertThat(response.body()).contains(text.substring(0, Math.min(12, text.length())));
    }
    assertThat(app.get(SHEET + "?lang=en", "text/plain").body())
        .contains("\nNOT READY · 3/3 computers have reported\n");
  }

  @Test
  void mistakesAreAnsweredWithAReason() throws IOException {
    assertError(app.get("/api/v1/sheets/dai-dong/tru-so/2026-11-24"), 404, "not_found");
    assertError(app.get("/api/v1/sheets/dai-dong/khong-co/2026-11-23"), 404, "not_found");
    assertError(app.get("/api/v1/sheets/dai-dong/tru-so/2026-02-31"), 400, "bad_date");
    assertError(app.get("/api/v1/nothing"), 404, "not_found");
    assertError(app.post(SHEET, "", null), 405, "method_not_allowed");
    assertError(app.get(SHEET, "image/png"), 406, "not_acceptable");
    assertError(app.get("/api/v1/incidents/999999"), 404, "not_found");
    assertError(app.get("/api/v1/incidents?commune=khong-co"), 404, "not_found");
    assertError(app.get("/?site=khong/co"), 404, "not_found");
  }

  @Test
  void anIncidentIsTakenOnceByAnOperator() throws IOException {
    long id = incident();
    String path = "/api/v1/incidents/" + id;
    assertError(app.post(path + "/ack", "", null), 403, "not_operator");
    assertError(app.post(path + "/ack", "", "READER"), 403, "not_operator");
    assertThat(json(app.get(path)).at("/timeline")).hasSize(2);
    JsonNode taken = json(app.post(path + "/ack", "", "OPERATOR"));
    assertThat(taken.at("/acknowledgedAt").asText()).isEqualTo("2026-11-23T00:40:00Z");
    assertThat(taken.at("/acknowledgedBy").asText()).isEqualTo("operator");
    assertThat(taken.at("/timeline/2/kind").asText()).isEqualTo("acknowledged");
    assertError(app.post(path + "/ack", "", "OPERATOR"), 409, "already_taken");
    assertError(app.post("/api/v1/incidents/999999/ack", "", "OPERATOR"), 404, "not_found");
  }

  @Test
  void openIncidentsAreListedByCommune() throws IOException {
    long id = incident();
    assertThat(json(app.get("/api/v1/incidents?open=true&commune=dai-dong")).at("/incidents"))
        .anySatisfy(
            one -> {
              assertThat(one.at("/id").asLong()).isEqualTo(id);
              assertThat(one.at("/commune").asText()).isEqualTo("dai-dong");
              assertThat(one.at("/site").asText()).isEqualTo("dai-dong/tru-so");
              assertThat(one.at("/severity").asText()).isEqualTo("medium");
              assertThat(one.at("/open").asBoolean()).isTrue();
            });
    assertThat(json(app.get("/api/v1/incidents?open=true&commune=tam-son")).at("/incidents"))
        .isEmpty();
    assertThat(json(app.get("/api/v1/incidents?commune=dai-dong")).at("/incidents/0/id").asLong())
        .isPositive();
  }

  @Test
  void theFleetNamesMachinesTargetsAndStates() throws IOException {
    JsonNode site = json(app.get("/api/v1/fleet")).at("/sites/0");
    assertThat(site.at("/site").asText()).isEqualTo("dai-dong/tru-so");
    assertThat(site.at("/machines")).hasSize(3);
    assertThat(site.at("/machines/0/machine").asText()).isEqualTo("OC-Q1-01");
    assertThat(site.at("/machines/0/prober").asBoolean()).isTrue();
    assertThat(site.at("/machines/0/lastReportAt").asText()).isEqualTo("2026-11-23T00:12:00Z");
    assertThat(site.at("/targets/0/kind").asText()).isEqualTo("printer");
    assertThat(site.at("/states")).hasSize(26);
  }
}
