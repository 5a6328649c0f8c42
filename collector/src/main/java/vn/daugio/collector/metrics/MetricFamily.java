package vn.daugio.collector.metrics;

import java.util.List;

/**
 * What is promised of one metric family.
 *
 * @param name with its unit, and {@code _total} for a counter
 * @param unit base unit; empty: a plain number
 * @param labels label names, in the order of the catalogue
 * @param help one English sentence
 */
public record MetricFamily(String name, Type type, String unit, List<String> labels, String help) {
  public MetricFamily {
    labels = List.copyOf(labels);
  }

  /** The metric types in use. */
  public enum Type {
    GAUGE,
    COUNTER,
    HISTOGRAM
  }

  static MetricFamily counter(String name, String help, String... labels) {
    return new MetricFamily(name, Type.COUNTER, "", List.of(labels), help);
  }

  static MetricFamily gauge(String name, String unit, String help, String... labels) {
    return new MetricFamily(name, Type.GAUGE, unit, List.of(labels), help);
  }
}
