package vn.daugio.collector.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.office.Assigned;
import vn.daugio.collector.state.ProtectionState;
import vn.daugio.protocol.CheckType;

/**
 * A machine in the count of protected machines.
 *
 * @param state one that never told is unknown, never covered
 * @param row its newest {@code endpoint.protection}; null: it never told
 */
public record ProtectedMachine(String code, ProtectionState state, @Nullable SubjectRow row) {
  /** The machines in scope: those of the site but the exempt ones and those long out of use. */
  public static List<ProtectedMachine> of(
      Assigned assigned,
      List<AgentTable.Machine> enrolled,
      List<SubjectRow> subjects,
      Instant now) {
    TreeSet<String> inScope = new TreeSet<>(assigned.machines());
    enrolled.stream()
        .filter(machine -> isOutOfUse(machine, now))
        .forEach(machine -> inScope.remove(machine.code()));
    Map<String, SubjectRow> told = new HashMap<>();
    for (SubjectRow row : subjects) {
      if (row.subject().check().equals(CheckType.ENDPOINT_PROTECTION.code())) {
        told.put(row.subject().target(), row);
      }
    }
    List<ProtectedMachine> machines = new ArrayList<>();
    for (String code : inScope) {
      SubjectRow row = told.get(code);
      ProtectionState state =
          row == null
              ? ProtectionState.UNKNOWN
              : ProtectionState.of(
                  row.state().outcome(),
                  row.facts(),
                  row.state().observedAt(),
                  assigned.site().calendar(),
                  now);
      machines.add(new ProtectedMachine(code, state, row));
    }
    return machines;
  }

  private static boolean isOutOfUse(AgentTable.Machine machine, Instant now) {
    // one that never reported is not out of use, but unknown
    Instant last = machine.lastReportAt();
    return last != null && last.isBefore(now.minus(ProtectionState.ACTIVE));
  }
}
