package vn.daugio.collector.metrics;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.office.Assigned;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.Office.Commune;
import vn.daugio.collector.office.Office.PlannedMachine;
import vn.daugio.collector.office.Office.Site;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.StateTable.OutcomeCount;
import vn.daugio.collector.store.Store;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Outcome;

/** Totals per commune, under other names than the commune's own series. */
final class ProvinceSource {
  private final Store store;

  ProvinceSource(Store store) {
    this.store = store;
  }

  private record Known(List<OutcomeCount> outcomes, List<Machine> machines, List<Incident> open) {}

  MetricSnapshots of(Office office, Instant now) {
    Instant today = OfficeCalendar.today(now).atStartOfDay(OfficeZone.ZONE).toInstant();
    Known known =
        store.read(
            tx -> new Known(tx.states().outcomes(today), tx.agents().all(), tx.incidents().open()));
    Map<String, Map<Outcome, Long>> subjects = subjects(office, known);
    Map<String, List<Machine>> machines =
        known.machines().stream().collect(Collectors.groupingBy(one -> commune(one.site())));
    Map<String, Long> incidents =
        known.open().stream()
            .collect(Collectors.groupingBy(one -> one.subject().commune(), Collectors.counting()));
    Samples samples = new Samples();
    for (Commune commune : office.communes()) {
      for (Outcome outcome : Outcome.values()) {
        long count = subjects.getOrDefault(commune.code(), Map.of()).getOrDefault(outcome, 0L);
        String label = outcome.name().toLowerCase(Locale.ROOT);
        samples.add(Families.PROVINCE_SUBJECTS, count, commune.code(), label);
      }
      machines(samples, commune, machines.getOrDefault(commune.code(), List.of()));
      long open = incidents.getOrDefault(commune.code(), 0L);
      samples.add(Families.PROVINCE_INCIDENTS, open, commune.code());
    }
    return samples.snapshots();
  }

  /** By commune; a memory of what left the plan is in none. */
  private static Map<String, Map<Outcome, Long>> subjects(Office office, Known known) {
    Map<String, List<String>> enrolled = new HashMap<>();
    for (Machine machine : known.machines()) {
      enrolled.computeIfAbsent(machine.site(), site -> new ArrayList<>()).add(machine.code());
    }
    Map<String, Assigned> assigned = new HashMap<>();
    for (Site site : office.sites()) {
      assigned.put(site.id(), Assigned.of(site, enrolled.getOrDefault(site.id(), List.of())));
    }
    Map<String, Map<Outcome, Long>> subjects = new HashMap<>();
    for (OutcomeCount one : known.outcomes()) {
      Assigned site = assigned.get(one.site());
      if (site != null) {
        subjects
            .computeIfAbsent(site.site().commune(), commune -> new EnumMap<>(Outcome.class))
            .merge(one.outcome(), site.has(one.target()) ? one.count() : one.today(), Long::sum);
      }
    }
    return subjects;
  }

  /** Of a site's id. */
  private static String commune(String site) {
    return site.substring(0, site.indexOf('/'));
  }

  private static void machines(Samples samples, Commune commune, List<Machine> enrolled) {
    Map<String, String> states = new TreeMap<>();
    for (Site site : commune.sites()) {
      for (PlannedMachine planned : site.machines()) {
        states.put(site.id() + "/" + planned.code(), "never");
      }
    }
    for (Machine machine : enrolled) {
      states.put(machine.site() + "/" + machine.code(), state(machine));
    }
    for (String state : List.of("reporting", "silent", "never")) {
      long count = states.values().stream().filter(state::equals).count();
      samples.add(Families.PROVINCE_MACHINES, count, commune.code(), state);
    }
  }

  private static String state(Machine machine) {
    if (machine.lastReportAt() == null) {
      return "never";
    }
    return machine.silentSince() == null ? "reporting" : "silent";
  }
}
