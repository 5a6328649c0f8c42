package vn.daugio.agent.check.printer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;

/** Decodes prtMarkerSuppliesTable and prtMarkerColorantTable (RFC 3805 sections 2.2.11, 2.2.12). */
final class SupplyTable {
  static final String SUPPLIES = "1.3.6.1.2.1.43.11.1.1";
  static final int COLORANT_INDEX = 3;
  static final int CLASS = 4;
  static final int TYPE = 5;
  static final int DESCRIPTION = 6;
  static final int UNIT = 7;
  static final int CAPACITY = 8;
  static final int LEVEL = 9;
  static final SnmpTable SUPPLY =
      SnmpTable.of(SUPPLIES, COLORANT_INDEX, CLASS, TYPE, DESCRIPTION, UNIT, CAPACITY, LEVEL);

  static final String COLORANTS = "1.3.6.1.2.1.43.12.1.1";
  static final int COLORANT_VALUE = 4;
  static final SnmpTable COLORANT = SnmpTable.of(COLORANTS, COLORANT_VALUE);

  /** More than any printer has, and few enough for one report. */
  static final int MOST = 100;

  private static final long RECEPTACLE_THAT_IS_FILLED = 4;
  private static final long SUPPLY_THAT_IS_CONSUMED = 3;
  private static final long PERCENT = 19;
  private static final int COLOR_LENGTH = 32;

  private SupplyTable() {}

  /**
   * @param warnBelow a ratio under this one is LOW
   * @param failBelow a ratio under this one, and a level of 0, is EMPTY
   * @throws ProbeException MALFORMED for more rows than any printer has: of which some may not be
   *     left out
   */
  static List<Supply> decode(
      List<SnmpRow> supplies, List<SnmpRow> colorants, double warnBelow, double failBelow) {
    bounded(supplies.size());
    Map<String, String> colors = new HashMap<>();
    for (SnmpRow colorant : colorants) {
      @Nullable String value = colorant.text(COLORANT_VALUE);
      if (value != null) {
        colors.put(
            colorant.index(), DeviceText.clean(value, COLOR_LENGTH).toLowerCase(Locale.ROOT));
      }
    }
    List<Supply> decoded = new ArrayList<>();
    for (SnmpRow row : supplies) {
      decoded.add(decode(row, colors, warnBelow, failBelow));
    }
    return decoded;
  }

  static void bounded(int supplies) {
    if (supplies > MOST) {
      throw new ProbeException(ProbeFailure.MALFORMED, "more supplies than any printer has");
    }
  }

  private static Supply decode(
      SnmpRow row, Map<String, String> colors, double warnBelow, double failBelow) {
    SupplyKind kind = SupplyKind.of(row.number(TYPE));
    @Nullable String description = row.text(DESCRIPTION);
    String name = description == null ? "" : DeviceText.clean(description, DeviceText.NAME_LENGTH);
    SupplyState state = stateOf(row);
    OptionalDouble ratio = OptionalDouble.empty();
    if (state == SupplyState.OK) {
      double share = (double) row.number(LEVEL).orElseThrow() / capacity(row);
      ratio = OptionalDouble.of(share);
      if (share == 0 || share < failBelow) {
        state = SupplyState.EMPTY;
      } else if (share < warnBelow) {
        state = SupplyState.LOW;
      }
    }
    return new Supply(
        row.index(),
        name.isEmpty() ? "supply " + row.index() : name,
        kind,
        color(row, colors),
        isReceptacle(row.number(CLASS), kind),
        state,
        ratio);
  }

  /** OK stands for any level with a capacity. */
  private static SupplyState stateOf(SnmpRow row) {
    OptionalLong level = row.number(LEVEL);
    if (level.isEmpty()) {
      return SupplyState.UNKNOWN;
    }
    long value = level.getAsLong();
    if (value < 0) {
      if (value == -3) {
        return SupplyState.SOME_REMAINING;
      }
      return value == -1 ? SupplyState.NOT_MEASURABLE : SupplyState.UNKNOWN;
    }
    long capacity = capacity(row);
    if (capacity < 0 || (capacity == 0 && value == 0)) {
      return SupplyState.NO_CAPACITY;
    }
    return value > capacity ? SupplyState.UNKNOWN : SupplyState.OK;
  }

  /**
   * Negative where the device gives none: −1 and −2 are no sizes, nor is what is beyond Integer32,
   * as some write −2 without its sign.
   */
  private static long capacity(SnmpRow row) {
    long capacity = row.number(UNIT).orElse(0) == PERCENT ? 100 : row.number(CAPACITY).orElse(-2);
    return capacity > Integer.MAX_VALUE ? -2 : capacity;
  }

  private static boolean isReceptacle(OptionalLong declared, SupplyKind kind) {
    long value = declared.orElse(0);
    if (value == RECEPTACLE_THAT_IS_FILLED) {
      return true;
    }
    return value != SUPPLY_THAT_IS_CONSUMED && kind.isWaste();
  }

  private static String color(SnmpRow row, Map<String, String> colors) {
    long colorant = row.number(COLORANT_INDEX).orElse(0);
    return colorant <= 0 ? "" : colors.getOrDefault(row.firstIndex() + "." + colorant, "");
  }
}
