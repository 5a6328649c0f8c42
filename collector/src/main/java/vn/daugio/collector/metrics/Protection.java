package vn.daugio.collector.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    for (String machine : assigned.machines()) {
      Optional<Outcome> outcome =
          subjects.stream()
              .filter(row -> row.subject().target().equals(machine))
              .filter(row -> row.subject().check().equals(CheckType.ENDPOINT_PROTECTION.code()))
              .map(row -> row.state().outcome())
              .findFirst();
      switch (outcome.orElse(Outcome.UNKNOWN)) {
        case OK, WARN -> covered++;
        case FAIL -> uncovered++;
        case UNKNOWN -> unknown++;
      }
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
