package vn.daugio.alertrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The address in an alert leads to its runbook: Prometheus itself serves the texts, so that they
 * are there when the collector is not.
 */
class RunbookReachedTest {
  @Test
  void prometheusServesTheRunbookThatItsAlertNames(@TempDir Path folder) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {evaluation_interval: 1s}
            rule_files: ["%s/rules/*.yml"]
            """
                .formatted(Shipped.MODULE));
    try (Peer prometheus =
        Peer.start(
            folder,
            "prometheus",
            List.of(
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.external-url=http://127.0.0.1/prometheus",
                "--web.route-prefix=/",
                "--web.user-assets=" + Shipped.MODULE.resolve("web")))) {
      String alerts = prometheus.awaits("/api/v1/alerts", "DauGioCollectorAbsent");
      URI runbook = URI.create(annotation(alerts, "DauGioCollectorAbsent"));
      assertThat(runbook)
          .isEqualTo(
              URI.create("http://127.0.0.1/prometheus/user/daugio/DauGioCollectorAbsent.txt"));
      HttpResponse<String> text =
          prometheus.get(runbook.getPath().substring("/prometheus".length()));
      assertThat(text.statusCode()).isEqualTo(200);
      assertThat(text.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
      assertThat(text.body()).contains("Việc cần làm:", "What to do:");
    }
  }

  private static String annotation(String answer, String alert) {
    Map<?, ?> root = (Map<?, ?>) Objects.requireNonNull(Rules.parse(answer));
    Map<?, ?> data = (Map<?, ?>) Objects.requireNonNull(root.get("data"));
    for (Map<?, ?> one : Rules.maps(data.get("alerts"))) {
      if (String.valueOf(one.get("labels")).contains(alert)
          && one.get("annotations") instanceof Map<?, ?> annotations) {
        return String.valueOf(annotations.get("runbook_url"));
      }
    }
    throw new AssertionError(alert + " is not there: " + answer);
  }
}
