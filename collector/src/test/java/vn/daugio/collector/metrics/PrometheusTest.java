package vn.daugio.collector.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.TestCollector;
import vn.daugio.collector.surface.Programs;

/** A real Prometheus finds the pages by http_sd and scrapes every family. */
class PrometheusTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void everyFamilyIsScraped(@TempDir Path folder) throws Exception {
    String program = Programs.require("prometheus");
    try (TestCollector collector = TestCollector.start(folder, "")) {
      CatalogueTest.fill(collector);
      int port = freePort();
      Path config = Files.writeString(folder.resolve("prometheus.yml"), config(collector));
      Process prometheus =
          new ProcessBuilder(
                  program,
                  "--config.file=" + config,
                  "--storage.tsdb.path=" + folder.resolve("tsdb"),
                  "--web.listen-address=127.0.0.1:" + port)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("prometheus.log").toFile())
              .start();
      try {
        String api = "http://127.0.0.1:" + port + "/api/v1/";
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptionsInstanceOf(IOException.class)
            .untilAsserted(
                () ->
                    assertThat(up(api))
                        .as(Files.readString(folder.resolve("prometheus.log")))
                        .isEqualTo(Map.of("c", "1", "127.0.0.1:" + collector.port(), "1")));
        assertThat(names(api)).containsAll(expected());
      } finally {
        prometheus.destroy();
        prometheus.waitFor();
      }
    }
  }

  /** The type is needed: without it Prometheus 2.42 sends http_sd the bare token. */
  private static String config(TestCollector collector) {
    return """
        global: {scrape_interval: 1s, scrape_timeout: 1s}
        scrape_configs:
          - job_name: daugio
            authorization: {type: Bearer, credentials: "%s"}
            http_sd_configs:
              - url: "http://127.0.0.1:%d/api/v1/sd/prometheus"
                authorization: {type: Bearer, credentials: "%s"}
                refresh_interval: 1s
        """
        .formatted(TestCollector.READER, collector.port(), TestCollector.READER);
  }

  private static Set<String> expected() {
    Set<String> expected = new TreeSet<>();
    for (MetricFamily family : MetricCatalogue.families()) {
      boolean histogram = family.type() == MetricFamily.Type.HISTOGRAM;
      expected.add(family.name() + (histogram ? "_bucket" : ""));
    }
    return expected;
  }

  private Map<String, String> up(String api) throws IOException, InterruptedException {
    Map<String, String> up = new TreeMap<>();
    for (JsonNode series : get(api + "query?query=up").at("/data/result")) {
      up.put(series.at("/metric/instance").asText(), series.at("/value/1").asText());
    }
    return up;
  }

  private Set<String> names(String api) throws IOException, InterruptedException {
    Set<String> names = new TreeSet<>();
    String query = URLEncoder.encode("{__name__=~\"daugio_.+\"}", StandardCharsets.UTF_8);
    for (JsonNode series : get(api + "query?query=" + query).at("/data/result")) {
      names.add(series.at("/metric/__name__").asText());
    }
    return names;
  }

  private JsonNode get(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
