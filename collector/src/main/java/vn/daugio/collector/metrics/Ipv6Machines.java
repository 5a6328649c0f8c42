package vn.daugio.collector.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.daugio.collector.office.Assigned;
import vn.daugio.collector.state.Ipv6State;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.protocol.CheckType;

/** Counts a site's machines by how far they are on the way to IPv6. */
final class Ipv6Machines {
  private Ipv6Machines() {}

  /** Every state is there, so that none is missing before its first machine. */
  static Map<Ipv6State, Long> count(Assigned assigned, List<SubjectRow> subjects) {
    Map<Ipv6State, Long> counts = new EnumMap<>(Ipv6State.class);
    for (Ipv6State state : Ipv6State.values()) {
      counts.put(state, 0L);
    }
    MachineRows.of(assigned, subjects, CheckType.IPV6_READINESS)
        .map(
            row ->
                row.map(one -> Ipv6State.of(one.state().outcome(), one.facts()))
                    .orElse(Ipv6State.UNKNOWN))
        .forEach(state -> counts.merge(state, 1L, Long::sum));
    return counts;
  }
}
