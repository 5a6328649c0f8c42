package vn.daugio.collector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.office.Contact;
import vn.daugio.collector.office.Contacts;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.Role;
import vn.daugio.collector.surface.Browser;
import vn.daugio.collector.surface.Offices;
import vn.daugio.collector.surface.Rows;
import vn.daugio.collector.surface.SurfaceApp;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Language;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** Incidents for people. */
class IncidentPagesTest {
  private static final Instant ROUND = Instant.parse("2026-11-23T00:12:00Z");
  private static final Instant NOW = Instant.parse("2026-11-23T18:12:00Z");
  private static final String TOKEN = "token=" + SurfaceApp.TOKEN + "&lang=vi";

  @TempDir Path folder;
  private SurfaceApp app;
  private Incident line;
  private Incident dns;
  private Incident scanner;

  @BeforeEach
  void start() throws Exception {
    Office plain = Offices.of(3);
    Contact main =
        new Contact(
            Role.RESPONSE_TEAM,
            Contact.Rank.MAIN,
            "Tổ trưởng Tổ ứng cứu",
            "0210 3800 113",
            Map.of());
    Contacts contacts = new Contacts(Map.of("dai-dong", List.of(main)));
    app =
        SurfaceApp.start(
            folder, new Office(plain.province(), plain.communes(), contacts, List.of()), NOW);
    Rows rows = new Rows(app.store(), ROUND);
    line =
        rows.incident(
            CheckType.INTERNET_LINK, "duong-chinh", Severity.HIGH, Reason.INTERNET_UNREACHABLE);
    dns =
        rows.incident(
            CheckType.INTERNET_DNS, "duong-chinh", Severity.HIGH, Reason.INTERNET_DNS_NO_ANSWER);
    Rows before = new Rows(app.store(), ROUND.minusSeconds(36_000));
    before.put(
        CheckType.SCANNER_READY,
        "may-quet-1",
        Outcome.FAIL,
        Reason.SCANNER_STOPPED,
        Map.of("state", "<b>Stopped</b>"));
    scanner =
        before.incident(
            CheckType.SCANNER_READY, "may-quet-1", Severity.MEDIUM, Reason.SCANNER_STOPPED);
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

  private String page(Incident incident) {
    HttpResponse<String> answer = app.get("/incidents/" + incident.id());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private String act(Incident incident, String deed, String fields) {
    HttpResponse<String> answer =
        app.post("/incidents/" + incident.id() + "/" + deed, TOKEN + "&" + fields, null);
    assertThat(answer.statusCode()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow().replaceAll(".*(/incidents)", "$1");
  }

  @Test
  void theMostUrgentStandsFirstWithItsClock() {
    String page = app.get("/incidents").body();
    assertThat(page)
        .contains("2 sự cố đang mở, 1 sự cố quá 24 giờ.")
        .contains("<span>Quá hạn 4 giờ, hạn là 21 giờ 12 ngày 23/11/2026</span>")
        .contains(
            "<p class=\"clock s50\">", "width=\"75\"", "Đã qua 18 giờ trong 24 giờ (75%), hạn")
        .contains("Phân loại: đường truyền Internet chính · Kèm 1 biểu hiện khác")
        .contains("Phụ trách: <strong>Tổ trưởng Tổ ứng cứu, 0210 3800 113</strong>")
        .contains("<span class=\"new\">Chưa tiếp nhận</span>")
        .doesNotContain("id=\"incident-" + dns.id() + "\"", "<b>");
    assertThat(page.indexOf("incident-" + scanner.id()))
        .isPositive()
        .isLessThan(page.indexOf("incident-" + line.id()));
    assertThat(app.get("/incidents?lang=en").body())
        .contains("2 incidents are open, 1 of them beyond 24 hours.");
    assertThat(app.get("/").body())
        .contains("<a href=\"/incidents/" + line.id() + "?lang=vi\">")
        .doesNotContain("<a href=\"/incidents/" + dns.id() + "?lang=vi\">");
  }

  @Test
  void oneTellsWhatHappenedWhatToDoAndWhomToCall() {
    assertThat(page(line))
        .contains("<time>07 giờ 12 ngày 23/11/2026</time>Phát hiện:")
        .contains("</time>Phân loại: đường truyền Internet chính")
        .contains("<a href=\"/incidents/" + dns.id() + "?lang=vi\">")
        .contains("<h3>Việc cần làm</h3>")
        .contains("<li>Tổ ứng cứu công nghệ: <strong>Tổ trưởng Tổ ứng cứu, 0210 3800 113</strong>")
        .contains("Đóng được khi kết quả kiểm tra đã đạt trở lại.")
        .doesNotContain("/close\"");
    assertThat(page(dns)).contains("Thuộc sự cố số " + line.id());
    assertThat(app.get("/incidents/" + line.id() + "?lang=en").body())
        .contains("<h3>What to do</h3>");
    assertThat(app.get("/incidents/999").statusCode()).isEqualTo(404);
  }

  @Test
  void theFormsDoWhatTheySayOnlyWithTheToken() {
    String here = "/incidents/" + line.id() + "?lang=vi";
    HttpResponse<String> wrong =
        app.post("/incidents/" + line.id() + "/ack", "token=guess&lang=vi", null);
    assertThat(wrong.headers().firstValue("Location").orElseThrow())
        .endsWith(here + "&said=wrong-token");
    assertThat(app.get(here + "&said=wrong-token").body()).contains("Mã thao tác không đúng");
    assertThat(app.get(here + "&said=%3Cb%3E").body()).doesNotContain("role=\"alert\"");
    assertThat(act(line, "ack", "")).isEqualTo(here);
    assertThat(act(line, "ack", "")).isEqualTo(here + "&said=already_taken");
    assertThat(act(line, "assign", "to=supplier")).isEqualTo(here);
    assertThat(act(line, "note", "text=0912345678")).isEqualTo(here + "&said=looks_like_phone");
    assertThat(act(line, "note", "text=%3Ci%3Ehẹn+14+giờ")).isEqualTo(here);
    assertThat(act(line, "close", "cause=a&remedy=b")).isEqualTo(here + "&said=still_failing");
    assertThat(page(line))
        .contains("Đã phân công: Tổ đối ứng của doanh nghiệp")
        .contains("Ghi chú, bởi người giữ mã thao tác: &lt;i&gt;hẹn 14 giờ")
        .contains("Tiếp nhận, bởi người giữ mã thao tác");
    Episode over = Episode.begun(ROUND, ROUND).recovered(NOW, NOW);
    app.store()
        .write(
            tx -> {
              tx.outages().course(line, over);
              return true;
            });
    assertThat(page(line))
        .contains("Khắc phục sau 18 giờ, trong thời hạn 24 giờ")
        .contains("action=\"/incidents/" + line.id() + "/close\"");
    assertThat(act(line, "close", "cause=Đứt+cáp&remedy=Hàn+nối")).isEqualTo(here);
    assertThat(page(line)).contains("<p>Nguyên nhân: Đứt cáp</p>", "Đã đóng");
  }

  @Test
  void everyRunbookHasItsHalvesInBothLanguages() {
    for (Reason reason : Reason.values()) {
      for (Language language : Language.values()) {
        assertThat(Runbook.of(reason.code(), language).orElseThrow().sections())
            .as(reason.code())
            .hasSize(5);
      }
    }
    assertThat(Runbook.of("../secret", Language.VI)).isEmpty();
    assertThat(Runbook.of("no.such", Language.VI)).isEmpty();
  }

  @Test
  void nothingIsWiderThanATelephone() throws Exception {
    try (Browser browser = Browser.start(folder)) {
      for (String path : List.of("/incidents", "/incidents/" + line.id())) {
        for (String language : List.of("vi", "en")) {
          for (int width : List.of(360, 1280)) {
            browser.open(app.uri(path + "?lang=" + language), width);
            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .as("%s at %s px", path, width)
                .isEqualTo(width);
            keep(path.substring(1).replace('/', '-') + "-" + language + "-" + width, browser);
          }
        }
      }
    }
  }

  private static void keep(String name, Browser browser) throws IOException {
    @Nullable String figures = System.getProperty("daugio.figures");
    if (figures != null) {
      Files.write(
          Files.createDirectories(Path.of(figures)).resolve(name + ".png"), browser.picture());
    }
  }
}
