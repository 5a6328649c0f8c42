package vn.daugio.protocol;

import java.util.List;

/**
 * A typed number that a check type may report.
 *
 * @param name snake case, ending in the unit, e.g. {@code loss_ratio}
 * @param unit base unit: seconds, bytes, ratio (0..1), state (always 1, the state is a label), …
 * @param labels the label names beside those of the subject; never a person or an address
 * @param help one English sentence for the metric family
 */
public record MeasureType(String name, String unit, List<String> labels, String help) {
  public MeasureType {
    labels = List.copyOf(labels);
    if (!name.endsWith(unit)) {
      throw new IllegalArgumentException(name + " does not end in its unit " + unit);
    }
  }

  static MeasureType measure(String name, String unit, String help, String... labels) {
    return new MeasureType(name, unit, List.of(labels), help);
  }
}
