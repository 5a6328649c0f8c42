package vn.daugio.collector.notify;

import java.util.List;
import java.util.Map;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Severity;
import vn.daugio.protocol.Language;

/** Letters about the incident of {@link NotifierContract}. */
final class TestLetters {
  static final String SUBJECT = "[CẢNH BÁO] Mất Internet – 07 giờ 12 – Trụ sở";
  static final String TEXT = "Sự cố: Đường truyền Internet tại Trụ sở, Xã Đại Đồng.";
  static final String URL = "https://collector.example/incidents/12";

  private TestLetters() {}

  static Letter opened() {
    return letter("daugio-12-opened", "opened", Notice.Kind.OPENED);
  }

  static Letter recovered() {
    return letter("daugio-12-recovered", "recovered", Notice.Kind.RECOVERED);
  }

  private static Letter letter(String key, String kind, Notice.Kind notice) {
    return with(key, kind, SUBJECT, List.of(NotifierContract.message(notice)));
  }

  /** About nothing: a test message. */
  static Letter test() {
    return with("daugio-test-7", "test", "Tin thử", List.of());
  }

  static Letter with(String key, String kind, String subject, List<Message> about) {
    return new Letter(
        key,
        kind,
        Severity.HIGH,
        Map.of(
            Language.VI,
            new Letter.Words(subject, TEXT, "Mat Internet"),
            Language.EN,
            new Letter.Words("No Internet", "Incident: Internet line.", "No Internet")),
        about,
        URL);
  }
}
