package vn.daugio.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import vn.daugio.acceptance.process.Child;
import vn.daugio.acceptance.process.CollectorProcess;
import vn.daugio.acceptance.process.Tree;

/**
 * What a province of 100 communes and 6,000 machines costs its Prometheus: the evaluation of the
 * shipped rules, and the slowest query of the province's dashboard.
 */
final class ProvinceQueries {
  private static final int COMMUNES = 100;
  private static final int MACHINES = 6_000;
  private static final int ROUNDS = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a graph on a screen of today, over the time that the dashboard opens with. */
  private static final int POINTS = 1_000;

  private static final Duration SHOWN = Duration.ofHours(6);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;

  private ProvinceQueries(String address) {
    this.address = address;
  }

  static List<String> measure(Path folder) throws IOException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve("collector/data"));
    ManyStates.fill(own.resolve("daugio.db"), COMMUNES, MACHINES);
    int port = Child.freePortPair();
    try (CollectorProcess collector =
            new CollectorProcess(
                folder.resolve("collector"), ManyStates.plan(COMMUNES), "http://127.0.0.1:9/");
        Child prometheus =
            Child.start(
                folder.resolve("prometheus.log"),
                List.of(
                    "prometheus",
                    "--config.file=" + configuration(folder, collector, port),
                    "--storage.tsdb.path=" + folder.resolve("tsdb"),
                    "--web.listen-address=127.0.0.1:" + port))) {
      prometheus.awaitPort(port);
      ProvinceQueries queries = new ProvinceQueries("http://127.0.0.1:" + port + "/api/v1/");
      // each page three times, and each rule on what all of them hold
      prometheus.await("pages of all communes", Duration.ofMinutes(5), queries::settled);
      return queries.figures();
    }
  }

  private static Path configuration(Path folder, CollectorProcess collector, int port)
      throws IOException {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    try (Stream<Path> shipped = Files.list(Tree.root().resolve("alert-rules/rules"))) {
      for (Path file : shipped.toList()) {
        // those of each five minutes too
        String often = Files.readString(file).replace("interval: 5m", "interval: 15s");
        Files.writeString(rules.resolve(file.getFileName()), often);
      }
    }
    return Files.writeString(
        folder.resolve("prometheus.yml"),
        """
        global: {scrape_interval: 15s, scrape_timeout: 15s, evaluation_interval: 15s}
        rule_files: [rules/*.yml]
        scrape_configs:
          - job_name: daugio
            http_sd_configs: [{url: "%s/api/v1/sd/prometheus"}]
          - job_name: prometheus
            metrics_path: /metrics
            static_configs: [{targets: ["127.0.0.1:%d"]}]
        """
            .formatted(collector.url(), port));
  }

  private boolean settled() {
    LockSupport.parkNanos(1_000_000_000); // Prometheus is to work, not to answer this question
    return value("count(count_over_time(up{job=\"daugio\"}[10m]) >= 3)") == COMMUNES + 1
        && value("min(up{job=\"daugio\"})") == 1
        && value("min(prometheus_rule_group_iterations_total)") >= 4;
  }

  private List<String> figures() throws IOException, InterruptedException {
    String durations = "(prometheus_rule_group_last_duration_seconds)";
    List<String> lines = new ArrayList<>();
    lines.add(Bench.figure("province_series", value("prometheus_tsdb_head_series"), MACHINES));
    lines.add(
        Bench.figure(
            "rule_evaluation_seconds_all_and_slowest_group",
            value("sum" + durations),
            value("max" + durations)));
    String slowest = "";
    double most = 0;
    for (JsonNode panel : board().get("panels")) {
      for (JsonNode target : panel.path("targets")) {
        double seconds = seconds(target);
        if (seconds > most) {
          most = seconds;
          slowest = panel.get("title").asText() + ": " + target.get("expr").asText();
        }
      }
    }
    System.out.println("slowest query of the province's dashboard: " + slowest);
    lines.add(Bench.figure("province_slowest_query_seconds", most, 1));
    return lines;
  }

  private static JsonNode board() throws IOException {
    return JSON.readTree(Tree.root().resolve("dashboards/grafana/vi/province.json").toFile());
  }

  /** The median of the rounds, as Grafana asks for the panel. */
  private double seconds(JsonNode target) throws IOException, InterruptedException {
    String query =
        target
            .get("expr")
            .asText()
            .replace("$province", ".*")
            .replace("$__rate_interval", "1m")
            .replace("$__interval", "1m")
            .replace("$__range", SHOWN.toHours() + "h");
    long now = Instant.now().getEpochSecond();
    String path =
        target.path("range").asBoolean()
            ? "query_range?step=%d&start=%d&end=%d&query="
                .formatted(SHOWN.toSeconds() / POINTS, now - SHOWN.toSeconds(), now)
            : "query?query=";
    List<Double> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      ask(path, query);
      rounds.add((System.nanoTime() - start) / 1e9);
    }
    return rounds.stream().sorted().toList().get(ROUNDS / 2);
  }

  /** The one number that a query answers; not a number while it answers nothing. */
  private double value(String query) {
    try {
      JsonNode result = ask("query?query=", query).at("/data/result/0/value/1");
      return result.isMissingNode() ? Double.NaN : Double.parseDouble(result.asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private JsonNode ask(String path, String query) throws IOException, InterruptedException {
    URI uri = URI.create(address + path + URLEncoder.encode(query, StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(query + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
