package vn.daugio.collector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.surface.Browser;
import vn.daugio.collector.surface.Offices;
import vn.daugio.collector.surface.Rows;
import vn.daugio.collector.surface.SurfaceApp;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;

/** The declaration of a serious security incident and its forms. */
class LegalPagesTest {
  private static final Instant ROUND = Instant.parse("2026-11-23T00:12:00Z");
  private static final Instant NOW = Instant.parse("2026-11-23T18:12:00Z");

  @TempDir Path folder;
  private SurfaceApp app;
  private String page = "";

  @BeforeEach
  void start() throws Exception {
    app = SurfaceApp.start(folder, Offices.of(3), NOW);
    long id =
        new Rows(app.store(), ROUND)
            .incident(
                CheckType.ENDPOINT_PROTECTION,
                "OC-Q1-01",
                Severity.MEDIUM,
                Reason.ENDPOINT_NOT_RUNNING)
            .id();
    page = "/incidents/" + id;
  }

  @AfterEach
  void stop() {
    app.close();
  }

  private void declare() {
    HttpResponse<String> answer =
        app.post(
            page + "/serious", "token=" + SurfaceApp.TOKEN + "&detectedAt=2026-11-23T08:00", null);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith(page + "?lang=vi");
  }

  @Test
  void theFormsAreThereOnlyAfterTheDeclaration() {
    assertThat(app.get(page).body()).contains("action=\"" + page + "/serious\"");
    assertThat(app.get(page + "/notice-24h").statusCode()).isEqualTo(409);
    declare();
    assertThat(app.get(page).body())
        .contains(
            "Thông báo ban đầu (24 giờ), hạn 08 giờ 00 ngày 24/11/2026: còn 6 giờ 48 phút",
            "Báo cáo sự cố (72 giờ), hạn 08 giờ 00 ngày 26/11/2026: còn 2 ngày 6 giờ",
            "href=\"" + page + "/notice-24h?lang")
        .doesNotContain("/serious\"");
    app.setNow(NOW.plusSeconds(86_400));
    assertThat(app.get(page + "?lang=en").body())
        .contains("First notice (24 hours), due 08:00 on 24/11/2026: overdue by 17 h 12 min");
  }

  @Test
  void whatIsKnownIsFilledInAndTheRestIsDotted() {
    declare();
    app.postJson("/api/v1" + page + "/note", "{\"text\":\"Đã ngắt mạng máy OC-Q1-01\"}");
    String notice = app.get(page + "/notice-24h").body();
    assertThat(notice)
        .contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "XÃ ĐẠI ĐỒNG", "/TB-UBND")
        .contains("<h1>THÔNG BÁO BAN ĐẦU SỰ CỐ AN NINH MẠNG NGHIÊM TRỌNG</h1>")
        .contains("<span class=\"value\">08 giờ 00 ngày 23/11/2026</span>")
        .contains("Đã ngắt mạng máy OC-Q1-01", "Hạn gửi: 08 giờ 00 ngày 24/11/2026.")
        .contains("<span class=\"value\">Chưa khắc phục</span>");
    assertThat(Pattern.compile("<span class=\"dots\">").matcher(notice).results()).hasSize(6);
    assertThat(app.get(page + "/report-72h").body())
        .contains("<h1>BÁO CÁO SỰ CỐ AN NINH MẠNG NGHIÊM TRỌNG</h1>", "/BC-UBND", "Diễn biến");
    assertThat(app.get(page + "/report-72h?lang=en").body())
        .contains("A reading aid: the Vietnamese form is the one to send.");
    assertThat(app.get("/assets/legal.css").statusCode()).isEqualTo(200);
  }

  @Test
  void itIsAsWideAsATelephoneAndAtMostTwoPagesOfPaper() throws Exception {
    declare();
    try (Browser browser = Browser.start(folder)) {
      browser.open(app.uri(page + "/notice-24h"), 360);
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(360);
      browser.open(app.uri(page + "/report-72h"), 1280);
      String text = new String(browser.pdf(), java.nio.charset.StandardCharsets.ISO_8859_1);
      assertThat(Pattern.compile("/Type\\s*/Page\\b").matcher(text).results().count())
          .isBetween(1L, 2L);
      @Nullable String figures = System.getProperty("daugio.figures");
      if (figures != null) {
        Files.write(
            Files.createDirectories(Path.of(figures)).resolve("report.png"), browser.picture());
      }
    }
  }
}
