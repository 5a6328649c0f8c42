package vn.daugio.collector.sheet;

import java.util.List;
import vn.daugio.collector.state.ProtectionState;
import vn.daugio.collector.store.ProtectedMachine;

/** How many machines in scope are protected; what is not known has a number of its own. */
public record ProtectionCount(int covered, int uncovered, int unknown) {
  public static ProtectionCount of(List<ProtectedMachine> machines) {
    return new ProtectionCount(
        count(machines, ProtectionState.COVERED),
        count(machines, ProtectionState.UNCOVERED),
        count(machines, ProtectionState.UNKNOWN));
  }

  private static int count(List<ProtectedMachine> machines, ProtectionState state) {
    return (int) machines.stream().filter(machine -> machine.state() == state).count();
  }

  public int all() {
    return covered + uncovered + unknown;
  }
}
