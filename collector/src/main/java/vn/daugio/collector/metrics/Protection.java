package vn.daugio.collector.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.daugio.collector.state.ProtectionState;
import vn.daugio.collector.store.ProtectedMachine;

/** Counts machines by endpoint protection; what is not known is never counted as covered. */
final class Protection {
  private final Map<ProtectionState, Long> counts = none();

  private static Map<ProtectionState, Long> none() {
    Map<ProtectionState, Long> none = new EnumMap<>(ProtectionState.class);
    for (ProtectionState state : ProtectionState.values()) {
      none.put(state, 0L);
    }
    return none;
  }

  /** Adds a site's machines and tells how many of those are in each state. */
  Map<ProtectionState, Long> add(List<ProtectedMachine> machines) {
    Map<ProtectionState, Long> ofSite = none();
    machines.forEach(machine -> ofSite.merge(machine.state(), 1L, Long::sum));
    ofSite.forEach((state, count) -> counts.merge(state, count, Long::sum));
    return ofSite;
  }

  Map<ProtectionState, Long> counts() {
    return counts;
  }
}
