package vn.daugio.collector.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jetty.JettyServerThreadPoolMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.util.thread.ThreadPool;

/**
 * The service's own runtime; Micrometer names these families, so only their beginnings are ours.
 */
public final class ServiceMeters {
  /** Every family that is not in the catalogue begins with one of these. */
  static final List<String> PREFIXES =
      List.of("http_server_", "jetty_threads_", "jvm_", "process_", "system_");

  /** Their names break the rules of Prometheus; uptime and usage tell the same. */
  private static final Set<String> LEFT_OUT = Set.of("process.cpu.time", "system.cpu.count");

  private ServiceMeters() {}

  /**
   * @return what has to be closed with the service
   */
  public static AutoCloseable bind(MeterRegistry registry) {
    registry.config().meterFilter(MeterFilter.deny(id -> LEFT_OUT.contains(id.getName())));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    JvmGcMetrics gc = new JvmGcMetrics();
    gc.bindTo(registry);
    return gc;
  }

  /** The threads that answer requests. */
  public static void bind(MeterRegistry registry, ThreadPool threads) {
    new JettyServerThreadPoolMetrics(threads, Tags.empty()).bindTo(registry);
  }
}
