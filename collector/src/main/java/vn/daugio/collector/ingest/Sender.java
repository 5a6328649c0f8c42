package vn.daugio.collector.ingest;

import java.time.Instant;
import java.util.Optional;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.state.Silence;
import vn.daugio.collector.store.AgentTable.Machine;

/**
 * A reporting machine and what the plan says of it.
 *
 * @param site {@code commune/site}
 * @param code the machine's code
 * @param plan its site in the plan; empty when the site was taken out
 */
record Sender(String site, String code, Optional<Office.Site> plan) {
  static Sender of(Machine machine, Office office) {
    return new Sender(machine.site(), machine.code(), office.site(machine.site()));
  }

  boolean prober() {
    return plan.flatMap(site -> site.machine(code))
        .map(Office.PlannedMachine::prober)
        .orElse(false);
  }

  /** When its next report is owed; never where the plan does not know it. */
  Instant due(Instant lastReport) {
    return plan.map(site -> Silence.due(site.calendar(), lastReport, prober())).orElse(Instant.MAX);
  }

  /** Whether something seen at a moment shows that a silence was none. */
  boolean refutes(Instant seen, Instant silence) {
    return due(seen).isAfter(silence);
  }
}
