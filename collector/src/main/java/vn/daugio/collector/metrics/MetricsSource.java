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
import java.util.stream.Collectors;
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
      List<SiteNow> sites, List<Incident> open, RecoveryCounts.Counts recoveries) {}

  /**
   * Of a site; subjects are what it consists of now, memories of other targets are not exported.
   */
  private record SiteNow(
      Site site,
      Assigned assigned,
      List<Machine> machines,
      List<SubjectRow> subjects,
      Map<String, Long> sheet) {}

  private Known known(Tx tx, Commune commune, Instant now) {
    Map<String, List<SubjectRow>> subjects =
        tx.states().ofCommune(commune.code()).stream()
            .collect(Collectors.groupingBy(row -> row.subject().site()));
    List<SiteNow> sites = new ArrayList<>();
    for (Site site : commune.sites()) {
      List<Machine> machines = tx.agents().ofSite(site.id());
      List<SubjectRow> rows = subjects.getOrDefault(site.id(), List.of());
      Assigned assigned = Assigned.of(site, machines.stream().map(Machine::code).toList());
      List<SubjectRow> shown =
          rows.stream()
              .filter(row -> assigned.shows(row.subject().target(), row.state().observedAt(), now))
              .toList();
      Map<String, Long> sheet = sheets.of(tx, site, machines, rows, now);
      sites.add(new SiteNow(site, assigned, machines, shown, sheet));
    }
    return new Known(
        sites,
        tx.incidents().openOf(commune.code()),
        tx.incidents().recoveries().of(commune.code()));
  }

  MetricSnapshots of(Commune commune, Instant now) {
    Known known = store.read(tx -> known(tx, commune, now));
    Samples samples = new Samples();
    Protection protection = new Protection();
    for (SiteNow one : known.sites()) {
      Site site = one.site();
      one.subjects().forEach(row -> subject(samples, site, row));
      one.machines().forEach(machine -> machine(samples, site, machine));
      protection
          .add(ProtectedMachine.of(one.assigned(), one.machines(), one.subjects(), now))
          .forEach(
              (state, count) ->
                  samples.add(
                      Families.SITE_PROTECTION, count, site.commune(), site.code(), state.code()));
      Ipv6Machines.count(one.assigned(), one.subjects())
          .forEach(
              (state, count) ->
                  samples.add(Families.IPV6, count, site.commune(), site.code(), state.code()));
      sheet(samples, one, now);
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

  private static void sheet(Samples samples, SiteNow one, Instant now) {
    Site site = one.site();
    due(site.calendar(), OfficeCalendar.today(now))
        .ifPresent(due -> samples.add(Families.SHEET_DUE, due, site.commune(), site.code()));
    one.sheet()
        .forEach(
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
