package vn.daugio.collector.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.daugio.collector.incident.Hush;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Mute;
import vn.daugio.collector.incident.Outage;
import vn.daugio.collector.incident.RecoveryClock;
import vn.daugio.collector.incident.SecurityClock;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.IncidentTable;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Reason;

/** Says incidents in words. */
final class IncidentWords {
  private final Office office;
  private final Texts texts;
  private final Instant now;
  private final List<Mute> mutes;

  /** For a desk's plan and time, and what is muted now. */
  IncidentWords(Desk desk, Texts texts) {
    this.mutes = desk.store().read(tx -> tx.mutes().active(desk.now()));
    this.office = desk.office();
    this.texts = texts;
    this.now = desk.now();
  }

  /**
   * @param children how many it explains
   * @param facts of its subject, for the words of its reason
   */
  IncidentRow row(Incident incident, int children, Map<String, String> facts) {
    String check = texts.wording().checkType(incident.subject().check());
    return new IncidentRow(
        incident.id(),
        incident.severity().code(),
        texts.get("severity." + incident.severity().code()),
        text(incident, facts),
        texts.advice(incident.reason(), facts),
        facts.getOrDefault("runbook", ""),
        texts.get("cause." + incident.cause().code()),
        place(incident),
        incident.subject().target(),
        check.equals(incident.subject().check()) ? "" : check,
        since(incident),
        owner(incident),
        children == 0
            ? ""
            : texts.get("incident.affected", Map.of("count", Integer.toString(children))),
        clock(incident),
        tags(incident));
  }

  /** What is wrong; a silence is told by what is silent, an alert by its own words. */
  private String text(Incident incident, Map<String, String> facts) {
    return Reason.AGENT_SILENT.code().equals(incident.reason())
        ? texts.check(incident.subject().check())
        : texts.reason(incident.reason(), facts);
  }

  /** Commune and site. */
  String place(Incident incident) {
    if (Outage.isEverywhere(incident.subject())) {
      return texts.get("incident.everywhere");
    }
    String id = incident.subject().site();
    return office
        .site(id)
        .map(
            site ->
                office.commune(site.commune()).map(Office.Commune::name).orElse(site.commune())
                    + " · "
                    + site.name())
        .orElse(id);
  }

  private String since(Incident incident) {
    Instant end = incident.recoveredAt() == null ? now : incident.recoveredAt();
    return texts.get(
        "incidents.since",
        Map.of(
            "time",
            texts.moment(incident.openedAt()),
            "duration",
            texts.duration(Duration.between(incident.openedAt(), end))));
  }

  private String owner(Incident incident) {
    String role = incident.handling().assignedTo();
    return role == null ? office.owner(incident.subject().site()).words() : role(role);
  }

  String role(String code) {
    return texts.has("role." + code) ? texts.get("role." + code) : code;
  }

  /** The bar is full at 24 hours; the per cent are rounded down, so that 100 is really over. */
  private IncidentRow.Clock clock(Incident incident) {
    RecoveryClock clock = RecoveryClock.of(incident, now);
    String due = texts.moment(clock.dueAt());
    int percent = (int) Math.floor(clock.share() * 100);
    Map<String, String> used = Map.of("used", texts.duration(clock.used()));
    String text;
    if (incident.isWithdrawn()) {
      text = texts.get("clock.withdrawn", used);
    } else if (clock.recoveredAt() != null) {
      text = texts.get(clock.isBreached() ? "clock.broken" : "clock.kept", used);
    } else if (clock.stage() == RecoveryClock.Stage.OVERDUE) {
      Duration over = Duration.between(clock.dueAt(), clock.now());
      text = texts.get("clock.overdue", Map.of("over", texts.duration(over), "due", due));
    } else {
      text =
          texts.get(
              "clock.running",
              Map.of(
                  "used",
                  texts.duration(clock.used()),
                  "percent",
                  Integer.toString(percent),
                  "due",
                  due));
    }
    String stage = clock.stage().code();
    return new IncidentRow.Clock(
        Character.isDigit(stage.charAt(0)) ? "s" + stage : stage, Math.min(percent, 100), text);
  }

  private List<IncidentRow.Tag> tags(Incident incident) {
    List<IncidentRow.Tag> tags = new ArrayList<>();
    Incident.Handling handling = incident.handling();
    Long parent = incident.parent();
    if (parent != null) {
      tags.add(tag("child", Map.of("id", Long.toString(parent))));
    }
    if (handling.closedAt() != null) {
      tags.add(tag("closed", Map.of()));
    } else if (!incident.isOpen()) {
      tags.add(tag(incident.isWithdrawn() ? "withdrawn" : "recovered", Map.of()));
    }
    if (handling.acknowledgedAt() != null) {
      tags.add(tag("taken", Map.of()));
    } else if (incident.isOpen() && incident.isRoot()) {
      tags.add(tag("new", Map.of()));
    }
    String to = handling.assignedTo();
    if (to != null) {
      tags.add(tag("assigned", Map.of("role", role(to))));
    }
    if (incident.course().flappingSince() != null && incident.isOpen()) {
      tags.add(tag("flapping", Map.of()));
    }
    if (incident.course().reopened() > 0) {
      tags.add(tag("reopened", Map.of("count", Integer.toString(incident.course().reopened()))));
    }
    if (incident.isOpen()) {
      Hush.until(incident.subject(), office.maintenance(), mutes, now)
          .ifPresent(until -> tags.add(tag("muted", Map.of("time", texts.moment(until)))));
    }
    if (handling.seriousAt() != null) {
      tags.add(tag("serious", Map.of()));
    }
    return tags;
  }

  private IncidentRow.Tag tag(String state, Map<String, String> values) {
    return new IncidentRow.Tag(state, texts.get("incident.state." + state, values));
  }

  /** The forms of a serious security incident; empty when it is none. */
  List<IncidentPage.Legal> legal(Incident incident) {
    Instant detected = incident.handling().seriousAt();
    if (detected == null) {
      return List.of();
    }
    SecurityClock clock = new SecurityClock(detected);
    return List.of(
        legal(incident, "notice", "notice-24h", clock.noticeDueAt()),
        legal(incident, "report", "report-72h", clock.reportDueAt()));
  }

  private IncidentPage.Legal legal(Incident incident, String form, String path, Instant due) {
    boolean late = now.isAfter(due);
    String name = texts.get("legal.clock." + form, Map.of("due", texts.moment(due)));
    return new IncidentPage.Legal(
        "/incidents/" + incident.id() + "/" + path + "?lang=" + texts.language().code(),
        texts.get(
            late ? "legal.clock.over" : "legal.clock.left",
            Map.of("form", name, "left", texts.duration(Duration.between(now, due).abs()))),
        late);
  }

  /** A line of the timeline. */
  IncidentPage.Line line(IncidentTable.Event event) {
    String key = "incident.event." + event.kind();
    String detail =
        switch (event.kind()) {
          case "opened", "changed" -> texts.reason(event.detail(), Map.of());
          case "assigned" -> role(event.detail());
          case "muted" -> texts.moment(Instant.parse(event.detail()));
          case "cause" -> texts.get("cause." + event.detail());
          default -> texts.has(key) ? event.detail() : event.kind();
        };
    String author = "incident.author." + event.author();
    String who = texts.has(author) ? texts.get(author) : event.author();
    return new IncidentPage.Line(
        texts.moment(event.at()),
        texts.get(
            texts.has(key) ? key : "incident.event.other", Map.of("by", who, "detail", detail)));
  }
}
