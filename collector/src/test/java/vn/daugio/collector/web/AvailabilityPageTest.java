package vn.daugio.collector.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.office.Contacts;
import vn.daugio.collector.office.Maintenance;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.ReportTable;
import vn.daugio.collector.surface.Browser;
import vn.daugio.collector.surface.Offices;
import vn.daugio.collector.surface.Rows;
import vn.daugio.collector.surface.SurfaceApp;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * Availability within opening hours, for people and programs. The counter is open from 07:30 to
 * 11:30 and from 13:00 to 16:30; the prober was not heard of from 10:00 to 10:30.
 */
class AvailabilityPageTest {
  private static final String API = "/api/v1/incidents/availability";
  private static final String DAY = "?commune=dai-dong&from=2026-11-23&to=2026-11-23";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static SurfaceApp app;

  @BeforeAll
  static void start() throws Exception {
    app = SurfaceApp.start(folder, office(), at("2026-11-23T19:00"));
    report("2026-11-23T07:00", "2026-11-23T10:00");
    report("2026-11-23T10:30", "2026-11-23T16:40");
    at("2026-11-23T07:00", CheckType.SYSTEM_WEB, "mot-cua", Outcome.OK, null);
    at(
        "2026-11-23T09:00",
        CheckType.SYSTEM_WEB,
        "mot-cua",
        Outcome.FAIL,
        Reason.SYSTEM_UNREACHABLE);
    at("2026-11-23T09:30", CheckType.SYSTEM_WEB, "mot-cua", Outcome.OK, null);
    at("2026-11-23T16:35", CheckType.SYSTEM_WEB, "mot-cua", Outcome.OK, null);
    at("2026-11-20T09:00", CheckType.INTERNET_LINK, "duong-chinh", Outcome.OK, null);
    at(
        "2026-11-23T14:00",
        CheckType.INTERNET_LINK,
        "duong-chinh",
        Outcome.WARN,
        Reason.INTERNET_FOREIGN_UNREACHABLE);
    at("2026-11-23T14:45", CheckType.INTERNET_LINK, "duong-chinh", Outcome.OK, null);
    at("2026-11-23T16:35", CheckType.INTERNET_LINK, "duong-chinh", Outcome.OK, null);
    // taken off at 14:00
    at("2026-11-23T07:00", CheckType.PRINTER_STATUS, "may-in-q1", Outcome.OK, null);
    at("2026-11-23T14:00", CheckType.PRINTER_STATUS, "may-in-q1", Outcome.OK, null);
    at(
        "2026-11-23T07:00",
        CheckType.LAN_GATEWAY,
        "gateway",
        Outcome.FAIL,
        Reason.LAN_GATEWAY_UNREACHABLE);
    at("2026-11-23T07:00", CheckType.COMPUTER_HEALTH, Offices.machine(1), Outcome.OK, null);
  }

  @AfterAll
  static void stop() {
    if (app != null) {
      app.close();
    }
  }

  private static Office office() {
    Office plain = Offices.of(3);
    return new Office(
        plain.province(),
        plain.communes(),
        Contacts.NONE,
        List.of(
            new Maintenance(
                Offices.SITE,
                Set.of("ioffice"),
                new Maintenance.Once(at("2026-11-23T08:00"), at("2026-11-23T09:00")),
                "w",
                "supplier")));
  }

  private static Instant at(String time) {
    return LocalDateTime.parse(time).atZone(OfficeZone.ZONE).toInstant();
  }

  private static void at(
      String time, CheckType type, String target, Outcome outcome, @Nullable Reason reason) {
    new Rows(app.store(), at(time)).put(type, target, outcome, reason, Map.of());
  }

  private static void report(String first, String last) {
    app.store()
        .write(
            tx -> {
              tx.reports()
                  .add(
                      new ReportTable.Key(Offices.SITE, Offices.machine(1), first, 1),
                      at(last),
                      new ReportTable.Span(at(first), at(last)),
                      0,
                      new byte[0]);
              return true;
            });
  }

  private static String numbers(int open, int up, int down, int unknown, int planned) {
    return "\"openSeconds\":%s.0,\"upSeconds\":%s.0,\"downSeconds\":%s.0,\"unknownSeconds\":%s.0,\"plannedSeconds\":%s.0,"
        .formatted(open, up, down, unknown, planned);
  }

  @Test
  void programsGetEachServiceWorstFirst() throws Exception {
    String body = app.get(API + DAY).body();
    assertThat(body)
        .startsWith(
            "{\"commune\":\"dai-dong\",\"from\":\"2026-11-23\",\"to\":\"2026-11-23\","
                + numbers(185_400, 65_700, 4_500, 115_200, 3_600)
                + "\"availability\":"
                + 65_700 / 70_200.0
                + ",\"unknownShare\":"
                + 115_200 / 185_400.0
                + ",\"sites\":[{\"site\":\"dai-dong/tru-so\",")
        .contains(
            "{\"target\":\"duong-chinh\",\"check\":\"internet.link\","
                + numbers(27_000, 23_100, 2_700, 1_200, 0)
                + "\"availability\":"
                + 23_100 / 25_800.0)
        .contains(
            "{\"target\":\"mot-cua\",\"check\":\"system.web\","
                + numbers(27_000, 24_000, 1_800, 1_200, 0))
        .as("not seen after 14:30, and never 100 % so")
        .contains(
            "{\"target\":\"may-in-q1\",\"check\":\"printer.status\","
                + numbers(27_000, 18_600, 0, 8_400, 0)
                + "\"unknownShare\":"
                + 8_400 / 27_000.0
                + "}")
        .contains(
            "{\"target\":\"ioffice\",\"check\":\"system.web\","
                + numbers(23_400, 0, 0, 23_400, 3_600)
                + "\"unknownShare\":1.0}")
        .as("a site without services")
        .contains("{\"site\":\"dai-dong/mot-cua\"," + numbers(0, 0, 0, 0, 0) + "\"services\":[]}")
        .doesNotContain("gateway", "computer.health");
    JsonNode services = JSON.readTree(body).at("/sites/0/services");
    assertThat(services.findValuesAsText("target"))
        .containsExactly(
            "duong-chinh", "mot-cua", "dvcqg", "ioffice", "may-in-q2", "may-quet-1", "may-in-q1");
  }

  @Test
  void aPeriodThatCannotBeToldIsRefused() {
    assertThat(app.get(API).body()).contains("\"from\":\"2026-11-01\",\"to\":\"2026-11-23\"");
    assertThat(app.get(API + "?commune=x").statusCode()).isEqualTo(404);
    assertThat(app.get(API + "?from=2026-11-02&to=2026-11-01").body())
        .contains("bad_date", "the last day is before the first");
    assertThat(app.get(API + "?from=2025-11-23&to=2026-11-24").body())
        .contains("bad_date", "at most 366 days");
    assertThat(app.get(API + "?from=-99999-01-01").body()).contains("bad_date");
    assertThat(app.get(API + "?from=2026-12-01&to=2026-12-31").body())
        .as("not begun")
        .contains(numbers(0, 0, 0, 0, 0) + "\"sites\"");
  }

  @Test
  void peopleGetItBesideTheTimeThatIsNotKnown() {
    assertThat(app.get("/incidents/figures?commune=dai-dong").body())
        .contains("Tỷ lệ sẵn sàng trong giờ mở cửa: 93,5%")
        // 16 days of 7.5 hours of 7 services, without the planned hour
        .contains(
            "Của 7 dịch vụ, tổng giờ mở cửa 839 giờ: đạt 18 giờ 15 phút, không đạt 1 giờ 15 phút,"
                + " chưa xác định 819 giờ 30 phút (97,7%). Không tính 1 giờ bảo trì theo kế hoạch.")
        .contains("<th scope=\"row\" class=\"line\">Xã Đại Đồng · Trụ sở</th>")
        .contains("<span>89,5%</span>", "<span>Chưa ghi nhận gián đoạn</span>")
        .contains("Không có giờ mở cửa trong kỳ.");
    assertThat(app.get("/incidents/figures?commune=dai-dong&month=2026-10&lang=en").body())
        .contains("Availability within opening hours: Not known");
    assertThat(app.get("/incidents/figures?commune=tam-son&lang=en").body())
        .contains("No opening hours in the period.")
        .doesNotContain("The worst come first");
  }

  @Test
  void aProvinceOfManySitesAsksForTheCommune(@TempDir Path other) throws Exception {
    Office plain = Offices.of(1);
    Office.Commune first = plain.communes().get(0);
    Office many =
        new Office(
            "p",
            IntStream.range(0, 21)
                .mapToObj(
                    i -> new Office.Commune("xa-" + i, "Xã " + i, List.of(first.sites().get(0))))
                .toList());
    try (SurfaceApp large = SurfaceApp.start(other, many, at("2026-11-23T19:00"))) {
      assertThat(large.get(API).statusCode()).isEqualTo(400);
      assertThat(large.get(API).body()).contains("commune_missing");
      assertThat(large.get(API + "?commune=xa-3").statusCode()).isEqualTo(200);
      assertThat(large.get("/incidents/figures").body())
          .contains("Đề nghị chọn một xã để xem tỷ lệ này.")
          .doesNotContain("<table");
    }
  }

  /** With {@code -Ddaugio.figures=FOLDER} the pictures are kept. */
  @Test
  void nothingIsWiderThanATelephone() throws Exception {
    try (Browser browser = Browser.start(folder)) {
      for (int width : List.of(390, 1280)) {
        browser.open(app.uri("/incidents/figures?commune=dai-dong"), width);
        keep("figures-" + width + ".png", browser.picture());
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
            .as("at %s px", width)
            .isEqualTo(width);
      }
    }
  }

  private static void keep(String name, byte[] picture) throws IOException {
    @Nullable String figures = System.getProperty("daugio.figures");
    if (figures != null) {
      Files.write(Files.createDirectories(Path.of(figures)).resolve(name), picture);
    }
  }
}
