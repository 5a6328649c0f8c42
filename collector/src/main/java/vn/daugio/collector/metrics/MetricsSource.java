package vn.daugio.collector.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.office.Assigned;
import vn.daugio.collector.office.Office.Commune;
import vn.daugio.collector.office.Office.Site;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.ProtectedMachine;
import vn.daugio.collector.store.RecoveryCounts;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.collector.store.Tx;
import vn.daugio.protocol.CheckType;

/**
 * One commune's series, built at scrape time from the state: nothing is kept between scrapes, so
 * nothing can be stale.
 */
final class MetricsSource {
  private static final Duration SIGN_WITHIN = Duration.ofMinutes(15);

  /** The commitment of the office: restored within 24 hours. */
  private static final long TARGET_SECONDS = 86_400;

  private final Store store;
  private final SheetCounts sheets;
  private final MeasureSamples measures;

  MetricsSource(Store store, SheetCounts sheets, SkippedMeasures skipped) {
    this.store = store;
    this.sheets = sheets;
    this.measures = new MeasureSamples(skipped);
  }

  /** What one transaction reads of a commune. */
  private record Known(
      List<SubjectRow> subjects,
      List<Machine> machines,
      List<Incident> open,
      RecoveryCounts.Counts recoveries) {
    static Known of(Tx tx, Commune commune) {
      List<Machine> machines = new ArrayList<>();
      commune.sites().forEach(site -> machines.addAll(tx.agents().ofSite(site.id())));
      return new Known(
          tx.states().ofCommune(commune.code()),
          machines,
          tx.incidents().open().stream()
              .filter(incident -> incident.subject().commune().equals(commune.code()))
              .toList(),
          tx.incidents().recoveries().of(commune.code()));
    }

    List<Machine> machinesOf(Site site) {
      return machines.stream().filter(machine -> machine.site().equals(site.id())).toList();
    }

    /** What a site consists of now; memories of other targets are not exported. */
    List<SubjectRow> subjectsOf(Site site, Assigned assigned, Instant now) {
      return subjects.stream()
          .filter(row -> row.subject().site().equals(site.id()))
          .filter(row -> assigned.shows(row.subject().target(), row.state().observedAt(), now))
          .toList();
    }
  }

  MetricSnapshots of(Commune commune, Instant now) {
    Known known = store.read(tx -> Known.of(tx, commune));
    Samples samples = new Samples();
    Protection protection = new Protection();
    for (Site site : commune.sites()) {
      List<Machine> machines = known.machinesOf(site);
      Assigned assigned = Assigned.of(site, machines.stream().map(Machine::code).toList());
      List<SubjectRow> subjects = known.subjectsOf(site, assigned, now);
      subjects.forEach(row -> subject(samples, site, row));
      machines.forEach(machine -> machine(samples, site, machine));
      protection
          .add(ProtectedMachine.of(assigned, machines, subjects, now))
          .forEach(
              (state, count) ->
                  samples.add(
                      Families.SITE_PROTECTION, count, site.commune(), site.code(), state.code()));
      Ipv6Machines.count(assigned, subjects)
          .forEach(
              (state, count) ->
                  samples.add(Families.IPV6, count, site.commune(), site.code(), state.code()));
      sheet(samples, site, now);
    }
    protection
        .counts()
        .forEach(
            (state, count) ->
                samples.add(Families.PROTECTION, count, commune.code(), state.code()));
    incidents(samples, commune.code(), known);
    return samples.snapshots();
  }

  private void subject(Samples samples, Site site, SubjectRow row) {
    String check = row.subject().check();
    if (CheckType.ofCode(check).isPresent()) {
      String target = row.subject().target();
      int outcome = row.state().outcome().code();
      samples.add(Families.OUTCOME, outcome, site.commune(), site.code(), check, target);
      samples.add(
          Families.LAST_RESULT,
          row.state().observedAt(),
          site.commune(),
          site.code(),
          check,
          target);
    }
    measures.add(samples, site.commune(), site.code(), row);
  }

  private static void machine(Samples samples, Site site, Machine machine) {
    Instant last = machine.lastReportAt();
    if (last != null) {
      samples.add(Families.LAST_REPORT, last, site.commune(), site.code(), machine.code());
    }
  }

  private void sheet(Samples samples, Site site, Instant now) {
    due(site.calendar(), OfficeCalendar.today(now))
        .ifPresent(due -> samples.add(Families.SHEET_DUE, due, site.commune(), site.code()));
    Map<String, Long> counts = sheets.of(site, now);
    counts.forEach(
        (state, count) ->
            samples.add(Families.SHEET_ITEMS, count, site.commune(), site.code(), state));
  }

  private static Optional<Instant> due(OfficeCalendar calendar, LocalDate today) {
    for (int daysAgo = 0; daysAgo < 400; daysAgo++) {
      Optional<Instant> opening = calendar.firstOpening(today.minusDays(daysAgo));
      if (opening.isPresent()) {
        return opening.map(at -> at.plus(SIGN_WITHIN));
      }
    }
    return Optional.empty();
  }

  private static void incidents(Samples samples, String commune, Known known) {
    for (Severity severity : Severity.values()) {
      long open = known.open().stream().filter(one -> one.severity() == severity).count();
      samples.add(Families.INCIDENTS_OPEN, open, commune, severity.code());
    }
    List<Long> counts = known.recoveries().counts();
    double[] bounds = new double[counts.size()];
    long[] buckets = new long[counts.size()];
    long within = 0;
    long beyond = 0;
    for (int i = 0; i < counts.size(); i++) {
      boolean last = i == RecoveryCounts.BOUNDS.size();
      bounds[i] = last ? Double.POSITIVE_INFINITY : RecoveryCounts.BOUNDS.get(i);
      buckets[i] = counts.get(i);
      if (bounds[i] <= TARGET_SECONDS) {
        within += buckets[i];
      } else {
        beyond += buckets[i];
      }
    }
    samples.add(Families.RECOVERED, within, commune, "true");
    samples.add(Families.RECOVERED, beyond, commune, "false");
    samples.histogram(
        HistogramDataPointSnapshot.builder()
            .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, box(buckets)))
            .sum(known.recoveries().seconds())
            .labels(Samples.labels(Families.RECOVERY, List.of(commune)))
            .build(),
        commune);
  }

  private static Number[] box(long[] buckets) {
    Number[] boxed = new Number[buckets.length];
    for (int i = 0; i < buckets.length; i++) {
      boxed[i] = buckets[i];
    }
    return boxed;
  }
}
