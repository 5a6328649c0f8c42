package vn.daugio.protocol;

import java.util.List;

/**
 * A typed number that a check type may report.
 *
 * @param name snake case, ending in the unit, e.g. {@code loss_ratio}
 * @param unit base unit: seconds, bytes, ratio (0..1), state (always 1, the state is a label), …
 * @param labels the label names beside those of the subject; never a person or an address
 * @param least the smallest value that is no nonsense
 * @param most the largest one
 * @param help one English sentence for the metric family
 */
public record MeasureType(
    String name, String unit, List<String> labels, double least, double most, String help) {
  /** Beyond any time, size or count that an office could have. */
  private static final double LARGEST = 1e13;

  /** Of a counter of 64 bits. */
  static final double MOST_COUNTED = 0x1p64;

  public MeasureType {
    labels = List.copyOf(labels);
    if (!name.endsWith(unit)) {
      throw new IllegalArgumentException(name + " does not end in its unit " + unit);
    }
  }

  static MeasureType measure(String name, String unit, String help, String... labels) {
    double most = unit.equals("ratio") || unit.equals("state") ? 1 : LARGEST;
    return new MeasureType(name, unit, List.of(labels), 0, most, help);
  }

  /** The same, with other bounds than 0..1 of a ratio or 0 and more of all others. */
  MeasureType within(double from, double to) {
    return new MeasureType(name, unit, labels, from, to, help);
  }

  /** Whether such a number can be true at all; false for NaN. */
  public boolean accepts(double value) {
    return value >= least && value <= most;
  }
}
