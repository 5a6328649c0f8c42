package vn.daugio.collector.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Mute;
import vn.daugio.collector.office.Role;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.store.IncidentTable;
import vn.daugio.collector.store.Tx;
import vn.daugio.protocol.OfficeZone;

/** What people do to an incident, the same from the page's forms and from programs. */
final class IncidentDeeds {
  /** A detection may be declared this long afterwards. */
  private static final Duration DECLARED_LATE = Duration.ofDays(30);

  private final Desk desk;

  IncidentDeeds(Desk desk) {
    this.desk = desk;
  }

  /** What can be done; its name in small letters is the last part of the address. */
  enum Deed {
    ACK,
    ASSIGN,
    NOTE,
    CLOSE,
    SERIOUS,
    MUTE
  }

  /** Why it was not done. */
  record Refused(int status, String reason, String detail) {}

  /**
   * Does it, or says why not.
   *
   * @param fields of the body or form; what is not needed is not looked at
   * @param by the role that does it
   */
  Optional<Refused> perform(Deed deed, long id, Map<String, String> fields, String by) {
    desk.incident(id);
    return desk.store()
        .write(
            tx ->
                Optional.ofNullable(
                    switch (deed) {
                      case ACK ->
                          unless(
                              tx.incidents().acknowledge(id, desk.now(), by),
                              "already_taken",
                              "it was acknowledged before, or it is over");
                      case ASSIGN -> assign(tx, id, text(fields, "to"), by);
                      case NOTE -> note(tx, id, text(fields, "text"), by);
                      case CLOSE -> close(tx, id, fields, by);
                      case SERIOUS -> serious(tx, id, text(fields, "detectedAt"), by);
                      case MUTE -> mute(tx, id, fields, by);
                    }));
  }

  private @Nullable Refused assign(Tx tx, long id, String to, String by) {
    if (Role.ofCode(to).isEmpty()) {
      return new Refused(400, "unknown_role", "one of " + String.join(", ", Role.codes()));
    }
    return unless(
        tx.incidents().assign(id, desk.now(), to, by), "already_over", "it has recovered already");
  }

  private @Nullable Refused note(Tx tx, long id, String text, String by) {
    Refused bad = refuse("text", text);
    return bad == null
        ? unless(tx.incidents().note(id, desk.now(), text, by), "not_kept", "it was not kept")
        : bad;
  }

  private @Nullable Refused close(Tx tx, long id, Map<String, String> fields, String by) {
    String cause = text(fields, "cause");
    String remedy = text(fields, "remedy");
    Refused bad = refuse("cause", cause);
    if (bad == null) {
      bad = refuse("remedy", remedy);
    }
    if (bad != null) {
      return bad;
    }
    if (tx.incidents().find(id).map(Incident::isOpen).orElse(true)) {
      return new Refused(409, "still_failing", "it has not recovered yet");
    }
    IncidentTable.Closing closing = new IncidentTable.Closing(cause, remedy);
    return unless(
        tx.incidents().close(id, desk.now(), closing, by),
        "already_closed",
        "it was closed before");
  }

  private @Nullable Refused serious(Tx tx, long id, String detected, String by) {
    Instant now = desk.now();
    Instant at = now;
    if (!detected.isEmpty()) {
      try {
        at =
            detected.endsWith("Z")
                ? Instant.parse(detected)
                : LocalDateTime.parse(detected).atZone(OfficeZone.ZONE).toInstant();
      } catch (DateTimeException e) {
        return new Refused(400, "bad_time", "a time like 2026-11-23T07:30 is expected");
      }
    }
    if (at.isAfter(now) || at.isBefore(now.minus(DECLARED_LATE))) {
      return new Refused(400, "bad_time", "the detection lies in the past, at most 30 days back");
    }
    return unless(
        tx.incidents().declareSerious(id, at, by), "already_serious", "it was declared before");
  }

  /** Nothing more is told about it for some hours; it is watched as ever. */
  private @Nullable Refused mute(Tx tx, long id, Map<String, String> fields, String by) {
    String why = text(fields, "why");
    String owner = text(fields, "owner");
    String hours = text(fields, "hours");
    Refused bad = refuse("why", why);
    if (bad != null) {
      return bad;
    }
    if (Role.ofCode(owner).isEmpty()) {
      return new Refused(400, "unknown_role", "owner: one of " + String.join(", ", Role.codes()));
    }
    if (!hours.matches("[0-9]{1,3}")
        || Integer.parseInt(hours) < 1
        || Integer.parseInt(hours) > Mute.LONGEST.toHours()) {
      return new Refused(400, "bad_hours", "hours: 1 to " + Mute.LONGEST.toHours());
    }
    Subject subject = desk.incident(id).subject();
    Instant until = desk.now().plus(Duration.ofHours(Integer.parseInt(hours)));
    tx.mutes()
        .add(
            new Mute(
                0,
                subject.site(),
                subject.target(),
                subject.check(),
                desk.now(),
                until,
                why,
                owner,
                by));
    return unless(tx.incidents().muted(id, desk.now(), until, by), "not_kept", "it was not kept");
  }

  private static @Nullable Refused unless(boolean done, String reason, String detail) {
    return done ? null : new Refused(409, reason, detail);
  }

  private static @Nullable Refused refuse(String field, String text) {
    return NoteText.refusal(text)
        .map(
            reason ->
                new Refused(
                    400,
                    reason,
                    field
                        + ": 1 to 500 characters, without telephone numbers, e-mail and network"
                        + " addresses"))
        .orElse(null);
  }

  private static String text(Map<String, String> fields, String name) {
    return NoteText.clean(fields.getOrDefault(name, ""));
  }
}
