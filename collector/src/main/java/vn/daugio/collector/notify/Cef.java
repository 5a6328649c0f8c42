package vn.daugio.collector.notify;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import vn.daugio.collector.incident.Incident;

/**
 * A letter in ArcSight's Common Event Format, version 0 ("Implementing ArcSight CEF", revision 25):
 * a header of fields between pipes, then an extension of keys and values.
 */
final class Cef {
  /** That of the key {@code msg} in the format's dictionary. */
  private static final int LONGEST_TEXT = 1023;

  private Cef() {}

  static String of(Letter letter, String subject, String text) {
    String reason =
        letter.about().size() == 1
            ? letter.about().get(0).notice().incident().reason()
            : letter.kind();
    StringBuilder event =
        new StringBuilder("CEF:0|Dau Gio|daugio-collector|1|")
            .append(header(reason))
            .append('|')
            .append(header(subject))
            .append('|')
            .append(severity(letter))
            .append('|');
    fields(letter, text)
        .forEach(
            (key, value) -> {
              if (!value.isEmpty()) {
                event.append(key).append('=').append(extension(value)).append(' ');
              }
            });
    return event.toString().stripTrailing();
  }

  private static Map<String, String> fields(Letter letter, String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("act", letter.kind());
    if (letter.about().size() == 1) {
      Incident incident = letter.about().get(0).notice().incident();
      Instant recovered = incident.recoveredAt();
      fields.put("externalId", Long.toString(incident.id()));
      fields.put("cat", incident.cause().code());
      fields.put("start", Long.toString(incident.openedAt().toEpochMilli()));
      fields.put("end", recovered == null ? "" : Long.toString(recovered.toEpochMilli()));
      labelled(fields, 1, "commune", incident.subject().commune());
      labelled(fields, 2, "site", incident.subject().site());
      labelled(fields, 3, "target", incident.subject().target());
      labelled(fields, 4, "check", incident.subject().check());
    }
    labelled(fields, 5, "key", letter.key());
    fields.put("request", letter.url());
    fields.put(
        "msg",
        text.codePointCount(0, text.length()) <= LONGEST_TEXT
            ? text
            : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)));
    return fields;
  }

  private static void labelled(Map<String, String> fields, int n, String label, String value) {
    fields.put("cs" + n + "Label", label);
    fields.put("cs" + n, value);
  }

  /** 0 (lowest) to 10. */
  private static int severity(Letter letter) {
    if (isGood(letter)) {
      return 1;
    }
    return switch (letter.severity()) {
      case INFO -> 2;
      case LOW -> 3;
      case MEDIUM -> 5;
      case HIGH -> 8;
      case CRITICAL -> 10;
    };
  }

  /** Whether nobody has to do anything because of it. */
  static boolean isGood(Letter letter) {
    return Set.of("recovered", "withdrawn", "test").contains(letter.kind());
  }

  /** Pipes and backslashes are escaped; there is no way to write a line break. */
  static String header(String value) {
    return value.replaceAll("\\p{Cntrl}+", " ").replace("\\", "\\\\").replace("|", "\\|");
  }

  /** Equal signs and backslashes are escaped, line breaks are written as \\n; pipes stay. */
  static String extension(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("=", "\\=")
        .replaceAll("\\r\\n?|\\n", "\\\\n")
        .replaceAll("\\p{Cntrl}+", " ");
  }
}
