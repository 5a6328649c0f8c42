package vn.daugio.collector.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.store.IncidentTable;

/**
 * An incident as JSON. Times are ISO 8601 in UTC.
 *
 * @param site {@code commune/site}
 * @param timeline what happened, oldest first; absent in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IncidentJson(
    long id,
    String commune,
    String site,
    String target,
    String check,
    String severity,
    String reason,
    String cause,
    @Nullable Long parent,
    boolean open,
    String openedAt,
    @Nullable String announcedAt,
    @Nullable String acknowledgedAt,
    @Nullable String acknowledgedBy,
    @Nullable String recoveredAt,
    @Nullable List<Event> timeline) {

  /** Several of them. */
  public record Incidents(List<IncidentJson> incidents) {}

  /** A line of the timeline. */
  public record Event(String at, String kind, String detail, String author) {}

  static IncidentJson of(Incident incident, @Nullable List<IncidentTable.Event> events) {
    return new IncidentJson(
        incident.id(),
        incident.subject().commune(),
        incident.subject().site(),
        incident.subject().target(),
        incident.subject().check(),
        incident.severity().code(),
        incident.reason(),
        incident.cause().code(),
        incident.parent(),
        incident.isOpen(),
        incident.openedAt().toString(),
        text(incident.announcedAt()),
        text(incident.acknowledgedAt()),
        incident.acknowledgedBy(),
        text(incident.recoveredAt()),
        events == null
            ? null
            : events.stream()
                .map(
                    event ->
                        new Event(
                            event.at().toString(), event.kind(), event.detail(), event.author()))
                .toList());
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
