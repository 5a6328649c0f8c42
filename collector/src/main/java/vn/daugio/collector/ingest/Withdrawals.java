package vn.daugio.collector.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Outage;
import vn.daugio.collector.office.Assigned;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.Office.PlannedMachine;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.Transition;
import vn.daugio.collector.store.OutageTable.Open;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.collector.store.Tx;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * Ends the incidents of what was taken out of the plan: nothing would ever tell that it is well
 * again, and the chair would be called for a printer that was thrown away.
 */
final class Withdrawals {
  /** A plan that is being edited may lack something for a moment. */
  private static final Duration OUT = Duration.ofHours(1);

  /**
   * What no plan has ever named cannot be taken out of one: a machine that joined by itself, a
   * target of an agent's own file. Longer than the offices are closed at Tết.
   */
  private static final Duration NEVER_PLANNED = Duration.ofDays(14);

  private final Store store;

  /** Since when each incident's subject was seen to be out of the plan. */
  private final Map<Long, Instant> outSince = new HashMap<>();

  Withdrawals(Store store) {
    this.store = store;
  }

  /** The collector was away: it does not know since when anything has been out of the plan. */
  void forget() {
    outSince.clear();
  }

  /** One look at all open incidents. */
  void look(Office office, Instant now) {
    List<Open> open = store.read(tx -> tx.outages().open());
    List<Open> named = new ArrayList<>();
    List<Open> out = new ArrayList<>();
    for (Open one : open) {
      if (!isPlanned(office, one.incident().subject())) {
        out.add(one);
      } else if (!one.planned()) {
        named.add(one);
      }
    }
    outSince.keySet().retainAll(out.stream().map(one -> one.incident().id()).toList());
    out.forEach(one -> outSince.putIfAbsent(one.incident().id(), now));
    if (!named.isEmpty()) {
      store.write(
          tx -> {
            named.forEach(one -> tx.outages().planned(one.incident().id()));
            return true;
          });
    }
    List<Open> waited = out.stream().filter(one -> isLongOut(one, now)).toList();
    Map<String, List<Open>> due =
        store.read(tx -> waited.stream().filter(one -> isUnseen(tx, one, now)).toList()).stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.incident().subject().site(), TreeMap::new, Collectors.toList()));
    due.forEach((site, ended) -> store.write(tx -> end(tx, office, site, ended, now)));
  }

  private static boolean isPlanned(Office office, Subject subject) {
    if (Outage.isEverywhere(subject)) {
      return true; // it ends with what it explains, or with the first report
    }
    if (Outage.isAlert(subject)) {
      return true; // Alertmanager tells when it is over, or is not heard any more
    }
    Office.Site site = office.site(subject.site()).orElse(null);
    if (site == null) {
      return false;
    }
    return switch (subject.check()) {
      case Outage.SITE_SILENT -> true;
      case Outage.MACHINE_SILENT ->
          site.machine(subject.target()).map(PlannedMachine::prober).orElse(false);
      default -> Assigned.of(site, Set.of()).has(subject.target());
    };
  }

  private boolean isLongOut(Open one, Instant now) {
    @Nullable Instant since = outSince.get(one.incident().id());
    return since != null && !now.isBefore(since.plus(OUT));
  }

  private static boolean isUnseen(Tx tx, Open one, Instant now) {
    Instant seen =
        tx.states()
            .find(one.incident().subject())
            .map(row -> row.state().observedAt())
            .orElse(one.incident().openedAt());
    return !now.isBefore(seen.plus(one.planned() ? OUT : NEVER_PLANNED));
  }

  private static boolean end(Tx tx, Office office, String site, List<Open> ended, Instant now) {
    for (Open one : ended) {
      // a report may have come since the look
      if (isUnseen(tx, one, now) && tx.outages().withdraw(one.incident(), now)) {
        forget(tx, one.incident(), now);
      }
    }
    new Outages(tx, office, now).settle(site, now);
    return true;
  }

  /** Were it to come back, its streaks would go on from what was seen before. */
  private static void forget(Tx tx, Incident incident, Instant now) {
    Subject subject = incident.subject();
    SubjectRow row = tx.states().find(subject).orElse(null);
    if (row != null) {
      String silent = Reason.AGENT_SILENT.code();
      tx.history()
          .put(subject, new Transition(now, Outcome.UNKNOWN, silent, row.state().witness(), true));
      tx.states().remove(subject);
    }
  }
}
