package vn.daugio.agent.check.printer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;

/**
 * Ricoh's own toner table, for devices whose standard table has no level.
 *
 * <p>RICOH-PRIVATE-MIB ricohEngToner, 1.3.6.1.4.1.367.3.2.1.2.24.1.1: column 3 is the name, column
 * 5 the level in percent; −100 is "near the end", −2 unknown, −3 some left. Its rows are in another
 * order than those of the standard table, which has the waste bottle among them: they belong
 * together by their names.
 */
final class RicohToner {
  static final String TONERS = "1.3.6.1.4.1.367.3.2.1.2.24.1.1";
  static final int NAME = 3;
  static final int LEVEL = 5;

  static final SnmpTable TABLE = SnmpTable.of(TONERS, NAME, LEVEL);

  /** sysObjectID of Ricoh's devices. */
  static final String ENTERPRISE = "1.3.6.1.4.1.367.";

  static final String SOURCE = "ricoh";

  private RicohToner() {}

  /** Name to share, 0..1; a name that occurs twice tells nothing. */
  static Map<String, Double> decode(List<SnmpRow> rows) {
    Map<String, Double> shares = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (SnmpRow row : rows) {
      @Nullable String text = row.text(NAME);
      String name = text == null ? "" : DeviceText.clean(text, DeviceText.NAME_LENGTH);
      seen.merge(name, 1, Integer::sum);
      OptionalLong level = row.number(LEVEL);
      if (!name.isEmpty()
          && level.isPresent()
          && level.getAsLong() >= 0
          && level.getAsLong() <= 100) {
        shares.put(name, level.getAsLong() / 100.0);
      }
    }
    shares.keySet().removeIf(name -> seen.getOrDefault(name, 0) > 1);
    return shares;
  }
}
