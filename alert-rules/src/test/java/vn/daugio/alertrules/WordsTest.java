package vn.daugio.alertrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.daugio.protocol.CheckType;

/** What an engineer reads of an alert: both languages, what to do first, a text that is there. */
class WordsTest {
  private static final Path RUNBOOKS = Shipped.MODULE.resolve("web").resolve("daugio");
  private static final String ADDRESS = "{{ $externalURL }}/user/daugio/%s.txt";
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{[^}]*}}");

  @Test
  void eachAlertSaysWhatAndWhatToDoFirstInBothLanguages() throws IOException {
    for (Rules.Rule alert : Rules.alerts()) {
      assertThat(alert.annotations())
          .as(alert.name())
          .containsOnlyKeys("summary_vi", "summary_en", "runbook_url")
          .containsEntry("runbook_url", ADDRESS.formatted(alert.name()));
      String vi = alert.annotations().getOrDefault("summary_vi", "");
      String en = alert.annotations().getOrDefault("summary_en", "");
      assertThat(vi).as(alert.name()).contains(". Việc đầu tiên: ").endsWith(".");
      assertThat(en).as(alert.name()).contains(". First: ").endsWith(".");
      assertThat(placeholders(vi)).as(alert.name()).isEqualTo(placeholders(en));
      assertThat(alert.severity()).as(alert.name()).isIn("critical", "warning", "info");
    }
  }

  private static List<String> placeholders(String text) {
    return TEMPLATE.matcher(text).results().map(match -> match.group()).sorted().toList();
  }

  @Test
  void eachAlertHasItsRunbookAndNoneIsLeftOver() throws IOException {
    Set<String> expected =
        Rules.alerts().stream()
            .map(alert -> alert.name() + ".txt")
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> found =
        Shipped.files(RUNBOOKS, "").stream()
            .map(file -> String.valueOf(file.getFileName()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found).isEqualTo(expected);
    for (Rules.Rule alert : Rules.alerts()) {
      String text = Files.readString(RUNBOOKS.resolve(alert.name() + ".txt"));
      String[] halves = text.split("\n----\n", -1);
      assertThat(halves).as(alert.name()).hasSize(2);
      assertThat(halves[0])
          .startsWith(alert.name() + ": ")
          .contains("\nViệc cần làm:\n1. ", "\n2. ", "\nXong khi: ");
      assertThat(halves[1])
          .startsWith("\n" + alert.name() + ": ")
          .contains("\nWhat to do:\n1. ", "\n2. ", "\nDone when: ");
      assertThat(steps(halves[1])).as(alert.name()).isEqualTo(steps(halves[0]));
    }
  }

  private static long steps(String half) {
    return half.lines().filter(line -> line.matches("\\d\\. .*")).count();
  }

  /** The collector's own alerts are named after checks; nobody may take one for the other. */
  @Test
  void noAlertIsNamedLikeOneThatTheCollectorSends() throws IOException {
    Set<String> ofCollector = new TreeSet<>();
    for (CheckType type : CheckType.values()) {
      ofCollector.add(flat(type.code()));
    }
    ofCollector.addAll(Set.of("sitesilent", "machinesilent", "collectoruplink", "test"));
    for (Rules.Rule alert : Rules.alerts()) {
      assertThat(alert.name()).startsWith("DauGio");
      assertThat(flat(alert.name().substring("DauGio".length()))).isNotIn(ofCollector);
    }
  }

  private static String flat(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }
}
