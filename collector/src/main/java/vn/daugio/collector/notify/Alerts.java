package vn.daugio.collector.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Language;

/**
 * Incidents as alerts of Alertmanager's API v2 ({@code postableAlert} of its openapi.yaml). The
 * labels are an alert's identity, so they hold nothing that changes while an incident lasts but its
 * severity and its cause. None of the fields holds a person or an address.
 */
final class Alerts {
  /**
   * How long an alert lives when it is not sent again: five times the interval, so that a restart
   * of the collector resolves nothing.
   */
  static final Duration LIFE = Duration.ofMinutes(5);

  private Alerts() {}

  /**
   * @param place the site's name, with the commune's
   * @param url where a person reads more
   */
  record Where(String place, String url) {}

  /** Firing until some minutes from now, or resolved when it is over. */
  static ObjectNode of(Incident incident, Where where, Instant now) {
    ObjectNode alert = JsonNodeFactory.instance.objectNode();
    alert.set("labels", labels(incident));
    ObjectNode annotations = alert.putObject("annotations");
    for (Language language : Language.values()) {
      annotations.put("summary_" + language.code(), summary(incident, where, language));
    }
    alert.put("startsAt", time(incident.openedAt()));
    alert.put("endsAt", time(end(incident, now)));
    alert.put("generatorURL", where.url());
    return alert;
  }

  /** The same alert, over now: for one whose labels are others by now. */
  static ObjectNode resolved(ObjectNode labels, Instant startsAt, Instant now) {
    ObjectNode alert = JsonNodeFactory.instance.objectNode();
    alert.set("labels", labels);
    alert.put("startsAt", time(startsAt));
    alert.put("endsAt", time(now));
    return alert;
  }

  /** A message that only shows that the way is open; it ends by itself. */
  static ObjectNode test(Letter letter, Instant now) {
    ObjectNode alert = JsonNodeFactory.instance.objectNode();
    ObjectNode labels = alert.putObject("labels");
    labels.put("alertname", "DauGioTest");
    labels.put("source", "daugio");
    labels.put("severity", "info");
    ObjectNode annotations = alert.putObject("annotations");
    for (Language language : Language.values()) {
      annotations.put("summary_" + language.code(), letter.in(language).brief());
    }
    alert.put("startsAt", time(now));
    alert.put("endsAt", time(now.plus(Duration.ofMinutes(1))));
    alert.put("generatorURL", letter.url());
    return alert;
  }

  static ObjectNode labels(Incident incident) {
    ObjectNode labels = JsonNodeFactory.instance.objectNode();
    labels.put("alertname", name(incident.subject().check()));
    labels.put("source", "daugio");
    labels.put("incident", Long.toString(incident.id()));
    labels.put("commune", incident.subject().commune());
    labels.put("site", site(incident.subject().site()));
    labels.put("target", incident.subject().target());
    labels.put("check", incident.subject().check());
    labels.put("severity", incident.severity().code());
    labels.put("cause", incident.cause().code());
    return labels;
  }

  /** As in the metrics: without the commune. */
  private static String site(String id) {
    return id.substring(id.indexOf('/') + 1);
  }

  /** {@code internet.link} is DauGioInternetLink. */
  private static String name(String check) {
    StringBuilder name = new StringBuilder("DauGio");
    for (String word : check.split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return name.toString();
  }

  private static String summary(Incident incident, Where where, Language language) {
    Texts texts = Texts.in(language);
    String check = incident.subject().check();
    return texts.get(
        "alert.summary",
        Map.of(
            "check",
            CheckType.ofCode(check).map(type -> texts.wording().checkType(check)).orElse(check),
            "target",
            incident.subject().target(),
            "place",
            where.place(),
            "reason",
            texts.wording().reason(incident.reason(), Map.of())));
  }

  /** Alertmanager refuses an alert that ends before it starts. */
  private static Instant end(Incident incident, Instant now) {
    Instant recovered = incident.recoveredAt();
    if (recovered == null) {
      return now.plus(LIFE);
    }
    Instant first = incident.openedAt().plusMillis(1);
    return recovered.isBefore(first) ? first : recovered;
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
