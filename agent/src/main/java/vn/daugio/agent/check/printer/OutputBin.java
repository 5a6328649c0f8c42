package vn.daugio.agent.check.printer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;

/**
 * One row of prtOutputTable (RFC 3805 section 2.2.8).
 *
 * @param name prtOutputName, else prtOutputDescription, else its index; cleaned
 * @param full no room is left in a bin whose size is known, and the device itself calls the bin
 *     unavailable with a critical alert; a 0 alone is what bins without a sensor say
 */
record OutputBin(String name, boolean full) {
  static final String OUTPUTS = "1.3.6.1.2.1.43.9.2.1";
  static final int CAPACITY = 4;
  static final int REMAINING = 5;
  static final int STATUS = 6;
  static final int NAME = 7;
  static final int DESCRIPTION = 12;
  static final SnmpTable TABLE =
      SnmpTable.of(OUTPUTS, CAPACITY, REMAINING, STATUS, NAME, DESCRIPTION);

  /** PrtSubUnitStatusTC: a critical alert is active, and its two ways of being unavailable. */
  private static final long CRITICAL = 16;

  private static final long UNAVAILABLE = 1;

  static List<OutputBin> decode(List<SnmpRow> rows) {
    return rows.stream().map(OutputBin::of).toList();
  }

  private static OutputBin of(SnmpRow row) {
    String name = text(row, NAME);
    String shown = name.isEmpty() ? text(row, DESCRIPTION) : name;
    long status = row.number(STATUS).orElse(0);
    boolean unusable = status > 0 && (status & CRITICAL) != 0 && (status & UNAVAILABLE) != 0;
    boolean full =
        unusable && row.number(REMAINING).orElse(-2) == 0 && row.number(CAPACITY).orElse(-2) > 0;
    return new OutputBin(shown.isEmpty() ? row.index() : shown, full);
  }

  private static String text(SnmpRow row, int column) {
    @Nullable String text = row.text(column);
    return text == null ? "" : DeviceText.clean(text, DeviceText.NAME_LENGTH);
  }
}
