package vn.daugio.collector.metrics;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.Office.Commune;
import vn.daugio.collector.office.Office.PlannedMachine;
import vn.daugio.collector.office.Office.Site;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.StateTable.OutcomeCount;
import vn.daugio.collector.store.Store;
import vn.daugio.protocol.Outcome;

/** Totals per commune, under other names than the commune's own series. */
final class ProvinceSource {
  private final Store store;

  ProvinceSource(Store store) {
    this.store = store;
  }

  private record Known(List<OutcomeCount> outcomes, List<Machine> machines, List<Incident> open) {}

  MetricSnapshots of(Office office) {
    Known known =
        store.read(
            tx -> new Known(tx.states().outcomes(), tx.agents().all(), tx.incidents().open()));
    Samples samples = new Samples();
    for (Commune commune : office.communes()) {
      String prefix = commune.code() + "/";
      for (Outcome outcome : Outcome.values()) {
        long subjects =
            known.outcomes().stream()
                .filter(one -> one.outcome() == outcome && one.site().startsWith(prefix))
                .mapToLong(OutcomeCount::count)
                .sum();
        String label = outcome.name().toLowerCase(Locale.ROOT);
        samples.add(Families.PROVINCE_SUBJECTS, subjects, commune.code(), label);
      }
      machines(samples, commune, known);
      long open =
          known.open().stream()
              .filter(one -> one.subject().commune().equals(commune.code()))
              .count();
      samples.add(Families.PROVINCE_INCIDENTS, open, commune.code());
    }
    return samples.snapshots();
  }

  private static void machines(Samples samples, Commune commune, Known known) {
    Map<String, String> states = new TreeMap<>();
    for (Site site : commune.sites()) {
      for (PlannedMachine planned : site.machines()) {
        states.put(site.id() + "/" + planned.code(), "never");
      }
    }
    for (Machine machine : known.machines()) {
      if (machine.site().startsWith(commune.code() + "/")) {
        states.put(machine.site() + "/" + machine.code(), state(machine));
      }
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
