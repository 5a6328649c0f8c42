package vn.daugio.agent.check.printer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.daugio.agent.check.Finding;
import vn.daugio.protocol.Reason;

/**
 * Supplies to a finding.
 *
 * <p>EMPTY fails and LOW warns, whatever the supply is. What is not known is judged only where it
 * decides about printing: a toner, ink, wax or ribbon, or a supply whose kind the device does not
 * tell, makes the whole UNKNOWN when its level is unknown, without capacity or not measurable.
 * Drums, fusers, belts, finishers and waste boxes often have no sensor for as long as they live;
 * one of those stays visible as its own state and in the fact {@code unknownSupplies}, but does not
 * hide what the device knows of the rest. Some remaining (−3) is what the device says when there is
 * enough. When nothing at all could be judged, the whole is UNKNOWN.
 */
final class SuppliesJudgement {
  private SuppliesJudgement() {}

  static Finding judge(Finding.Builder finding, List<Supply> supplies) {
    if (supplies.isEmpty()) {
      return finding.unknown(Reason.PRINTER_NO_SUPPLIES).build();
    }
    List<String> scarce = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    boolean judged = false;
    for (Supply supply : supplies) {
      measure(finding, supply);
      switch (supply.state()) {
        case OK, SOME_REMAINING -> judged = true;
        case LOW -> {
          judged = true;
          finding.warn(Reason.PRINTER_SUPPLY_LOW);
          scarce.add(withPercent(supply));
        }
        case EMPTY -> {
          judged = true;
          finding.fail(Reason.PRINTER_SUPPLY_EMPTY);
          scarce.add(withPercent(supply));
        }
        case UNKNOWN, NOT_MEASURABLE, NO_CAPACITY -> {
          unknown.add(supply.name());
          if (supply.kind().isMarking() && !supply.receptacle()) {
            finding.unknown(Reason.PRINTER_SUPPLY_UNKNOWN);
          }
        }
      }
    }
    if (!judged) {
      finding.unknown(Reason.PRINTER_SUPPLY_UNKNOWN);
    }
    return finding
        .fact("supplies", String.join(", ", scarce))
        .fact("unknownSupplies", String.join(", ", unknown))
        .build();
  }

  private static void measure(Finding.Builder finding, Supply supply) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("index", supply.index());
    labels.put("supply", supply.name());
    labels.put("kind", supply.kind().registryName());
    labels.put("color", supply.color());
    labels.put("class", supply.className());
    supply.ratio().ifPresent(ratio -> finding.measure("supply_level_ratio", ratio, labels));
    Map<String, String> withState = new LinkedHashMap<>(labels);
    withState.put("state", supply.state().label());
    finding.measure("supply_state", 1, withState);
  }

  /** Rounded down: a supply that is called low is not shown at the limit that it is below. */
  private static String withPercent(Supply supply) {
    long percent = (long) Math.floor(supply.ratio().orElse(0) * 100 + 1e-9);
    return supply.name() + " " + percent + "%";
  }
}
