package vn.daugio.collector.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Explanation;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Outage;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.state.Kind;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.store.OutageTable;
import vn.daugio.collector.store.StateTable;
import vn.daugio.collector.store.Tx;

/**
 * Whether a system is down itself or only not reached from one site: by what the other sites that
 * ask the same system see at the same time.
 */
final class Systems {
  /**
   * Every site has asked once and once again after so long; then it is judged with what is known.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(12);

  /** Sites that began to fail within this time of each other may fail for one cause. */
  private static final Duration TOGETHER = Duration.ofMinutes(20);

  private static final Duration LATELY = Duration.ofHours(1);

  private final Tx tx;
  private final Office office;
  private final Instant now;

  Systems(Tx tx, Office office, Instant now) {
    this.tx = tx;
    this.office = office;
    this.now = now;
  }

  /** What the sites see of one system: its incidents, and how many reached it meanwhile. */
  private record View(List<Incident> failing, long good, long unasked) {
    boolean isEverywhere() {
      return failing.size() >= 2 && failing.size() >= good;
    }
  }

  /** Whether enough is known to say what kind of outage it is. */
  boolean isDecided(Incident incident) {
    return !waits(incident, now) || view(incident).unasked() == 0;
  }

  /** Whether it is told only if all other sites have asked by now; every report looks for that. */
  static boolean waits(Incident incident, Instant now) {
    return incident.cause() == Cause.SYSTEM_SITE
        && !Outage.isEverywhere(incident.subject())
        && now.isBefore(incident.openedAt().plus(PATIENCE));
  }

  /** Joins the incidents of a site's systems with those of other sites, or ends such a join. */
  void settle(String site) {
    for (Incident incident : tx.outages().around(site, now.minus(LATELY))) {
      if (incident.cause() == Cause.SYSTEM_SITE || incident.cause() == Cause.SYSTEM_EVERYWHERE) {
        settle(incident);
      }
    }
  }

  /**
   * Once the province has an incident of it, a site's own joins or leaves without looking at all
   * other sites: thousands of them report each minute.
   */
  private void settle(Incident incident) {
    Subject everywhere = Outage.everywhere(incident.subject());
    Optional<OutageTable.Told> open =
        tx.outages().last(everywhere).filter(told -> told.incident().isOpen());
    if (open.isPresent()) {
      Incident parent = open.get().incident();
      if (Objects.equals(incident.parent(), parent.id())) {
        // while it lasts here it is not over; where it is, reports come for an hour after
        if (!incident.isOpen()) {
          endIfOver(open.get());
        }
      } else if (isNew(incident)
          && !incident.openedAt().isBefore(parent.openedAt().minus(TOGETHER))) {
        tx.outages().explain(incident, Cause.SYSTEM_EVERYWHERE, parent.id(), now);
      }
    } else if (isNew(incident) && now.isBefore(incident.openedAt().plus(TOGETHER).plus(PATIENCE))) {
      View view = view(incident);
      if (view.isEverywhere()) {
        begin(everywhere, view);
      }
    }
  }

  /** Nothing else explains it. */
  private static boolean isNew(Incident incident) {
    return incident.isOpen() && incident.isRoot();
  }

  private void begin(Subject everywhere, View view) {
    Incident first =
        view.failing().stream().min(Comparator.comparing(Incident::openedAt)).orElseThrow();
    Episode told = Episode.begun(first.openedAt(), now);
    Incident parent =
        tx.outages().add(everywhere, severity(view), first.reason(), Cause.SYSTEM_EVERYWHERE, told);
    tx.outages().fresh(parent.id());
    join(parent, view);
  }

  private static Severity severity(View view) {
    return view.failing().stream()
        .map(Incident::severity)
        .max(Comparator.naturalOrder())
        .orElse(Severity.MEDIUM);
  }

  /** It is over when it is for all, or for most, and the rest has had its time. */
  private void endIfOver(OutageTable.Told parent) {
    OutageTable.Brood brood = tx.outages().brood(parent.incident().id());
    Instant over = brood.lastOver();
    if (brood.open() == 0 && over == null) {
      tx.outages().withdraw(parent.incident(), now); // no site asks it any more
      return;
    }
    boolean wholly = brood.open() == 0;
    boolean mostly = brood.over() >= brood.open();
    boolean waited = over != null && !now.isBefore(over.plus(Explanation.AFTER));
    if (over == null || !(wholly || (mostly && waited))) {
      return;
    }
    tx.outages().course(parent.incident(), parent.episode().recovered(over, now));
    // what still fails there is another matter
    tx.incidents().children(parent.incident().id()).stream()
        .filter(Incident::isOpen)
        .forEach(child -> tx.outages().explain(child, Cause.SYSTEM_SITE, null, now));
  }

  private void join(Incident parent, View view) {
    for (Incident child : view.failing()) {
      if (!Objects.equals(child.parent(), parent.id())) {
        tx.outages().explain(child, Cause.SYSTEM_EVERYWHERE, parent.id(), now);
      }
    }
  }

  private View view(Incident incident) {
    Subject subject = incident.subject();
    Set<String> asking = office.asking(subject.site(), subject.target());
    List<Incident> failing = new ArrayList<>();
    for (Incident one : tx.outages().ofSystem(subject.target(), subject.check())) {
      boolean own = one.cause() == Cause.SYSTEM_SITE || one.cause() == Cause.SYSTEM_EVERYWHERE;
      boolean together =
          Duration.between(one.openedAt(), incident.openedAt()).abs().compareTo(TOGETHER) <= 0
              || one.cause() == Cause.SYSTEM_EVERYWHERE;
      if (one.isOpen() && own && together && asking.contains(one.subject().site())) {
        failing.add(one);
      }
    }
    Set<String> fails =
        failing.stream().map(one -> one.subject().site()).collect(Collectors.toSet());
    long good = 0;
    long unasked = 0;
    for (StateTable.SiteState state : tx.states().ofTarget(subject.target(), subject.check())) {
      boolean other =
          !state.site().equals(subject.site())
              && asking.contains(state.site())
              && !fails.contains(state.site());
      if (other) {
        boolean asked = state.observedAt().isAfter(incident.openedAt());
        boolean reached = asked && !state.silent() && state.kind() == Kind.GOOD;
        good += reached ? 1 : 0;
        unasked += reached || state.silent() ? 0 : 1;
      }
    }
    return new View(failing, good, unasked);
  }
}
