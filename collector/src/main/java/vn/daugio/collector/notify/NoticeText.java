package vn.daugio.collector.notify;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.office.Office;
import vn.daugio.protocol.Language;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Wording;

/** One message: what is broken, since when, what to do, whom to call. No addresses, no persons. */
final class NoticeText {
  private static final DateTimeFormatter VIETNAMESE =
      DateTimeFormatter.ofPattern("HH 'giờ' mm 'ngày' dd/MM/yyyy", Locale.ROOT)
          .withZone(OfficeZone.ZONE);
  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("HH:mm 'on' d MMMM yyyy", Locale.ENGLISH)
          .withZone(OfficeZone.ZONE);

  private NoticeText() {}

  static String of(Notice notice, Office.Site site, Language language) {
    Incident incident = notice.incident();
    Wording words = Wording.in(language);
    String what =
        words.checkType(incident.subject().check())
            + " ("
            + incident.subject().target()
            + ", "
            + site.name()
            + ")";
    String reason = clean(words.reason(incident.reason(), Map.of()));
    Instant recovered = incident.recoveredAt();
    if (notice.kind() == Notice.Kind.RECOVERED && recovered != null) {
      return switch (language) {
        case VI -> "Đã khắc phục: " + what + ", từ " + VIETNAMESE.format(recovered) + ".";
        case EN -> "Recovered: " + what + ", since " + ENGLISH.format(recovered) + ".";
      };
    }
    String advice = clean(words.advice(incident.reason(), Map.of()));
    String first =
        switch (language) {
          case VI -> what + ": " + reason + ", từ " + VIETNAMESE.format(incident.openedAt()) + ".";
          case EN -> what + ": " + reason + ", since " + ENGLISH.format(incident.openedAt()) + ".";
        };
    String call = language == Language.VI ? "Liên hệ: " : "Call: ";
    return first
        + (advice.isEmpty() ? "" : " " + advice + ".")
        + (site.contact().isEmpty() ? "" : " " + call + site.contact() + ".");
  }

  /** Sentences are put together here, so their parts end without a full stop. */
  private static String clean(String text) {
    String stripped = text.strip();
    return stripped.endsWith(".") ? stripped.substring(0, stripped.length() - 1) : stripped;
  }
}
