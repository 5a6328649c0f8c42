package vn.daugio.collector.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.daugio.collector.calendar.Span;
import vn.daugio.collector.calendar.Spans;
import vn.daugio.collector.incident.Availability;
import vn.daugio.collector.incident.Opening;
import vn.daugio.collector.incident.Services;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.state.Silence;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.Transition;
import vn.daugio.collector.store.ReportTable;
import vn.daugio.collector.store.StateTable;
import vn.daugio.collector.store.Tx;

/**
 * The services of one site and how much of the opening hours each worked.
 *
 * @param all of all services together
 * @param services worst first
 */
record ServiceFigures(Office.Site site, Availability all, List<One> services) {
  /**
   * A machine that is no prober looks every 15 minutes; what is older than two looks is unknown.
   */
  private static final Duration TICKS = Duration.ofMinutes(30);

  /** A service. */
  record One(Subject subject, Availability availability) {}

  /** Real outages by their share, then what is not known, then the rest. */
  static final Comparator<Availability> WORST_FIRST =
      Comparator.comparing((Availability one) -> one.down().isZero())
          .thenComparing(one -> one.share().orElse(1))
          .thenComparing(one -> -one.unknownShare().orElse(0));

  /** What was read of a site. */
  private record Seen(
      Map<Subject, List<Transition>> changes,
      List<StateTable.LastSeen> last,
      Map<String, Spans> looks) {}

  /**
   * In three queries, however many services the site has.
   *
   * @param period what lies after now is no part of it
   */
  static ServiceFigures of(Tx tx, Office office, Office.Site site, Span period) {
    Seen seen = read(tx, site, period);
    List<One> services = new ArrayList<>();
    Set<Subject> known = new HashSet<>();
    for (StateTable.LastSeen last : seen.last()) {
      known.add(last.subject());
      List<Transition> changes = seen.changes().getOrDefault(last.subject(), List.of());
      Opening opening = Opening.of(site.calendar(), office.maintenance(), last.subject(), period);
      services.add(
          new One(
              last.subject(),
              Availability.of(opening, changes, watched(site, last, changes, seen.looks()))));
    }
    for (Subject unseen : Services.unseen(site, known)) {
      Opening opening = Opening.of(site.calendar(), office.maintenance(), unseen, period);
      services.add(new One(unseen, Availability.of(opening, List.of(), Spans.NONE)));
    }
    services.sort(
        Comparator.comparing(One::availability, WORST_FIRST)
            .thenComparing(one -> one.subject().target())
            .thenComparing(one -> one.subject().check()));
    Availability all =
        services.stream().map(One::availability).reduce(Availability.NONE, Availability::plus);
    return new ServiceFigures(site, all, services);
  }

  private static Seen read(Tx tx, Office.Site site, Span period) {
    Set<String> checks = Services.checks();
    List<StateTable.LastSeen> last =
        tx.states().lastSeen(site.id(), checks).stream()
            .filter(one -> Services.isOne(site, one.subject()))
            .toList();
    Map<Subject, List<Transition>> changes =
        tx.history().ofSite(site.id(), checks, period.from(), period.to());
    Set<String> witnesses = new TreeSet<>();
    last.forEach(one -> witnesses.add(one.witness()));
    changes.values().forEach(all -> all.forEach(change -> witnesses.add(change.witness())));
    Map<String, Spans> looks = new HashMap<>();
    tx.reports()
        .looks(site.id(), witnesses, period.from().minus(TICKS), period.to())
        .forEach((machine, spans) -> looks.put(machine, held(spans, tolerance(site, machine))));
    return new Seen(changes, last, looks);
  }

  private static Duration tolerance(Office.Site site, String machine) {
    boolean prober = site.machine(machine).map(Office.PlannedMachine::prober).orElse(false);
    return prober ? Silence.PROBER : TICKS;
  }

  private static Spans held(List<ReportTable.Span> looks, Duration tolerance) {
    return Spans.of(
        looks.stream().map(one -> new Span(one.first(), one.last().plus(tolerance))).toList());
  }

  /** While a machine that saw it reported; but not long after the last look at itself. */
  private static Spans watched(
      Office.Site site,
      StateTable.LastSeen last,
      List<Transition> changes,
      Map<String, Spans> looks) {
    Set<String> witnesses = new TreeSet<>(Set.of(last.witness()));
    changes.forEach(change -> witnesses.add(change.witness()));
    List<Span> all = new ArrayList<>();
    witnesses.forEach(one -> all.addAll(looks.getOrDefault(one, Spans.NONE).parts()));
    Instant end = last.at().plus(Services.holds(site, last.subject().check()));
    return Spans.of(all).and(Spans.of(List.of(new Span(Instant.MIN, end))));
  }
}
