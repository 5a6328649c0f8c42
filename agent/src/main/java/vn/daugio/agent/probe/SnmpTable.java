package vn.daugio.agent.probe;

import java.util.Arrays;
import java.util.List;
import org.snmp4j.smi.OID;

/** A table of a MIB, and which of its columns are wanted; meant to be a constant. */
public final class SnmpTable {
  private final List<OID> columns;

  private SnmpTable(List<OID> columns) {
    this.columns = columns;
  }

  /**
   * @param entry the OID of the table's entry, e.g. that of prtMarkerSuppliesEntry
   * @param columns column numbers below it
   */
  public static SnmpTable of(String entry, int... columns) {
    OID parsed = new OID(entry);
    return new SnmpTable(
        Arrays.stream(columns).mapToObj(column -> new OID(parsed).append(column)).toList());
  }

  /** Where each of the wanted columns begins. */
  List<OID> columns() {
    return columns;
  }
}
