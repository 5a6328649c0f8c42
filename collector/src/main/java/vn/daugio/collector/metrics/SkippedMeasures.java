package vn.daugio.collector.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;

/** Counts what a scrape leaves out; never a reason to fail it. */
final class SkippedMeasures {
  /** Why something was left out. */
  enum Cause {
    UNKNOWN_CHECK,
    UNKNOWN_MEASURE,
    UNKNOWN_LABEL,
    WRONG_UNIT,
    DUPLICATE
  }

  private final Counter counter;

  SkippedMeasures(PrometheusRegistry registry) {
    counter =
        Counter.builder()
            .name(Families.SKIPPED.name())
            .help(Families.SKIPPED.help())
            .labelNames(Families.SKIPPED.labels().toArray(String[]::new))
            .register(registry);
    for (Cause cause : Cause.values()) {
      counter.initLabelValues(label(cause));
    }
  }

  void count(Cause cause) {
    counter.labelValues(label(cause)).inc();
  }

  private static String label(Cause cause) {
    return cause.name().toLowerCase(Locale.ROOT);
  }
}
