package vn.daugio.collector.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.sheet.Sheet;
import vn.daugio.collector.sheet.SheetItem;
import vn.daugio.collector.text.Texts;

/**
 * An open incident in words.
 *
 * @param taken when it was acknowledged; empty when nobody has taken it
 */
public record IncidentView(
    long id,
    String severity,
    String severityWord,
    String target,
    String check,
    String text,
    String advice,
    String since,
    String taken) {

  /** An incident, and what the words of its reason take. */
  record Told(Incident incident, Map<String, String> facts) {}

  /** The words of its reason take the facts of the subject's present item, if that is the same. */
  static IncidentView of(Told told, Sheet sheet, Texts texts, Instant now) {
    Incident incident = told.incident();
    LocalDate today = OfficeCalendar.today(now);
    Map<String, String> facts = new HashMap<>(told.facts());
    sheet.items().stream()
        .filter(item -> item.about() == SheetItem.About.SUBJECT)
        .filter(item -> item.target().equals(incident.subject().target()))
        .filter(item -> incident.subject().check().equals(item.check()))
        .filter(item -> incident.reason().equals(item.reason()))
        .forEach(item -> facts.putAll(item.facts()));
    Instant taken = incident.acknowledgedAt();
    return new IncidentView(
        incident.id(),
        incident.severity().code(),
        texts.get("severity." + incident.severity().code()),
        incident.subject().target(),
        texts.check(incident.subject().check()),
        texts.reason(incident.reason(), facts),
        texts.advice(incident.reason(), facts),
        texts.get(
            "incidents.since",
            Map.of(
                "time",
                texts.timeInSentence(incident.openedAt(), today),
                "duration",
                texts.duration(Duration.between(incident.openedAt(), now)))),
        taken == null
            ? ""
            : texts.get("incidents.taken", Map.of("time", texts.timeInSentence(taken, today))));
  }

  public boolean isTaken() {
    return !taken.isEmpty();
  }
}
