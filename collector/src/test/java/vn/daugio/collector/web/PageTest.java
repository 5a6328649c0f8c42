package vn.daugio.collector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.surface.Offices;
import vn.daugio.collector.surface.Programs;
import vn.daugio.collector.surface.Rows;
import vn.daugio.collector.surface.SurfaceApp;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** The clerk's page. */
class PageTest {
  private static final Instant ROUND = Instant.parse("2026-11-23T00:12:00Z");
  private static final Instant NOW = Instant.parse("2026-11-23T00:40:00Z");

  @TempDir Path folder;
  private final Office office = Offices.of(5);
  private SurfaceApp app;
  private Rows rows;

  @BeforeEach
  void start() throws Exception {
    app = SurfaceApp.start(folder, office, NOW);
    rows = new Rows(app.store(), ROUND);
  }

  @AfterEach
  void stop() {
    app.close();
  }

  private void outage() {
    rows.fine(office);
    rows.put(
        CheckType.INTERNET_LINK,
        "duong-chinh",
        Outcome.FAIL,
        Reason.INTERNET_UNREACHABLE,
        Map.of());
    rows.blocked(CheckType.INTERNET_DNS, "duong-chinh", CheckType.INTERNET_LINK, "duong-chinh");
    for (String system : List.of("mot-cua", "dvcqg", "ioffice")) {
      rows.blocked(CheckType.SYSTEM_WEB, system, CheckType.INTERNET_LINK, "duong-chinh");
    }
  }

  @Test
  void oneOutageIsSeenOnce() {
    outage();
    String page = app.get("/").body();
    assertThat(page)
        .contains("<p class=\"word\">chưa sẵn sàng</p>")
        .contains("<p class=\"coverage\">5/5 máy đã báo cáo</p>")
        .contains("Vì vậy chưa kiểm tra được 4 mục khác");
    assertThat(Pattern.compile("<tr class=\"fail\"").matcher(page).results()).hasSize(1);
    assertThat(Pattern.compile("<tr class=\"unknown\"").matcher(page).results()).hasSize(3);
    assertThat(Pattern.compile("<p class=\"waiting\">").matcher(page).results()).hasSize(3);
  }

  @Test
  void everyLightHasAShapeAndAWord() {
    rows.fine(office);
    String page = app.get("/").body();
    assertThat(page)
        .contains("<p class=\"word\">sẵn sàng</p>")
        .contains("<use href=\"#i-ok\"/></svg><span>Đạt</span>")
        .contains("<use href=\"#i-open\"/></svg><span>Chưa kiểm tra</span>")
        .contains("<use href=\"#i-open\"/></svg>Cần người xác nhận: In thử một trang</p>")
        .contains("Mọi mục tự động kiểm tra đều đạt. Còn 15 mục chờ người xác nhận.");
    assertThat(Pattern.compile("<p class=\"human\">").matcher(page).results()).hasSize(12);
    assertThat(Pattern.compile("<p class=\"open-text\">").matcher(page).results()).hasSize(5);
    assertThat(Pattern.compile("<tr class=\"").matcher(page).results()).hasSize(21);
  }

  @Test
  void suppliesHaveABarOnlyWithANumber() {
    rows.put(
        CheckType.PRINTER_SUPPLIES,
        "may-in-q1",
        Outcome.WARN,
        Reason.PRINTER_SUPPLY_LOW,
        Map.of("supplies", "Black <b>Cartridge</b>"),
        Rows.supply("1.1", "Black <b>Cartridge</b>", "toner", "consumed", "low"),
        Rows.level("1.1", "Black <b>Cartridge</b>", "toner", "consumed", 0.07),
        Rows.supply("1.2", "Fuser", "fuser", "consumed", "some_remaining"),
        Rows.supply("1.3", "Drum", "opc", "consumed", "unknown"));
    String page = app.get("/").body();
    assertThat(page)
        .contains("sắp hết, còn 7%")
        .contains("<span>Fuser</span> <em>còn, không rõ bao nhiêu</em>")
        .contains("<span>Drum</span> <em>máy in không báo</em>")
        .contains("Black &lt;b&gt;Cartridge")
        .doesNotContain("<b>");
    assertThat(Pattern.compile("class=\"bar\"").matcher(page).results()).hasSize(1);
  }

  @Test
  void ipv6IsOneSentenceAtTheLine() {
    assertThat(app.get("/").body()).doesNotContain("IPv6:");
    rows.put(CheckType.IPV6_READINESS, "OC-Q1-01", Outcome.OK, null, Map.of("ipv6", "ready"));
    rows.put(CheckType.IPV6_READINESS, "OC-Q1-02", Outcome.WARN, Reason.IPV6_NO_ROUTE, Map.of());
    assertThat(app.get("/").body())
        .contains(
            "<p class=\"measures\">IPv6: 1/5 máy tính đã kết nối được, 1 máy đang chuyển đổi,"
                + " 3 máy chưa xác định.</p>");
    assertThat(app.get("/?lang=en").body())
        .contains("IPv6: 1 of 5 computers connect, 1 begun, 3 not known.");
    assertThat(app.get("/api/v1/sheets/dai-dong/tru-so/2026-11-23").body())
        .contains("\"ipv6\":{\"ready\":1,\"begun\":1,\"absent\":0,\"unknown\":3}");
  }

  @Test
  void languageSiteAndDateAreChosenByTheAddress() {
    assertThat(app.get("/?lang=en").body())
        .contains(
            "<html lang=\"en\"", "<p class=\"word\">not enough data</p>", "Monday, 23/11/2026");
    assertThat(app.get("/?site=tam-son/tru-so").body()).contains("Xã Tam Sơn · Trụ sở");
    assertThat(app.get("/?date=2026-09-02").body())
        .contains("Ngày nghỉ: Quốc khánh.")
        .doesNotContain("hx-get");
    assertThat(app.get("/?date=2026-11-24").statusCode()).isEqualTo(404);
    assertThat(app.get("/sheet-part").body()).startsWith("<section class=\"verdict");
  }

  @Test
  void theFormTakesAnIncidentOnlyWithTheToken() {
    long id =
        rows.incident(
                CheckType.SCANNER_READY, "may-quet-1", Severity.MEDIUM, Reason.SCANNER_STOPPED)
            .id();
    String form = "/incidents/" + id + "/acknowledge";
    assertThat(app.get("/").body())
        .contains("action=\"" + form + "\"")
        .contains("Từ 07 giờ 12, đã 28 phút")
        .contains("Gọi: <strong>Tổ ứng cứu công nghệ xã, 0210 3800 113</strong>");
    HttpResponse<String> wrong = app.post(form, "token=guess&lang=vi", null);
    assertThat(wrong.statusCode()).isEqualTo(303);
    assertThat(wrong.body()).isEmpty();
    assertThat(wrong.headers().firstValue("Location").orElseThrow())
        .endsWith("/?lang=vi&said=wrong-token");
    assertThat(app.get("/?lang=vi&said=wrong-token").body()).contains("Mã thao tác không đúng");
    assertThat(app.get("/?said=other").body()).doesNotContain("Mã thao tác không đúng");
    HttpResponse<String> right = app.post(form, "token=" + SurfaceApp.TOKEN + "&lang=en", null);
    assertThat(right.statusCode()).isEqualTo(303);
    assertThat(right.headers().firstValue("Location").orElseThrow())
        .endsWith("/?site=dai-dong%2Ftru-so&lang=en");
    assertThat(app.get("/").body()).contains("Đã tiếp nhận lúc 07 giờ 40");
    assertThat(app.post(form, "token=" + SurfaceApp.TOKEN, null).statusCode()).isEqualTo(409);
  }

  @Test
  void theLinkInANoticeLeadsToTheIncident() {
    long id =
        rows.incident(
                CheckType.SCANNER_READY, "may-quet-1", Severity.MEDIUM, Reason.SCANNER_STOPPED)
            .id();
    HttpResponse<String> link = app.get("/incidents/" + id + "?lang=en");
    assertThat(link.statusCode()).isEqualTo(200);
    assertThat(link.body()).contains("Incident " + id);
    assertThat(app.get("/").body()).contains("id=\"incident-" + id + "\"");
    assertThat(app.get("/incidents/999").statusCode()).isEqualTo(404);
  }

  @Test
  void everythingComesFromHereAndNothingIsInline() {
    HttpResponse<String> page = app.get("/");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.body()).doesNotContain("style=\"", "onclick", "http://", "https://", "//cdn");
    List<String> links =
        Pattern.compile("(?:src|href)=\"(/(?:webjars|assets)/[^\"]+)\"")
            .matcher(page.body())
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(links).hasSize(5);
    assertThat(links).allSatisfy(link -> assertThat(app.get(link).statusCode()).isEqualTo(200));
  }

  @Test
  void aBrowserShowsTheVerdictAndAsksNobodyElse() throws Exception {
    String chromium = Programs.require("chromium");
    outage();
    Path log = folder.resolve("net.json");
    String dom =
        Programs.run(
            folder,
            "",
            List.of(
                chromium,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"),
                "--log-net-log=" + log,
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--dump-dom",
                app.uri("/").toString()));
    assertThat(dom).contains("<p class=\"word\">chưa sẵn sàng</p>");
    // the browser also calls its maker by itself, in vain here; the page is the initiator of these
    String here = app.uri("/").toString();
    String origin = here.substring(0, here.length() - 1);
    List<String> asked =
        Pattern.compile("\"initiator\":\"" + origin + "\"[^\\n]*?\"url\":\"([^\"]+)\"")
            .matcher(Files.readString(log))
            .results()
            .map(found -> found.group(1))
            .distinct()
            .toList();
    assertThat(asked)
        .contains(here + "assets/daugio.css", here + "webjars/htmx.org/2.0.10/dist/htmx.min.js")
        .allMatch(url -> url.startsWith(here));
  }
}
