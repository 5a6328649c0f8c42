package vn.daugio.collector.notify;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Severity;
import vn.daugio.protocol.Language;

/** What the placeholders of a webhook's template stand for. */
final class HookValues {
  private HookValues() {}

  /** The values of a letter; what is about one incident is empty in a digest and in a test. */
  static Map<String, String> of(Letter letter, Language language, int most) {
    Map<String, String> values = new HashMap<>();
    names().forEach(name -> values.put(name, ""));
    Letter.Words words = letter.in(language);
    values.put("subject", words.subject());
    values.put("text", letter.text(language, most));
    values.put("brief", words.brief());
    values.put("key", letter.key());
    values.put("kind", letter.kind());
    values.put("severity", letter.severity().code());
    values.put("url", letter.url());
    values.put(
        "incidents",
        letter.about().stream()
            .map(message -> Long.toString(message.notice().incident().id()))
            .distinct()
            .collect(Collectors.joining(",")));
    // a number also where there is none: a template may have it without quotes
    values.put("incident", "0");
    if (letter.about().size() == 1) {
      one(letter.about().get(0), values);
    }
    return values;
  }

  private static void one(Message message, Map<String, String> values) {
    Incident incident = message.notice().incident();
    values.put("incident", Long.toString(incident.id()));
    values.put("cause", incident.cause().code());
    values.put("commune", incident.subject().commune());
    values.put("site", incident.subject().site());
    values.put("place", message.place());
    values.put("target", incident.subject().target());
    values.put("check", incident.subject().check());
    values.put("reason", incident.reason());
    values.put("openedAt", incident.openedAt().toString());
    Instant recovered = incident.isWithdrawn() ? null : incident.recoveredAt();
    values.put("recoveredAt", recovered == null ? "" : recovered.toString());
  }

  static Set<String> names() {
    return new TreeSet<>(
        Set.of(
            "subject",
            "text",
            "brief",
            "key",
            "kind",
            "severity",
            "url",
            "incident",
            "incidents",
            "cause",
            "commune",
            "site",
            "place",
            "target",
            "check",
            "reason",
            "openedAt",
            "recoveredAt"));
  }

  /** Values that break whatever does not write them with care, to try a template with. */
  static Map<String, String> hard() {
    Map<String, String> values = new HashMap<>();
    names().forEach(name -> values.put(name, "\"<&>'\\\n\u0001 đ }}"));
    values.put("incident", "12");
    values.put("severity", Severity.HIGH.code());
    return values;
  }
}
