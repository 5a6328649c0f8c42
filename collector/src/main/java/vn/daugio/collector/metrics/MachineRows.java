package vn.daugio.collector.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vn.daugio.collector.office.Assigned;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.protocol.CheckType;

/**
 * What the machines of a site say of one check type; a machine that says nothing is counted, too.
 */
final class MachineRows {
  private MachineRows() {}

  /** One for each assigned machine; empty where it never told. */
  static Stream<Optional<SubjectRow>> of(
      Assigned assigned, List<SubjectRow> subjects, CheckType type) {
    Map<String, SubjectRow> told = new HashMap<>();
    for (SubjectRow row : subjects) {
      if (row.subject().check().equals(type.code())) {
        told.putIfAbsent(row.subject().target(), row);
      }
    }
    return assigned.machines().stream().map(machine -> Optional.ofNullable(told.get(machine)));
  }
}
