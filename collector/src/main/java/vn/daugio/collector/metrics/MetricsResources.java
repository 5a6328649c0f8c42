package vn.daugio.collector.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.Store;

/** What the root registers for Prometheus. */
public final class MetricsResources {
  private MetricsResources() {}

  /**
   * @param registry the service's own metrics; a counter of skipped measures is added to it
   * @param sheets counts of today's sheet
   */
  public static List<Object> of(
      Store store,
      Supplier<Office> office,
      InstantSource clock,
      PrometheusRegistry registry,
      SheetCounts sheets) {
    MetricsSource communes = new MetricsSource(store, sheets, new SkippedMeasures(registry));
    return List.of(
        new MetricsResource(office, clock, registry, communes, new ProvinceSource(store)),
        new ServiceDiscovery(office));
  }
}
