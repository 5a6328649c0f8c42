package vn.daugio.collector.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.daugio.collector.office.Assigned;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;

/** Counts machines by endpoint protection; what is not known is never counted as covered. */
final class Protection {
  private long covered;
  private long uncovered;
  private long unknown;

  void add(Assigned assigned, List<SubjectRow> subjects) {
    MachineRows.of(assigned, subjects, CheckType.ENDPOINT_PROTECTION)
        .map(row -> row.map(one -> one.state().outcome()).orElse(Outcome.UNKNOWN))
        .forEach(this::add);
  }

  private void add(Outcome outcome) {
    switch (outcome) {
      case OK, WARN -> covered++;
      case FAIL -> uncovered++;
      case UNKNOWN -> unknown++;
    }
  }

  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("covered", covered);
    counts.put("uncovered", uncovered);
    counts.put("unknown", unknown);
    return counts;
  }
}
