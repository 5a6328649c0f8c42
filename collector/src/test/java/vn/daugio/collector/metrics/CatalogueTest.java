package vn.daugio.collector.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.TestCollector;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.TestDatabase;
import vn.daugio.collector.surface.PluggedRows;
import vn.daugio.collector.surface.Programs;
import vn.daugio.collector.surface.Rows;

/** What the real service shows a scraper is what the catalogue promises, no more and no less. */
class CatalogueTest {
  private static final List<String> PAGES = List.of("/metrics", "/metrics?commune=c");

  @TempDir static Path folder;
  private static TestCollector collector;

  @BeforeAll
  static void start() throws Exception {
    collector = TestCollector.start(folder, "");
    fill(collector);
  }

  @AfterAll
  static void stop() {
    collector.close();
  }

  /** Something of every kind, so that no family is without a sample. */
  static void fill(TestCollector collector) {
    Path file = collector.config().resolveSibling("data").resolve("daugio.db");
    try (Store store = TestDatabase.open(file)) {
      PluggedRows.everyKind(new Rows(store, "c/s", TestCollector.NOW.minusSeconds(60)), "A-1");
    }
  }

  private static String page(String path, String accept) throws Exception {
    HttpResponse<String> answer =
        collector.send(
            collector
                .to(path)
                .header("Authorization", "Bearer " + TestCollector.READER)
                .header("Accept", accept));
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private static String open(String path) throws Exception {
    return page(path, "application/openmetrics-text;version=1.0.0");
  }

  @Test
  void theCommittedFileIsTheCodes() throws Exception {
    try (InputStream in = MetricCatalogue.class.getResourceAsStream("/metric-catalogue.txt")) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      String code = MetricCatalogue.text();
      assertThat(new String(bytes, StandardCharsets.UTF_8))
          .as("metric-catalogue.txt has to be:\n%s", code)
          .isEqualTo(code);
    }
  }

  @Test
  void aScrapeShowsTheCatalogue() throws Exception {
    assertThat(Exposition.catalogue(open(PAGES.get(0)), open(PAGES.get(1))))
        .isEqualTo(Exposition.unordered(MetricCatalogue.text()));
  }

  @Test
  void whatIsNotInTheCatalogueIsTheRuntimeAndOfNoCommune() throws Exception {
    List<String> others = Exposition.others(open("/metrics"));
    assertThat(others).allMatch(name -> ServiceMeters.PREFIXES.stream().anyMatch(name::startsWith));
    assertThat(ServiceMeters.PREFIXES)
        .allMatch(prefix -> others.stream().anyMatch(name -> name.startsWith(prefix)));
    assertThat(Exposition.others(open("/metrics?commune=c"))).isEmpty();
  }

  @Test
  void closedSetsOfLabelsStandAtZeroBeforeTheFirstEvent() throws Exception {
    assertThat(page("/metrics", "text/plain"))
        .contains("daugio_ingest_alerts_total{result=\"own\"} 0.0\n")
        .contains("daugio_ingest_reports_total{result=\"accepted\"} 0.0\n")
        .contains("daugio_ingest_reports_total{result=\"duplicate\"} 0.0\n")
        .contains("daugio_ingest_reports_total{result=\"refused\"} 0.0\n")
        .contains("daugio_ingest_refused_total{reason=\"malformed\"} 0.0\n")
        .contains("daugio_ingest_unknown_total{what=\"check\"} 0.0\n")
        .contains("daugio_notify_attempts_total{channel=\"webhook\",result=\"taken\"} 0.0\n")
        .contains("daugio_metrics_skipped_measures_total{cause=\"duplicate\"} 0.0\n")
        .contains("http_server_requests_seconds_count{method=\"POST\",status=\"5xx\"} 0\n");
  }

  @Test
  void promtoolHasNothingToSay() throws Exception {
    String promtool = Programs.require("promtool");
    for (String path : PAGES) {
      assertThat(
              Programs.run(folder, page(path, "text/plain"), List.of(promtool, "check", "metrics")))
          .as(path)
          .isEmpty();
    }
  }
}
