package vn.daugio.collector.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Explanation;
import vn.daugio.collector.incident.Hush;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.IncidentPolicy;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Outage;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.state.Observation;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.Transition;
import vn.daugio.collector.store.Tx;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/**
 * What incidents mean to each other, and what people are told; within one transaction. Telling is
 * suppressed for children, hushed subjects and what only late reports show; monitoring and recovery
 * never are.
 */
final class Outages {
  /** What is over for longer has nothing more to explain. */
  private static final Duration LATELY = Duration.ofHours(1);

  /** Spooled reports tell what a silence was; the notice of its end waits for them. */
  private static final Duration SPOOLED = Duration.ofMinutes(2);

  private final Tx tx;
  private final Office office;
  private final Instant now;

  Outages(Tx tx, Office office, Instant now) {
    this.tx = tx;
    this.office = office;
    this.now = now;
  }

  /** Opens the incident of an outage that the observations tell. */
  Incident begin(CheckType type, Subject subject, Observation seen, Episode told) {
    String reason = reason(subject, seen, told);
    Cause cause = IncidentPolicy.cause(type, reason, kind(subject));
    return tx.outages()
        .add(
            subject,
            IncidentPolicy.severity(type, reason, importance(subject)),
            reason,
            cause,
            told);
  }

  private String reason(Subject subject, Observation seen, Episode told) {
    return tx.history()
        .at(subject, told.openedAt())
        .map(Transition::reason)
        .or(() -> Optional.ofNullable(seen.reason()))
        .orElse("");
  }

  private @Nullable String importance(Subject subject) {
    return office
        .site(subject.site())
        .map(site -> site.settings().importance().get(subject.target()))
        .orElse(null);
  }

  private @Nullable TargetKind kind(Subject subject) {
    return office
        .site(subject.site())
        .flatMap(site -> site.target(subject.target()))
        .map(Target::kind)
        .orElse(null);
  }

  /** A bad observation of an open incident: it may be worse now, and punctual. */
  void shown(Incident incident, Observation seen) {
    String reason = seen.reason();
    if (reason != null && !reason.equals(incident.reason())) {
      tx.outages().reason(incident.id(), reason, seen.at());
    }
    if (IncidentPolicy.isFresh(seen.at(), now)) {
      tx.outages().fresh(incident.id());
    }
  }

  /**
   * After everything of a site was written down: what is one outage, and who is told.
   *
   * @param from the earliest moment of which something new is known
   */
  void settle(String site, Instant from) {
    Instant since = (from.isBefore(now) ? from : now).minus(LATELY);
    List<Incident> around = tx.outages().around(site, since);
    if (around.isEmpty()) {
      if (!site.equals(Outage.EVERYWHERE)) {
        settle(Outage.EVERYWHERE, now);
      }
      return;
    }
    Explanation.Scene scene =
        new Explanation.Scene(
            // an alert is told for itself: which outage it would be a part of is not known
            around.stream().filter(one -> !Outage.isAlert(one.subject())).toList(),
            kinds(site),
            tx.states().targets(site, CheckType.INTERNET_LINK.code()),
            now);
    Map<Long, Explanation.Meaning> meanings = Explanation.of(scene);
    for (Incident incident : around) {
      explain(incident, meanings.get(incident.id()));
    }
    if (!site.equals(Outage.EVERYWHERE)) {
      new Systems(tx, office, now).settle(site);
    }
    for (Incident incident : tx.outages().around(site, since)) {
      tell(incident);
    }
    if (!site.equals(Outage.EVERYWHERE)) {
      settle(Outage.EVERYWHERE, now);
    }
  }

  private void explain(Incident incident, Explanation.@Nullable Meaning meaning) {
    if (meaning == null || isOfManySites(incident)) {
      return;
    }
    boolean changed =
        meaning.cause() != incident.cause() || !Objects.equals(meaning.parent(), incident.parent());
    if (changed) {
      tx.outages().explain(incident, meaning.cause(), meaning.parent(), now);
    }
  }

  /** Its parent is no incident of this site. */
  private boolean isOfManySites(Incident incident) {
    Long parent = incident.parent();
    return parent != null
        && tx.incidents()
            .find(parent)
            .map(root -> Outage.isEverywhere(root.subject()))
            .orElse(false);
  }

  private Map<String, TargetKind> kinds(String site) {
    Map<String, TargetKind> kinds = new HashMap<>();
    office
        .site(site)
        .ifPresent(
            known -> known.targets().forEach(target -> kinds.put(target.name(), target.kind())));
    return kinds;
  }

  /** Orders the notices that are due of an incident, each once. */
  private void tell(Incident incident) {
    boolean ofTheSite = !Outage.isEverywhere(incident.subject());
    if (ofTheSite && (incident.isRoot() || isOfManySites(incident))) {
      tx.outages().count(incident);
    }
    if (!incident.isRoot()) {
      return;
    }
    if (incident.announcedAt() == null) {
      announce(incident);
    } else if (incident.isWithdrawn()) {
      tx.outbox().add(incident, Notice.Kind.WITHDRAWN, now);
    } else if (!incident.isOpen()) {
      boolean silence = incident.subject().check().equals(Outage.SITE_SILENT);
      tx.outbox().add(incident, Notice.Kind.RECOVERED, silence ? now.plus(SPOOLED) : now);
    } else if (isHushed(tx, office, incident, now)) {
      return; // what is still so afterwards is told then
    } else if (incident.course().flappingSince() != null) {
      tx.outbox().add(incident, Notice.Kind.FLAPPING, now);
    } else if (incident.course().reopened() > 0) {
      tx.outbox().add(incident, Notice.Kind.REOPENED, now);
    }
  }

  /** Whether planned work or a person keeps it from being told; its recovery never is. */
  static boolean isHushed(Tx tx, Office office, Incident incident, Instant now) {
    return Hush.until(incident.subject(), office.maintenance(), tx.mutes().active(now), now)
        .isPresent();
  }

  private void announce(Incident incident) {
    boolean due =
        incident.isOpen()
            && tx.outages().isFresh(incident.id())
            && new Systems(tx, office, now).isDecided(incident)
            && !isHushed(tx, office, incident, now);
    if (due) {
      tx.outages().announced(incident.id(), now);
      boolean flaps = incident.course().flappingSince() != null;
      tx.outbox().add(incident, flaps ? Notice.Kind.FLAPPING : Notice.Kind.OPENED, now);
    }
  }
}
