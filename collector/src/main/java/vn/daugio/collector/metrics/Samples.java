package vn.daugio.collector.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The samples of one scrape. Two samples with the same labels would make the whole scrape invalid:
 * the first one stays.
 */
final class Samples {
  private final Map<MetricFamily, Map<List<String>, Double>> numbers = new LinkedHashMap<>();
  private final Map<List<String>, HistogramDataPointSnapshot> recoveries = new LinkedHashMap<>();

  /** A recovery histogram of one commune, its buckets not cumulated. */
  void histogram(HistogramDataPointSnapshot point, String... labels) {
    recoveries.put(List.of(labels), point);
  }

  void add(MetricFamily family, Instant time, String... labels) {
    add(family, time.toEpochMilli() / 1000.0, labels);
  }

  void add(MetricFamily family, long count, String... labels) {
    add(family, (double) count, labels);
  }

  /**
   * Adds a sample; its label values stand in the order of the family's label names.
   *
   * @return false when there is one with these labels
   */
  boolean add(MetricFamily family, double value, String... labels) {
    return numbers
            .computeIfAbsent(family, one -> new LinkedHashMap<>())
            .putIfAbsent(List.of(labels), value)
        == null;
  }

  static Labels labels(MetricFamily family, List<String> values) {
    return Labels.of(family.labels(), values);
  }

  MetricSnapshots snapshots() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    numbers.forEach((family, points) -> all.metricSnapshot(snapshot(family, points)));
    if (!recoveries.isEmpty()) {
      HistogramSnapshot.Builder histogram =
          HistogramSnapshot.builder()
              .name(Families.RECOVERY.name())
              .help(Families.RECOVERY.help())
              .unit(new Unit(Families.RECOVERY.unit()));
      recoveries.values().forEach(histogram::dataPoint);
      all.metricSnapshot(histogram.build());
    }
    return all.build();
  }

  private static MetricSnapshot snapshot(MetricFamily family, Map<List<String>, Double> points) {
    if (family.type() == MetricFamily.Type.COUNTER) {
      String name = family.name().substring(0, family.name().length() - "_total".length());
      return new CounterSnapshot(
          metadata(name, family),
          points.entrySet().stream()
              .map(
                  point ->
                      new CounterDataPointSnapshot(
                          point.getValue(), labels(family, point.getKey()), null, 0L))
              .toList());
    }
    return new GaugeSnapshot(
        metadata(family.name(), family),
        points.entrySet().stream()
            .map(
                point ->
                    new GaugeDataPointSnapshot(
                        point.getValue(), labels(family, point.getKey()), null))
            .toList());
  }

  private static MetricMetadata metadata(String name, MetricFamily family) {
    return family.unit().isEmpty()
        ? new MetricMetadata(name, family.help())
        : new MetricMetadata(name, family.help(), new Unit(family.unit()));
  }
}
