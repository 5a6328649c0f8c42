package vn.daugio.agent.probe;

import java.util.Arrays;
import java.util.List;

/**
 * A table of a MIB, and what is wanted of it.
 *
 * @param entry the OID of the table's entry, e.g. that of prtMarkerSuppliesEntry
 * @param columns column numbers below it
 */
public record SnmpTable(String entry, List<Integer> columns) {
  public SnmpTable {
    columns = List.copyOf(columns);
  }

  public static SnmpTable of(String entry, int... columns) {
    return new SnmpTable(entry, Arrays.stream(columns).boxed().toList());
  }
}
