package vn.daugio.collector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.OfficeFile;
import vn.daugio.collector.surface.SurfaceApp;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Language;

/** The calendar of a site with seasons, a make-up day and extra hours, for people and programs. */
class CalendarPageTest {
  private static final String PLAN =
      """
      province: p
      days-off:
        2026-12-26: {name: "Làm bù <một> ngày", kind: makeup_work, works-as: friday,
          status: expected, source: "1/TB"}
        2026-12-24: "Ngày của tỉnh"
      communes:
        c:
          name: Xã C
          sites:
            s:
              name: Trụ sở
              contact: Tổ ứng cứu
              seasons:
              - {from: 04-16, to: 10-15, monday: ["07:00-11:30"]}
              - {from: 10-16, to: 04-15, monday: ["07:30-11:30", "13:00-16:30"],
                 friday: ["07:30-11:30"]}
              extra-sessions: {2026-11-28: ["08:00-10:00"]}
            t: {name: Cơ sở 2, contact: Tổ ứng cứu}
      """;
  private static final String API = "/api/v1/calendar/c/s";

  @TempDir static Path folder;
  private static Office office;
  private static SurfaceApp app;

  @BeforeAll
  static void start() throws Exception {
    office = OfficeFile.read(Files.writeString(folder.resolve("plan.yaml"), PLAN));
    app = SurfaceApp.start(folder, office, Instant.parse("2026-11-23T17:30:00Z"));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void programsGetEachDateWithItsHoursAndWhy() {
    assertThat(app.get(API + "?from=2026-11-23&to=2026-11-24").body())
        .isEqualTo(
            "{\"site\":\"c/s\",\"from\":\"2026-11-23\",\"to\":\"2026-11-24\",\"days\":["
                + "{\"date\":\"2026-11-23\",\"hours\":[\"07:30-11:30\",\"13:00-16:30\"]},"
                + "{\"date\":\"2026-11-24\",\"hours\":[],\"kind\":\"holiday\","
                + "\"name\":\"Ngày Văn hóa Việt Nam\",\"source\":\"Nghị quyết 28/2026/QH16\","
                + "\"status\":\"official\"}]}");
    assertThat(app.get(API + "?from=2026-12-26&to=2026-12-26").body())
        .endsWith(
            "[{\"date\":\"2026-12-26\",\"hours\":[\"07:30-11:30\"],\"kind\":\"makeup_work\","
                + "\"name\":\"Làm bù <một> ngày\",\"worksAs\":\"friday\",\"source\":\"1/TB\","
                + "\"status\":\"expected\"}]}");
    assertThat(app.get(API + "?from=2026-12-24&to=2026-12-24").body())
        .endsWith(
            "[{\"date\":\"2026-12-24\",\"hours\":[],\"kind\":\"provincial\","
                + "\"name\":\"Ngày của tỉnh\",\"status\":\"official\"}]}");
  }

  /** It is half past midnight of the 24th in Vietnam. */
  @Test
  void withoutDatesThereAreSixtyFromToday() {
    assertThat(app.get(API).body())
        .startsWith("{\"site\":\"c/s\",\"from\":\"2026-11-24\",\"to\":\"2027-01-22\",")
        .satisfies(body -> assertThat(body.split("\"date\":", -1)).hasSize(61));
    assertThat(app.get(API + "?from=2027-02-05").body()).contains("\"to\":\"2027-04-05\"");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/calendar/c/s?from=2026-01-01&to=2027-02-04, 200",
    "/api/v1/calendar/c/s?from=2026-01-01&to=2027-02-05, 400",
    "/api/v1/calendar/c/s?from=2026-01-02&to=2026-01-01, 400",
    "/api/v1/calendar/c/s?from=gestern, 400",
    "/api/v1/calendar/c/s?from=%2B999999999-12-31, 400",
    "/api/v1/calendar/c/s?from=9999-12-31, 200",
    "/api/v1/calendar/c/x, 404",
    "/calendar?site=c/x, 404",
  })
  void whatCannotBeAskedIsTold(String path, int status) {
    assertThat(app.get(path).statusCode()).isEqualTo(status);
  }

  @Test
  void peopleReadItInBothLanguages() {
    assertThat(app.get("/calendar?site=c/s").body())
        .contains("Xã C · Trụ sở", "từ 24/11/2026 đến 22/01/2027", "<a href=\"/?site")
        .contains("Giờ làm việc trong tuần, từ 16/10 đến 15/04 hằng năm")
        .contains("Nghỉ lễ, tết · Chính thức · Nghị quyết 28/2026/QH16")
        .contains("Thứ Bảy, ngày 28/11/2026", "08:00-10:00", "Thêm giờ làm việc")
        .contains("<tr class=\"warn\">", "Làm bù · Theo giờ của Thứ Sáu · Dự kiến · 1/TB")
        .contains("Làm bù &lt;một&gt; ngày")
        .doesNotContain("<một>");
    assertThat(app.get("/calendar?site=c/s&lang=en").body())
        .contains("Make-up day · Hours of Friday · Expected · 1/TB")
        .contains("Hours of the week, from 16/10 to 15/04 of every year", "Closed");
    assertThat(app.get("/calendar?site=c/t").body())
        .contains("Giờ làm việc trong tuần, cả năm", "<option value=\"c/t\" selected>");
    assertThat(app.get("/?site=c/s").body()).contains("<a href=\"/calendar?site");
  }

  @Test
  void aTerminalGetsTheSame() {
    assertThat(
            CalendarText.of(
                office,
                office.site("c/s").orElseThrow(),
                LocalDate.of(2026, 11, 24),
                Texts.in(Language.VI)))
        .isEqualTo(
            """
            Lịch làm việc · Xã C · Trụ sở (c/s)
            Giờ làm việc trong tuần, từ 16/10 đến 15/04 hằng năm
              Thứ Hai   07:30-11:30, 13:00-16:30
              Thứ Ba    Nghỉ
              Thứ Tư    Nghỉ
              Thứ Năm   Nghỉ
              Thứ Sáu   07:30-11:30
              Thứ Bảy   Nghỉ
              Chủ nhật  Nghỉ
            Ngày nghỉ, ngày làm bù và ngày thêm giờ từ 24/11/2026 đến 22/01/2027
              Thứ Ba, ngày 24/11/2026   Nghỉ         Ngày Văn hóa Việt Nam · Nghỉ lễ, tết · Chính thức · Nghị quyết 28/2026/QH16
              Thứ Bảy, ngày 28/11/2026  08:00-10:00  Thêm giờ làm việc
              Thứ Năm, ngày 24/12/2026  Nghỉ         Ngày của tỉnh · Nghỉ theo quyết định của địa phương · Chính thức
              Thứ Bảy, ngày 26/12/2026  07:30-11:30  Làm bù <một> ngày · Làm bù · Theo giờ của Thứ Sáu · Dự kiến · 1/TB
              Thứ Sáu, ngày 01/01/2027  Nghỉ         Tết Dương lịch · Nghỉ lễ, tết · Chính thức · Bộ luật Lao động 2019, Điều 112
            """);
  }
}
