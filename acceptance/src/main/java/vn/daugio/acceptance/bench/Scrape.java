package vn.daugio.acceptance.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import vn.daugio.acceptance.process.Child;
import vn.daugio.acceptance.process.CollectorProcess;

/**
 * What a scrape of a province costs: 100 pages of communes that hold what 5,000 machines tell,
 * beside Debian's Pushgateway, which holds the same series in 100 groups on its one page.
 */
final class Scrape {
  private static final int COMMUNES = 100;
  private static final int MACHINES = 5_000;
  private static final int ROUNDS = 7;
  private static final int WARM = 3;
  private static final String TEXT = "text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

  /** What Prometheus asks for. */
  private static final String OPEN_METRICS =
      "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
          + TEXT;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Scrape() {}

  static List<String> measure(Path folder) throws IOException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve("collector/data"));
    ManyStates.fill(own.resolve("daugio.db"), COMMUNES, MACHINES);
    int port = Child.freePortPair();
    try (CollectorProcess collector =
            new CollectorProcess(
                folder.resolve("collector"), ManyStates.plan(COMMUNES), "http://127.0.0.1:9/");
        Child pushgateway =
            Child.start(
                folder.resolve("pushgateway.log"),
                List.of(
                    "prometheus-pushgateway",
                    "--push.disable-consistency-check",
                    "--web.listen-address=127.0.0.1:" + port))) {
      pushgateway.awaitPort(port);
      return new Scrape().beside(collector, pushgateway, "http://127.0.0.1:" + port + "/metrics");
    }
  }

  private List<String> beside(CollectorProcess collector, Child pushgateway, String gateway)
      throws IOException, InterruptedException {
    List<URI> pages =
        IntStream.range(0, COMMUNES)
            .mapToObj(
                i -> URI.create(collector.url() + "/metrics?commune=" + ManyStates.commune(i)))
            .toList();
    List<URI> page = List.of(URI.create(gateway));
    long series = push(pages, gateway);
    collector.kill(); // so that both are looked at before their first scrape
    collector.restart();
    Running ours = Running.of(collector.pid(), collector::settle);
    Running peer = Running.of(pushgateway.pid(), pushgateway::settle);
    List<Double> own = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    List<Double> open = new ArrayList<>();
    for (int round = 0; round < WARM + ROUNDS; round++) {
      own.add(scrape(pages, TEXT));
      others.add(scrape(page, TEXT));
      open.add(scrape(pages, OPEN_METRICS));
      scrape(page, OPEN_METRICS);
    }
    if (series(pages) != series) {
      throw new IllegalStateException("the pages are not what they were");
    }
    return List.of(
        Bench.figure("scrape_series", (double) series, 200_000),
        Bench.atMost("scrape_seconds_vs_pushgateway", median(own), median(others), 0.5),
        Bench.atMost("scrape_added_mb_vs_pushgateway", ours.added(), peer.added(), 0.33),
        Bench.figure("scrape_openmetrics_seconds_vs_text", median(open), median(own)),
        Bench.figure("scrape_rss_mb_vs_pushgateway", ours.peak(), peer.peak()));
  }

  /**
   * A process before its first scrape.
   *
   * @param idle resident memory in MB
   */
  private record Running(long pid, double idle) {
    static Running of(long pid, Runnable settle) throws IOException {
      settle.run();
      Memory.resetPeak(pid);
      return new Running(pid, Memory.resident(pid));
    }

    double peak() throws IOException {
      return Memory.peak(pid);
    }

    double added() throws IOException {
      return peak() - idle;
    }
  }

  private static double median(List<Double> rounds) {
    return rounds.subList(WARM, rounds.size()).stream().sorted().toList().get(ROUNDS / 2);
  }

  /** Seconds for all pages, one after the other. */
  private double scrape(List<URI> pages, String accept) throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (URI page : pages) {
      HttpRequest request =
          HttpRequest.newBuilder(page)
              .header("Accept", accept)
              .header("Accept-Encoding", "gzip")
              .build();
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(page + " answers " + response);
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** Gives each page to the Pushgateway as a group; how many series there are. */
  private long push(List<URI> pages, String gateway) throws IOException, InterruptedException {
    long series = 0;
    for (int i = 0; i < pages.size(); i++) {
      byte[] text = text(pages.get(i));
      series += series(text);
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(gateway + "/job/daugio/commune/" + ManyStates.commune(i)))
                  .PUT(HttpRequest.BodyPublishers.ofByteArray(text))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException("refused: " + response.body());
      }
    }
    return series;
  }

  private long series(List<URI> pages) throws IOException, InterruptedException {
    long series = 0;
    for (URI page : pages) {
      series += series(text(page));
    }
    return series;
  }

  private static long series(byte[] text) {
    return new String(text, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .count();
  }

  private byte[] text(URI page) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(page).header("Accept", TEXT).build(),
            HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }
}
