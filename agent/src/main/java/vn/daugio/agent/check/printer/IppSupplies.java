package vn.daugio.agent.check.printer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.probe.IppGroup;

/**
 * Decodes the supplies that a printer tells over IPP: the marker attributes (PWG 5100.9, CUPS),
 * parallel lists with levels in percent; where these have no level, printer-supply (PWG 5100.13),
 * whose values are rows of prtMarkerSuppliesTable in text.
 *
 * <p>The level of a waste box is the space left in the MIB, but some printers tell in marker-levels
 * how full it is. A marker-high-levels below 100 says that filling up is what is counted, a
 * marker-low-levels above 0 with a high level of 100 that space is. Where neither says so, the
 * level is unknown: half full and nearly full are not the same.
 */
final class IppSupplies {
  private static final int MOST_PAIRS = 64;
  private static final int COLOR_LENGTH = 32;
  private static final int FULL = 100;

  private static final Map<String, String> COLORS =
      Map.of(
          "#000000", "black",
          "#00ffff", "cyan",
          "#ff00ff", "magenta",
          "#ffff00", "yellow",
          "none", "",
          "unknown", "");

  private final IppGroup printer;
  private final double warnBelow;
  private final double failBelow;

  private IppSupplies(IppGroup printer, double warnBelow, double failBelow) {
    this.printer = printer;
    this.warnBelow = warnBelow;
    this.failBelow = failBelow;
  }

  /**
   * @param warnBelow a ratio under this one is LOW
   * @param failBelow a ratio under this one, and a level of 0, is EMPTY
   * @return in the printer's order; {@link Supply#index} is the position from 1
   * @throws vn.daugio.agent.probe.ProbeException MALFORMED for more than any printer has
   */
  static List<Supply> decode(IppGroup printer, double warnBelow, double failBelow) {
    IppSupplies supplies = new IppSupplies(printer, warnBelow, failBelow);
    boolean rows =
        printer.numbers("marker-levels").isEmpty() && !printer.texts("printer-supply").isEmpty();
    return rows ? supplies.rows() : supplies.markers();
  }

  private List<Supply> markers() {
    List<String> names = printer.texts("marker-names");
    List<String> types = printer.texts("marker-types");
    List<String> colors = printer.texts("marker-colors");
    List<OptionalInt> levels = printer.numbers("marker-levels");
    int size =
        Math.max(Math.max(names.size(), types.size()), Math.max(colors.size(), levels.size()));
    SupplyTable.bounded(size);
    List<Supply> supplies = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      SupplyKind kind = kind(at(types, i));
      OptionalInt level = number(levels, i);
      boolean receptacle = kind.isWaste();
      if (receptacle && level.orElse(-1) >= 0 && level.getAsInt() <= FULL) {
        level = spaceLeft(i, level.getAsInt());
      }
      supplies.add(
          supply(new Text(i + 1, at(names, i), at(colors, i)), kind, receptacle, level, FULL));
    }
    return supplies;
  }

  private OptionalInt spaceLeft(int i, int level) {
    int high = number(printer.numbers("marker-high-levels"), i).orElse(-1);
    int low = number(printer.numbers("marker-low-levels"), i).orElse(-1);
    if (high > 0 && high < FULL) {
      return OptionalInt.of(FULL - level);
    }
    return high == FULL && low > 0 && low < FULL ? OptionalInt.of(level) : OptionalInt.empty();
  }

  private List<Supply> rows() {
    List<String> descriptions = printer.texts("printer-supply-description");
    List<String> rows = printer.texts("printer-supply");
    SupplyTable.bounded(rows.size());
    List<Supply> supplies = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Map<String, String> row = row(rows.get(i));
      SupplyKind kind = kind(row.getOrDefault("type", ""));
      String declared = row.getOrDefault("class", "");
      boolean receptacle =
          declared.equals("receptacleThatIsFilled")
              || (!declared.equals("supplyThatIsConsumed") && kind.isWaste());
      boolean percent = row.getOrDefault("unit", "").equals("percent");
      supplies.add(
          supply(
              new Text(i + 1, at(descriptions, i), row.getOrDefault("colorantname", "")),
              kind,
              receptacle,
              whole(row.get("level")),
              percent ? FULL : whole(row.get("maxcapacity")).orElse(-2)));
    }
    return supplies;
  }

  /** {@code key=value;} pairs; of a key that comes twice the first counts. */
  static Map<String, String> row(String text) {
    Map<String, String> row = new HashMap<>();
    for (String pair : text.split(";", MOST_PAIRS)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        row.putIfAbsent(
            pair.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            pair.substring(equals + 1).strip());
      }
    }
    return row;
  }

  static OptionalInt whole(@Nullable String text) {
    return text != null && text.matches("-?\\d{1,9}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  /** What a supply is called; the name may be empty. */
  private record Text(int position, String name, String color) {}

  private Supply supply(
      Text text, SupplyKind kind, boolean receptacle, OptionalInt level, int capacity) {
    SupplyState state = state(level, capacity);
    OptionalDouble ratio = OptionalDouble.empty();
    if (state == SupplyState.OK) {
      double share = (double) level.getAsInt() / capacity;
      ratio = OptionalDouble.of(share);
      if (share == 0 || share < failBelow) {
        state = SupplyState.EMPTY;
      } else if (share < warnBelow) {
        state = SupplyState.LOW;
      }
    }
    String name = DeviceText.clean(text.name(), DeviceText.NAME_LENGTH);
    return new Supply(
        Integer.toString(text.position()),
        name.isEmpty() ? "supply " + text.position() : name,
        kind,
        color(text.color()),
        receptacle,
        state,
        ratio);
  }

  /** OK stands for any level with a capacity; the sentinels are those of RFC 3805. */
  private static SupplyState state(OptionalInt level, int capacity) {
    int value = level.orElse(-2);
    if (value < 0) {
      return switch (value) {
        case -3 -> SupplyState.SOME_REMAINING;
        case -1 -> SupplyState.NOT_MEASURABLE;
        default -> SupplyState.UNKNOWN;
      };
    }
    if (capacity < 0 || (capacity == 0 && value == 0)) {
      return SupplyState.NO_CAPACITY;
    }
    return value > capacity ? SupplyState.UNKNOWN : SupplyState.OK;
  }

  /** {@code toner-cartridge}, {@code tonerCartridge} and {@code Toner Cartridge} are one kind. */
  private static SupplyKind kind(String type) {
    String plain = plain(type);
    for (SupplyKind kind : SupplyKind.values()) {
      if (plain(kind.registryName()).equals(plain)) {
        return kind;
      }
    }
    return SupplyKind.UNKNOWN;
  }

  private static String plain(String name) {
    return name.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
  }

  private static String color(String told) {
    String color = DeviceText.clean(told, COLOR_LENGTH).toLowerCase(Locale.ROOT);
    return COLORS.getOrDefault(color, color);
  }

  private static String at(List<String> texts, int i) {
    return i < texts.size() ? texts.get(i) : "";
  }

  private static OptionalInt number(List<OptionalInt> numbers, int i) {
    return i < numbers.size() ? numbers.get(i) : OptionalInt.empty();
  }
}
