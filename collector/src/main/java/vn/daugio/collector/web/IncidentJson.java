package vn.daugio.collector.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Outage;
import vn.daugio.collector.incident.RecoveryClock;
import vn.daugio.collector.incident.SecurityClock;
import vn.daugio.collector.office.Contact;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.Role;
import vn.daugio.collector.store.IncidentTable;

/**
 * An incident as JSON. Times are ISO 8601 in UTC.
 *
 * @param site {@code commune/site}
 * @param parent the incident that explains this one; absent: a root, of which people are told
 * @param children what it explains
 * @param withdrawnAt when it ended because nobody watches it any more; then there is no {@code
 *     recoveredAt}
 * @param assignedTo the role that works on it; absent: the owner
 * @param owner who sees to it by the plan
 * @param clock the promised 24 hours
 * @param security the time limits of a serious security incident; absent: it is none
 * @param runbook where the page tells what to do
 * @param alert the words of what Alertmanager has handed over: {@code summary_vi}, {@code
 *     summary_en}, {@code runbook}; absent: it is none
 * @param contacts whom to call, role by role; absent in lists
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
    List<Long> children,
    boolean open,
    String openedAt,
    @Nullable String announcedAt,
    @Nullable String flappingSince,
    int reopened,
    @Nullable String recoveredAt,
    @Nullable String withdrawnAt,
    @Nullable String acknowledgedAt,
    @Nullable String acknowledgedBy,
    @Nullable String assignedTo,
    @Nullable String closedAt,
    @Nullable String closedBy,
    @Nullable String closeCause,
    @Nullable String remedy,
    Person owner,
    Clock clock,
    @Nullable Security security,
    String runbook,
    @Nullable Map<String, String> alert,
    @Nullable List<Person> contacts,
    @Nullable List<Event> timeline) {

  /** Several of them. */
  public record Incidents(List<IncidentJson> incidents) {}

  /** A line of the timeline. */
  public record Event(String at, String kind, String detail, String author) {}

  /** Somebody to call; the phone is the plan's public one, empty where there is none. */
  public record Person(String role, String rank, String label, String phone) {
    static Person of(Contact contact) {
      return new Person(
          contact.role().code(), contact.rank().code(), contact.label(), contact.phone());
    }
  }

  /**
   * @param share of the 24 hours, 1 is all
   * @param stage running, 50, 80 or overdue
   */
  public record Clock(
      long usedSeconds, double share, String dueAt, String stage, boolean breached) {}

  /** The law's time limits. */
  public record Security(String detectedAt, String noticeDueAt, String reportDueAt) {}

  /** In a list. */
  static IncidentJson of(Incident incident, List<Long> children, Desk desk) {
    return of(incident, children, desk, null);
  }

  /** Alone, with what is known of it besides. */
  static IncidentJson of(
      Incident incident,
      List<Long> children,
      Desk desk,
      @Nullable List<IncidentTable.Event> events) {
    Incident.Course course = incident.course();
    Incident.Handling handling = incident.handling();
    Office office = desk.office();
    String site = incident.subject().site();
    return new IncidentJson(
        incident.id(),
        incident.subject().commune(),
        site,
        incident.subject().target(),
        incident.subject().check(),
        incident.severity().code(),
        incident.reason(),
        incident.cause().code(),
        incident.parent(),
        List.copyOf(children),
        incident.isOpen(),
        course.openedAt().toString(),
        text(course.announcedAt()),
        text(course.flappingSince()),
        course.reopened(),
        incident.isWithdrawn() ? null : text(course.recoveredAt()),
        text(course.withdrawnAt()),
        text(handling.acknowledgedAt()),
        handling.acknowledgedBy(),
        handling.assignedTo(),
        text(handling.closedAt()),
        handling.closedBy(),
        handling.closeCause(),
        handling.remedy(),
        Person.of(office.owner(site)),
        clock(RecoveryClock.of(incident, desk.now())),
        security(handling.seriousAt()),
        "/incidents/" + incident.id() + "#runbook",
        alert(incident, desk),
        events == null ? null : people(office, site),
        events == null ? null : events.stream().map(IncidentJson::event).toList());
  }

  private static @Nullable Map<String, String> alert(Incident incident, Desk desk) {
    if (!Outage.isAlert(incident.subject())) {
      return null;
    }
    Map<String, String> words = desk.store().read(tx -> tx.facts(incident));
    return new TreeMap<>(words);
  }

  private static List<Person> people(Office office, String site) {
    return Arrays.stream(Role.values())
        .flatMap(role -> office.contacts(site, role).stream())
        .map(Person::of)
        .toList();
  }

  private static Clock clock(RecoveryClock clock) {
    return new Clock(
        clock.used().toSeconds(),
        clock.share(),
        clock.dueAt().toString(),
        clock.stage().code(),
        clock.isBreached());
  }

  private static @Nullable Security security(@Nullable Instant detectedAt) {
    if (detectedAt == null) {
      return null;
    }
    SecurityClock clock = new SecurityClock(detectedAt);
    return new Security(
        detectedAt.toString(), clock.noticeDueAt().toString(), clock.reportDueAt().toString());
  }

  private static Event event(IncidentTable.Event event) {
    return new Event(event.at().toString(), event.kind(), event.detail(), event.author());
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
