package vn.daugio.collector.notify;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Outage;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Language;

/**
 * One message: what is broken, since when, who is affected, what to do, whom to call. No addresses,
 * no persons.
 */
final class NoticeText {
  /** One part of a text message in the seven-bit alphabet, to which the words are folded. */
  private static final int BRIEF = 160;

  /** So many of what is affected are named, the rest is counted. */
  private static final int NAMED = 3;

  private NoticeText() {}

  static Letter.Words words(Message message, Language language) {
    return new Letter.Words(
        subject(message, language), of(message, language), brief(message, language));
  }

  static String of(Message message, Language language) {
    Texts texts = Texts.in(language);
    Map<String, String> values = values(message, texts);
    String key = "notice." + kind(message).code();
    String ofAlert = key + ".alert";
    boolean alert = Outage.isAlert(message.notice().incident().subject());
    return texts.get(alert && texts.has(ofAlert) ? ofAlert : key, values);
  }

  /** For a list of several: only what, where and since when. */
  static String line(Message message, Language language) {
    Texts texts = Texts.in(language);
    return texts.get("notice.line", values(message, texts));
  }

  private static String subject(Message message, Language language) {
    Texts texts = Texts.in(language);
    return texts.get("notice.subject", values(message, texts));
  }

  /** As much as one part of a text message holds. */
  private static String brief(Message message, Language language) {
    Texts texts = Texts.in(language);
    Map<String, String> values = values(message, texts);
    for (String key : List.of("notice.brief", "notice.brief.short")) {
      String text = Normalizer.normalize(texts.get(key, values), Normalizer.Form.NFC);
      if (text.length() <= BRIEF) {
        return text;
      }
    }
    return Normalizer.normalize(texts.get("notice.brief.shortest", values), Normalizer.Form.NFC);
  }

  /** One that says it is over while it is not known since when is told as any other. */
  private static Notice.Kind kind(Message message) {
    Notice notice = message.notice();
    return notice.kind() == Notice.Kind.RECOVERED && notice.incident().recoveredAt() == null
        ? Notice.Kind.OPENED
        : notice.kind();
  }

  private static Map<String, String> values(Message message, Texts texts) {
    Notice notice = message.notice();
    Incident incident = notice.incident();
    // the words of an alert were bounded and cleaned when it came
    Map<String, String> facts =
        Outage.isAlert(incident.subject()) ? message.facts() : facts(message.facts(), texts);
    Instant recovered = incident.recoveredAt();
    Instant time = incident.openedAt();
    Instant until = notice.createdAt();
    if (kind(message).isEnd() && recovered != null) {
      time = recovered;
      until = recovered;
    }
    Map<String, String> values = new HashMap<>();
    values.put("kind", texts.get("notice.kind." + kind(message).code()));
    String severity = texts.get("severity." + incident.severity().code());
    values.put(
        "tags",
        "[%s][%s]"
            .formatted(
                values.get("kind"), texts.get("notice.severity", Map.of("severity", severity))));
    values.put("site", message.place());
    values.put("building", message.site().name());
    values.put("check", texts.check(incident.subject().check()));
    values.put("target", incident.subject().target());
    values.put("time", texts.moment(time));
    values.put("duration", texts.duration(Duration.between(incident.openedAt(), until)));
    values.put("reason", texts.reason(incident.reason(), facts));
    values.put("advice", texts.advice(incident.reason(), facts));
    values.put("cause", texts.get("cause." + incident.cause().code()));
    values.put("affected", affected(message, texts));
    values.put("contact", message.contact().strip().replaceAll("\\.+$", ""));
    return values;
  }

  /** What the incident explains, each thing once: the first by name, the others as a number. */
  private static String affected(Message message, Texts texts) {
    Set<String> names = new LinkedHashSet<>();
    for (Message.Affected one : message.affected()) {
      String key = one.place().isEmpty() ? "notice.affected.here" : "notice.affected.elsewhere";
      names.add(
          texts.get(
              key,
              Map.of(
                  "check", texts.check(one.check()),
                  "target", one.target(),
                  "site", one.place())));
    }
    if (names.isEmpty()) {
      return "";
    }
    String named = String.join("; ", names.stream().limit(NAMED).toList());
    int others = names.size() - Math.min(names.size(), NAMED);
    return others == 0
        ? named
        : texts.get(
            "notice.affected.more", Map.of("named", named, "count", Integer.toString(others)));
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
