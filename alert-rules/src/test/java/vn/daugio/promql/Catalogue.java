package vn.daugio.promql;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import vn.daugio.collector.metrics.MetricCatalogue;
import vn.daugio.collector.metrics.RequestTimer;
import vn.daugio.collector.metrics.ServiceMeters;

/**
 * The series that there are: those of the collector's catalogue, of its own runtime as it names
 * them now, and what Prometheus writes about each scrape.
 */
public final class Catalogue {
  /** What Prometheus puts on each series of the collector. */
  private static final Set<String> OF_TARGETS = Set.of("job", "instance");

  private static final List<String> OF_PROMETHEUS =
      List.of("up", "scrape_duration_seconds", "scrape_samples_scraped");

  /** The labels of each series; a family of the catalogue may have several series. */
  private final Map<String, Set<String>> series = new TreeMap<>();

  private final Map<String, Set<String>> families = new TreeMap<>();

  private Catalogue() {}

  /** What the collector's code says at this moment. */
  public static Catalogue read() throws Exception {
    Catalogue catalogue = new Catalogue();
    try (InputStream in = MetricCatalogue.class.getResourceAsStream("/metric-catalogue.txt")) {
      new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(catalogue::family);
    }
    OF_PROMETHEUS.forEach(name -> catalogue.series.put(name, OF_TARGETS));
    catalogue.runtime();
    return catalogue;
  }

  private void family(String line) {
    String[] parts = line.split("\t", -1);
    Set<String> labels = new TreeSet<>(OF_TARGETS);
    if (!parts[3].equals("-")) {
      labels.addAll(List.of(parts[3].split(",", -1)));
    }
    List<String> names = new ArrayList<>();
    if (parts[1].equals("histogram")) {
      List.of("_bucket", "_sum", "_count").forEach(ending -> names.add(parts[0] + ending));
      labels.add("le");
    } else {
      names.add(parts[0]);
    }
    families.put(parts[0], new TreeSet<>(names));
    names.forEach(name -> series.put(name, labels));
  }

  private void runtime() throws Exception {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (AutoCloseable meters = ServiceMeters.bind(registry)) {
      ServiceMeters.bind(registry, new QueuedThreadPool());
      new RequestTimer(registry);
      registry.scrape().lines().filter(line -> !line.startsWith("#")).forEach(this::sample);
      Objects.requireNonNull(meters);
    } finally {
      registry.close();
    }
  }

  private void sample(String line) {
    int end = line.indexOf('{') < 0 ? line.indexOf(' ') : line.indexOf('{');
    Set<String> labels =
        series.computeIfAbsent(line.substring(0, end), name -> new TreeSet<>(OF_TARGETS));
    Query.of(line.substring(0, line.lastIndexOf(' ')))
        .selectors()
        .forEach(one -> one.matchers().forEach(matcher -> labels.add(matcher.label())));
  }

  /** The families of {@code metric-catalogue.txt}. */
  public Set<String> families() {
    return families.keySet();
  }

  /** The families of which a query asks a series. */
  public Set<String> familiesOf(Query query) {
    Set<String> names = query.names();
    Set<String> asked = new TreeSet<>();
    families.forEach(
        (family, its) -> {
          if (its.stream().anyMatch(names::contains)) {
            asked.add(family);
          }
        });
    return asked;
  }

  /**
   * What a query asks for that there is not, in words; empty when all is there.
   *
   * @param recorded names that recording rules make; their labels are not looked at
   */
  public List<String> missing(Query query, Set<String> recorded) {
    List<String> missing = new ArrayList<>();
    for (Selector selector : query.selectors()) {
      Set<String> labels = series.get(selector.name());
      if (labels == null) {
        if (!recorded.contains(selector.name())) {
          missing.add("there is no " + (selector.name().isEmpty() ? "name" : selector.name()));
        }
      } else {
        selector.matchers().stream()
            .filter(matcher -> !labels.contains(matcher.label()))
            .forEach(matcher -> missing.add(selector.name() + " has no " + matcher.label()));
      }
    }
    return missing;
  }

  /**
   * Whether a query treats the outcome of a check as a name, not as a number: it is only compared
   * by {@code ==} with one of the four, or only its labels are looked at.
   */
  public static boolean respectsOutcomes(Query query) {
    return query.selectors().stream()
        .filter(selector -> selector.name().equals("daugio_check_outcome"))
        .allMatch(
            selector ->
                selector.compared().matches("== [0-3]")
                    || Set.of("group", "count", "absent").contains(selector.inside()));
  }
}
