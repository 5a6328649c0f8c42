package vn.daugio.agent.check.printer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.probe.ProbeException;

/**
 * What a maker's own MIB knows of the supplies that the standard table gives no number for. It is
 * measured as such and never judged: it is no {@code supply_level_ratio}.
 */
final class VendorSupplies {
  private VendorSupplies() {}

  /** Asks only for supplies that print and have no level; a failure is no finding. */
  static void measure(Finding.Builder finding, PrinterReader reader, List<Supply> supplies)
      throws InterruptedException {
    List<Supply> open =
        supplies.stream()
            .filter(supply -> supply.kind().isMarking() && supply.ratio().isEmpty())
            .toList();
    if (open.isEmpty()) {
      return;
    }
    try {
      String device = reader.sysObjectId();
      if (device.startsWith(BrotherMaintenance.ENTERPRISE)) {
        brother(finding, open, supplies, reader.brotherMaintenance());
      } else if (device.startsWith(RicohToner.ENTERPRISE)) {
        Map<String, Double> shares = RicohToner.decode(reader.ricohToners());
        for (Supply supply : open) {
          measure(finding, supply, RicohToner.SOURCE, shares.get(supply.name()));
        }
      }
    } catch (ProbeException e) {
      // the standard table has been read; what the maker would add is no part of the judgement
    }
  }

  /** One number belongs to one supply: where two have the same colour, neither has it. */
  static void brother(
      Finding.Builder finding, List<Supply> open, List<Supply> all, Map<String, Double> shares) {
    Map<String, Integer> seen = new HashMap<>();
    List<Supply> marking = all.stream().filter(supply -> supply.kind().isMarking()).toList();
    marking.forEach(supply -> seen.merge(color(supply, marking), 1, Integer::sum));
    for (Supply supply : open) {
      String color = color(supply, marking);
      if (seen.getOrDefault(color, 0) == 1) {
        measure(finding, supply, BrotherMaintenance.SOURCE, shares.get(color));
      }
    }
  }

  /** The only toner of a printer is black, also when it does not say so. */
  private static String color(Supply supply, List<Supply> marking) {
    String color = BrotherMaintenance.colorOf(supply);
    return color.isEmpty() && marking.size() == 1 ? "black" : color;
  }

  private static void measure(
      Finding.Builder finding, Supply supply, String source, @Nullable Double share) {
    if (share != null) {
      Map<String, String> labels = new LinkedHashMap<>();
      labels.put("index", supply.index());
      labels.put("supply", supply.name());
      labels.put("kind", supply.kind().registryName());
      labels.put("color", supply.color());
      labels.put("class", supply.className());
      labels.put("source", source);
      finding.measure("supply_vendor_ratio", share, labels);
    }
  }
}
