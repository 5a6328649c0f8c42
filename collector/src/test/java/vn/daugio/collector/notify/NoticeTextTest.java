package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.state.Subject;
import vn.daugio.protocol.Language;

/** What the team reads on its telephones, to the letter. */
class NoticeTextTest {
  private static final Instant OPENED = Instant.parse("2026-11-23T00:12:00Z");
  private static final Instant RECOVERED = Instant.parse("2026-11-23T01:42:00Z");
  private static final String CONTACT = "Tổ ứng cứu công nghệ xã, 0210 3800 113";

  private static Message message(
      String check, String target, String reason, Map<String, String> facts) {
    return message(check, target, reason, facts, CONTACT, Notice.Kind.OPENED);
  }

  private static Message message(
      String check,
      String target,
      String reason,
      Map<String, String> facts,
      String contact,
      Notice.Kind kind) {
    Office.Site site =
        new Office.Site(
            "dai-dong/tru-so",
            "Trụ sở",
            contact,
            new OfficeCalendar(List.of(), new TreeMap<>()),
            List.of(),
            List.of(),
            Office.Settings.NONE);
    Incident incident =
        new Incident(
            12,
            new Subject(site.id(), target, check),
            Severity.HIGH,
            reason,
            Cause.MAIN_LINE,
            null,
            new Incident.Course(
                OPENED,
                kind.isEnd() ? RECOVERED : null,
                null,
                0,
                OPENED,
                kind == Notice.Kind.WITHDRAWN ? RECOVERED : null),
            Incident.Handling.NONE);
    return new Message(new Notice(3, incident, kind, 0, 0, OPENED), site, "Xã Đại Đồng", facts);
  }

  @Test
  void anIncidentIsOnePlainMessage() {
    Message down =
        message(
            "system.web",
            "mot-cua",
            "system.status_unexpected",
            Map.of("host", "dichvucong.example.vn", "status", "503"));
    assertThat(NoticeText.of(down, Language.VI))
        .isEqualTo(
            "Sự cố: Truy cập hệ thống phần mềm (mot-cua) tại Trụ sở, Xã Đại Đồng,"
                + " từ 07 giờ 12 ngày 23/11/2026."
                + " Hệ thống (dichvucong.example.vn) có phản hồi nhưng báo lỗi, mã HTTP 503."
                + " Đề nghị mở hệ thống bằng trình duyệt; nếu vẫn báo lỗi, chụp màn hình và liên"
                + " hệ đơn vị vận hành hệ thống."
                + " Phân loại: đường truyền Internet chính."
                + " Liên hệ: Tổ ứng cứu công nghệ xã, 0210 3800 113.");
    assertThat(NoticeText.of(down, Language.EN))
        .isEqualTo(
            "Incident: Access to a software system (mot-cua) at Trụ sở, Xã Đại Đồng,"
                + " since 07:12 on 23/11/2026."
                + " The system (dichvucong.example.vn) answers, but with an error, HTTP status 503."
                + " Open the system in a browser; if it shows an error too, take a screenshot and"
                + " call the operating unit of the system."
                + " Class: the main Internet line."
                + " Call: Tổ ứng cứu công nghệ xã, 0210 3800 113.");
  }

  @Test
  void theRecoverySaysWhatWhenAndHowLongItTook() {
    Message up =
        message(
            "internet.link",
            "duong-chinh",
            "internet.unreachable",
            Map.of(),
            CONTACT,
            Notice.Kind.RECOVERED);
    assertThat(NoticeText.of(up, Language.VI))
        .isEqualTo(
            "Đã khắc phục: Đường truyền Internet (duong-chinh) tại Trụ sở, Xã Đại Đồng,"
                + " lúc 08 giờ 42 ngày 23/11/2026, sau 1 giờ 30 phút.");
    assertThat(NoticeText.of(up, Language.EN))
        .isEqualTo(
            "Recovered: Internet line (duong-chinh) at Trụ sở, Xã Đại Đồng,"
                + " at 08:42 on 23/11/2026, after 1 h 30 min.");
  }

  @Test
  void whatIsNotWatchedAnyMoreIsNoRecovery() {
    Message out =
        message(
            "printer.status",
            "may-in-q1",
            "printer.no_paper",
            Map.of(),
            CONTACT,
            Notice.Kind.WITHDRAWN);
    assertThat(NoticeText.of(out, Language.VI))
        .isEqualTo(
            "Thôi theo dõi: Tình trạng máy in (may-in-q1) tại Trụ sở, Xã Đại Đồng,"
                + " lúc 08 giờ 42 ngày 23/11/2026, 1 giờ 30 phút sau khi phát hiện. Mục này không"
                + " còn được kiểm tra theo kế hoạch; chưa xác định đã khắc phục hay chưa.");
    assertThat(NoticeText.of(out, Language.EN))
        .isEqualTo(
            "Not watched any more: Printer status (may-in-q1) at Trụ sở, Xã Đại Đồng,"
                + " at 08:42 on 23/11/2026, 1 h 30 min after it was detected. The plan does not"
                + " have it checked any more; whether it works again is not known.");
    assertThat(NoticeText.line(out, Language.EN))
        .isEqualTo(
            "Not watched: Printer status (may-in-q1) at Trụ sở, Xã Đại Đồng,"
                + " 08:42 on 23/11/2026.");
  }

  @Test
  void whatIsBeforeItIsToldInWords() {
    Message blocked =
        message("internet.dns", "duong-chinh", "upstream_down", Map.of("upstream", "lan.gateway"));
    assertThat(NoticeText.of(blocked, Language.VI))
        .contains("Chưa kiểm tra được vì mục “Kết nối tới modem, bộ định tuyến” đang hỏng.");
    Message unknown = message("internet.dns", "duong-chinh", "upstream_down", Map.of());
    assertThat(NoticeText.of(unknown, Language.VI))
        .contains("Chưa kiểm tra được vì mục “mục đứng trước” đang hỏng.");
  }

  @Test
  void addressesAndWhatPeopleTypedIntoDevicesStayInTheOffice() {
    for (Language language : Language.values()) {
      assertThat(
              NoticeText.of(
                  message(
                      "printer.status",
                      "may-in-q1",
                      "printer.no_paper",
                      Map.of("model", "Laser of Ms Hoa", "tray", "Hoa 1", "alerts", "call Hoa")),
                  language))
          .doesNotContain("Hoa", "[", "{", "  ");
      assertThat(
              NoticeText.of(
                  message(
                      "system.web", "mot-cua", "system.refused", Map.of("host", "192.168.1.20")),
                  language))
          .doesNotContain("192.168", "()");
      assertThat(
              NoticeText.of(
                  message(
                      "computer.health",
                      "OC-Q1-01",
                      "computer.disk_low",
                      Map.of("disk", "/home/hoa", "freePercent", "4,5")),
                  language))
          .doesNotContain("hoa")
          .doesNotContain("?");
    }
  }

  @Test
  void theDriveAndItsRestAreTold() {
    Message full =
        message(
            "computer.health",
            "OC-Q1-01",
            "computer.disk_low",
            Map.of("disk", "C:", "freePercent", "4"));
    assertThat(NoticeText.of(full, Language.VI)).contains("Ổ đĩa C: sắp đầy, chỉ còn 4%.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tray 2                  | Máy in hết giấy (khay: Tray 2).",
        "main, by-pass           | Máy in hết giấy.",
        "Khay 2, Cassette 1      | Máy in hết giấy (khay: Khay 2, Cassette 1).",
        "tray-1                  | Máy in hết giấy (khay: tray-1).",
        "Tray 192.168            | Máy in hết giấy.",
        "Tray of Ms Hoa          | Máy in hết giấy.",
        "Khay chị Hoa            | Máy in hết giấy.",
      })
  void theEmptyTrayIsNamedByItsMakersNameOnly(String tray, String words) {
    Message empty =
        message(
            "printer.status",
            "may-in-q1",
            "printer.no_paper",
            Map.of("tray", tray, "model", "M100", "stateReasons", "media-empty error"));
    assertThat(NoticeText.of(empty, Language.VI)).contains(" " + words + " ");
  }

  @Test
  void numbersAndStandardWordsOfPrintersAndScannersAreTold() {
    assertThat(
            notice(
                "scanner.folder",
                "scanner.folder_full",
                Map.of("freeMegabytes", "12", "detail", "192.168.1.5 refused")))
        .contains("The disk of the scan folder is full, the scanner cannot save (free: 12 MB).")
        .doesNotContain("192.168");
    assertThat(
            notice(
                "scanner.ready",
                "scanner.cover_open",
                Map.of("stateReasons", "CoverOpen, LampError")))
        .contains("A cover of the scanner is open, the device says “CoverOpen, LampError”.");
    assertThat(
            notice(
                "scanner.ready",
                "scanner.attention_required",
                Map.of("stateReasons", "AttentionRequired, CallMsHoa")))
        .contains("The scanner wants somebody to look.")
        .doesNotContain("Hoa");
    assertThat(notice("printer.status", "printer.job_stuck", Map.of("oldestJobMinutes", "75")))
        .contains("A job at the printer is stuck, the oldest has waited 75 minutes.");
    assertThat(notice("printer.status", "printer.queue_stopped", Map.of("queuedJobs", "3")))
        .contains("The print queue of the printer is paused, 3 jobs wait.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Black Toner 7%                      | ' (left: Black Toner 7%).'",
        "Hộp mực đen TK-1150 0%, Waste Box   | ' (left: Hộp mực đen TK-1150 0%, Waste Box).'",
        "Black Cartridge CF258A 0%, Cyan 12% | ' (left: Black Cartridge CF258A 0%, Cyan 12%).'",
        "Toner of Ms Hoa 7%                  | .",
        "Toner 192.168.1.7 7%                | .",
        "Black 7% 0912345678                 | .",
      })
  void suppliesAreNamedByCommonWordsOnly(String supplies, String words) {
    assertThat(notice("printer.supplies", "printer.supply_low", Map.of("supplies", supplies)))
        .contains(" Toner or another supply of the printer is low" + words + " It still prints.");
  }

  private static String notice(String check, String reason, Map<String, String> facts) {
    return NoticeText.of(message(check, "x", reason, facts), Language.EN);
  }

  @Test
  void withoutAContactNobodyIsNamedAndAFullStopIsNotDoubled() {
    Message nobody = message("a.new", "x", "a.new_reason", Map.of(), "", Notice.Kind.OPENED);
    assertThat(NoticeText.of(nobody, Language.VI))
        .isEqualTo(
            "Sự cố: a.new (x) tại Trụ sở, Xã Đại Đồng, từ 07 giờ 12 ngày 23/11/2026."
                + " a.new_reason. Phân loại: đường truyền Internet chính.");
    Message stop =
        message("a.new", "x", "a.new_reason", Map.of(), "Tổ ứng cứu.", Notice.Kind.OPENED);
    assertThat(NoticeText.of(stop, Language.VI)).endsWith(" Liên hệ: Tổ ứng cứu.");
  }

  private static Message of(Notice.Kind kind, Cause cause, List<Message.Affected> children) {
    Message plain = message("internet.link", "duong-chinh", "internet.unreachable", Map.of());
    Incident one = plain.notice().incident();
    Incident incident =
        new Incident(
            12,
            one.subject(),
            Severity.HIGH,
            one.reason(),
            cause,
            null,
            one.course(),
            one.handling());
    return new Message(
        new Notice(3, incident, kind, 0, 0, OPENED.plusSeconds(43_200)),
        plain.site(),
        plain.commune(),
        Map.of(),
        children,
        "Tổ trưởng Tổ ứng cứu, 0238 3800 113");
  }

  @Test
  void whoIsAffectedIsNamedOnceAndTheRestCounted() {
    List<Message.Affected> children =
        List.of(
            new Message.Affected("system.web", "mot-cua", ""),
            new Message.Affected("system.web", "mot-cua", ""),
            new Message.Affected("internet.link", "duong-chinh", "Trạm, Xã Đại Đồng"),
            new Message.Affected("system.mail", "thu", ""),
            new Message.Affected("internet.dns", "duong-chinh", ""),
            new Message.Affected("system.web", "dvcqg", ""));
    Message power = of(Notice.Kind.OPENED, Cause.POWER, children);
    assertThat(NoticeText.of(power, Language.VI))
        .contains(
            " Ảnh hưởng: Truy cập hệ thống phần mềm (mot-cua); Đường truyền Internet (duong-chinh)"
                + " tại Trạm, Xã Đại Đồng; Thư điện tử công vụ (thu) và 2 mục khác. Phân loại: mất"
                + " điện. Liên hệ: Tổ trưởng Tổ ứng cứu, 0238 3800 113.");
  }

  @Test
  void everyKindHasItsWords() {
    for (Notice.Kind kind : Notice.Kind.values()) {
      for (Language language : Language.values()) {
        Message message = of(kind, Cause.ALL_LINES, List.of());
        Letter.Words words = NoticeText.words(message, language);
        assertThat(words.text()).endsWith(".").doesNotContain("{", "[", "  ", "..");
        assertThat(words.subject()).contains("Trụ sở").doesNotContain("{");
        assertThat(words.brief()).hasSizeLessThanOrEqualTo(160).doesNotContain("{", "[");
      }
    }
    assertThat(NoticeText.of(of(Notice.Kind.REMINDER_50, Cause.MAIN_LINE, List.of()), Language.VI))
        .startsWith(
            "Nhắc xử lý: Đường truyền Internet (duong-chinh) tại Trụ sở, Xã Đại Đồng chưa khắc"
                + " phục sau 12 giờ, đã qua 50% thời hạn 24 giờ, từ 07 giờ 12 ngày 23/11/2026.");
  }

  @Test
  void aTextMessageHoldsWhatMattersInOnePart() {
    Letter.Words words =
        NoticeText.words(of(Notice.Kind.OPENED, Cause.POWER, List.of()), Language.VI);
    assertThat(words.brief())
        .isEqualTo(
            "Sự cố: Đường truyền Internet (duong-chinh) tại Trụ sở, 07 giờ 12 ngày 23/11/2026."
                + " Liên hệ: Tổ trưởng Tổ ứng cứu, 0238 3800 113.");
    assertThat(words.subject())
        .isEqualTo(
            "[Sự cố][Mức độ: Cao] Đường truyền Internet – Trụ sở – 07 giờ 12 ngày 23/11/2026");
  }

  @Test
  void outagesThatNoCheckSeesHaveNames() {
    assertThat(notice("site.silent", "agent.silent", Map.of()))
        .startsWith("Incident: No signal from the whole site (x) at Trụ sở, Xã Đại Đồng, since");
    assertThat(notice("collector.uplink", "agent.silent", Map.of()))
        .startsWith("Incident: The monitoring receives no data (x)");
  }
}
