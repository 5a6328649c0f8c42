package vn.daugio.dashboards;

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
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.daugio.collector.surface.Programs;

/** A real Prometheus that holds what was scraped, and scrapes nothing. */
final class LivePrometheus implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final String api;
  private final int port;
  private Process process;

  private LivePrometheus(Path folder) throws IOException {
    this.folder = folder;
    this.port = freePort();
    this.api = "http://127.0.0.1:" + port + "/api/v1/";
    this.process = start();
  }

  /**
   * Starts it; skips the test where it is not installed.
   *
   * @param samples OpenMetrics with times
   */
  static LivePrometheus of(Path folder, Path samples) throws IOException, InterruptedException {
    Programs.require("prometheus");
    promtool(folder, "openmetrics", "--quiet", samples.toString(), data(folder));
    return new LivePrometheus(folder);
  }

  /** Also holds, from now on, what rules would have recorded. */
  void record(String rules) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("rules.yml"), rules);
    promtool(
        folder,
        "rules",
        "--url=http://127.0.0.1:" + port,
        "--start=" + SimulatedProvince.BEGIN.getEpochSecond(),
        "--end=" + SimulatedProvince.END.getEpochSecond(),
        "--eval-interval=60s",
        "--output-dir=" + data(folder),
        file.toString());
    close(); // it looks for new blocks only once a minute
    process = start();
  }

  private static void promtool(Path folder, String... what)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(Programs.require("promtool"), "tsdb", "create-blocks-from"));
    command.addAll(List.of(what));
    String said = Programs.run(folder, "", command);
    if (said.matches("(?s).*exit [0-9]+")) {
      throw new IOException(said);
    }
  }

  private static String data(Path folder) {
    return folder.resolve("tsdb").toString();
  }

  private Process start() throws IOException {
    Path config = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
    Process started =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + data(folder),
                "--storage.tsdb.retention.time=100y",
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(this::ready);
    return started;
  }

  private boolean ready() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api.replace("/api/v1/", "/-/ready"))).build();
    return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
  }

  /** The series of a query at one moment. */
  JsonNode at(Instant time, String query) throws IOException, InterruptedException {
    return get("query?time=" + time.getEpochSecond() + "&query=" + encoded(query));
  }

  /** The series of a query over a time, a value a minute. */
  JsonNode over(Instant from, Instant to, String query) throws IOException, InterruptedException {
    return get(
        "query_range?step=60&start="
            + from.getEpochSecond()
            + "&end="
            + to.getEpochSecond()
            + "&query="
            + encoded(query));
  }

  /** The values of a label in series that match. */
  JsonNode labels(String label, String series) throws IOException, InterruptedException {
    return get("label/" + label + "/values?match[]=".replace("[]", "%5B%5D") + encoded(series));
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(api + path)).build();
    JsonNode answer = JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError(path + ": " + answer);
    }
    return answer.path("data").isArray() ? answer.path("data") : answer.at("/data/result");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
