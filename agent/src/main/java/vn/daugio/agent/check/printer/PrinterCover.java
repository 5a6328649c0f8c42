package vn.daugio.agent.check.printer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;

/**
 * One row of prtCoverTable (RFC 3805 section 2.2.4).
 *
 * @param name prtCoverDescription, else its index; cleaned
 * @param open the cover or its interlock is open
 */
record PrinterCover(String name, boolean open) {
  static final String COVERS = "1.3.6.1.2.1.43.6.1.1";
  static final int DESCRIPTION = 2;
  static final int STATUS = 3;
  static final SnmpTable TABLE = SnmpTable.of(COVERS, DESCRIPTION, STATUS);

  private static final long COVER_OPEN = 3;
  private static final long INTERLOCK_OPEN = 5;

  static List<PrinterCover> decode(List<SnmpRow> rows) {
    return rows.stream().map(PrinterCover::of).toList();
  }

  private static PrinterCover of(SnmpRow row) {
    @Nullable String text = row.text(DESCRIPTION);
    String name = text == null ? "" : DeviceText.clean(text, DeviceText.NAME_LENGTH);
    long status = row.number(STATUS).orElse(0);
    return new PrinterCover(
        name.isEmpty() ? row.index() : name, status == COVER_OPEN || status == INTERLOCK_OPEN);
  }
}
