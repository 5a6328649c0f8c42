package vn.daugio.collector.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Language;

/** One message: what is broken, since when, what to do, whom to call. No addresses, no persons. */
final class NoticeText {
  private NoticeText() {}

  static String of(Message message, Language language) {
    Texts texts = Texts.in(language);
    Incident incident = message.notice().incident();
    Map<String, String> values = new HashMap<>();
    values.put("site", message.place());
    values.put("check", texts.wording().checkType(incident.subject().check()));
    values.put("target", incident.subject().target());
    Instant recovered = incident.recoveredAt();
    if (message.notice().kind() == Notice.Kind.RECOVERED && recovered != null) {
      values.put("time", texts.moment(recovered));
      values.put("duration", texts.duration(Duration.between(incident.openedAt(), recovered)));
      return texts.get("notice.recovered", values);
    }
    Map<String, String> facts = facts(message.facts(), texts);
    values.put("time", texts.moment(incident.openedAt()));
    values.put("reason", texts.wording().reason(incident.reason(), facts));
    values.put("advice", texts.wording().advice(incident.reason(), facts));
    values.put("contact", message.site().contact().strip().replaceAll("\\.+$", ""));
    return texts.get("notice.opened", values);
  }

  private static Map<String, String> facts(Map<String, String> all, Texts texts) {
    Map<String, String> facts = new HashMap<>(SafeFacts.of(all));
    facts.put(
        "upstream",
        CheckType.ofCode(all.getOrDefault("upstream", ""))
            .map(CheckType::code)
            .orElse(texts.get("item.upstream-unknown")));
    return facts;
  }
}
