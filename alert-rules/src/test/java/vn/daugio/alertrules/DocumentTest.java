package vn.daugio.alertrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/prometheus.md} lists the alerts and the recorded series as they are. */
class DocumentTest {
  private static String text() throws IOException {
    return Files.readString(Shipped.MODULE.resolve("../docs/prometheus.md"));
  }

  /** Name and meaning of an alert as its runbook's first lines say them. */
  private static String meaning(String alert, int half) throws IOException {
    String runbook = Files.readString(Shipped.MODULE.resolve("web/daugio").resolve(alert + ".txt"));
    String first = runbook.split("\n----\n", -1)[half].strip().split("\n", 2)[0];
    return first.substring(first.indexOf(": ") + 2);
  }

  private static List<String> rows(int half, String engineers) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String file :
        List.of("collector", "targets", "communes", "sheets", "certificates", "protection")) {
      for (Rules.Rule alert : Rules.alerts()) {
        if (alert.file().equals(file + ".yml")) {
          boolean direct = "engineers".equals(alert.labels().get("messenger"));
          rows.add(
              "| `%s` | %s | %s | %s |"
                  .formatted(
                      alert.name(),
                      meaning(alert.name(), half),
                      alert.severity(),
                      direct ? engineers : "Đầu Giờ"));
        }
      }
    }
    return rows;
  }

  @Test
  void theTablesOfAlertsAreTheRules() throws IOException {
    List<String> expected = rows(0, "kỹ sư");
    expected.addAll(rows(1, "engineers"));
    assertThat(expected).hasSize(2 * Rules.alerts().size());
    assertThat(text().lines().filter(line -> line.startsWith("| `DauGio")))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void theListOfRecordedSeriesIsWhole() throws IOException {
    Set<String> expected = new TreeSet<>();
    Rules.all().stream().filter(rule -> !rule.alert()).forEach(rule -> expected.add(rule.name()));
    Set<String> found = new TreeSet<>();
    Pattern.compile("(?m)^\\| `(daugio:[^`]+)`")
        .matcher(text())
        .results()
        .forEach(match -> found.add(match.group(1)));
    assertThat(found).isEqualTo(expected);
  }
}
