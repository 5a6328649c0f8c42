package vn.daugio.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.daugio.collector.TestCollector;

/** Scrapes as Prometheus does, with the labels of its targets and its own three numbers. */
final class Scrapes {
  private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_0-9]+)(?:\\{(.*)\\})? (\\S+)");
  private static final List<String> COMMUNES = List.of("", "dai-dong", "tam-son");

  private final TestCollector collector;
  private final Writer samples;

  Scrapes(TestCollector collector, Writer samples) {
    this.collector = collector;
    this.samples = samples;
  }

  void all(Instant at) throws IOException, InterruptedException {
    for (String commune : COMMUNES) {
      one(commune, at);
    }
  }

  private void one(String commune, Instant at) throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpResponse<String> answer =
        collector.send(
            collector
                .to("/metrics" + (commune.isEmpty() ? "" : "?commune=" + commune))
                .header("Authorization", "Bearer " + TestCollector.READER)
                .header("Accept", "application/openmetrics-text;version=1.0.0"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    double seconds = (System.nanoTime() - start) / 1e9;
    String instance = commune.isEmpty() ? "127.0.0.1:8080" : commune;
    String target = "job=\"daugio\",instance=\"" + instance + "\",province=\"phu-tho\"";
    long count = 0;
    for (String line : answer.body().lines().filter(one -> !one.startsWith("#")).toList()) {
      Matcher sample = SAMPLE.matcher(line);
      assertThat(sample.matches()).as(line).isTrue();
      String labels = sample.group(2) == null ? target : target + "," + sample.group(2);
      write(sample.group(1), labels, sample.group(3), at);
      count++;
    }
    write("up", target, "1", at);
    write("scrape_duration_seconds", target, String.format(Locale.ROOT, "%.6f", seconds), at);
    write("scrape_samples_scraped", target, Long.toString(count), at);
  }

  private void write(String name, String labels, String value, Instant at) throws IOException {
    samples.write(name + "{" + labels + "} " + value + " " + at.getEpochSecond() + "\n");
  }
}
