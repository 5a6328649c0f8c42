package vn.daugio.alertrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No alert is there without scenarios in which it fires, stays quiet, resolves, and fires when what
 * it is about goes away; where the last makes no sense, {@code tests/absence.txt} says why.
 */
class ScenariosTest {
  private static Set<String> names() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Rules.Rule alert : Rules.alerts()) {
      assertThat(names.add(alert.name())).as("%s is there once", alert.name()).isTrue();
    }
    return names;
  }

  /** What each alert was expected to do, scenario by scenario. */
  private static Map<String, Map<String, List<Boolean>>> played() throws IOException {
    return Rules.expectations().stream()
        .collect(
            Collectors.groupingBy(
                Rules.Expectation::alert,
                TreeMap::new,
                Collectors.groupingBy(
                    Rules.Expectation::scenario,
                    TreeMap::new,
                    Collectors.mapping(Rules.Expectation::fires, Collectors.toList()))));
  }

  @Test
  void eachAlertFiresStaysQuietAndResolves() throws IOException {
    Map<String, Map<String, List<Boolean>>> played = played();
    assertThat(played.keySet()).isEqualTo(names());
    played.forEach(
        (alert, scenarios) -> {
          assertThat(scenarios.values())
              .as("%s fires and resolves", alert)
              .anyMatch(ScenariosTest::resolves);
          assertThat(scenarios.values())
              .as("%s stays quiet", alert)
              .anyMatch(seen -> !seen.contains(true));
        });
  }

  private static boolean resolves(List<Boolean> seen) {
    int fired = seen.indexOf(true);
    return fired > 0 && !seen.get(seen.size() - 1);
  }

  @Test
  void eachFiresOnAbsenceOrAReasonIsListed() throws IOException {
    Map<String, String> excused = new TreeMap<>();
    try (Stream<String> lines =
        Files.lines(Shipped.MODULE.resolve("tests").resolve("absence.txt"))) {
      lines
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", 2))
          .forEach(parts -> assertThat(excused.put(parts[0], parts[1])).isNull());
    }
    Set<String> onAbsence = new HashSet<>();
    played()
        .forEach(
            (alert, scenarios) ->
                scenarios.forEach(
                    (name, seen) -> {
                      if (name.startsWith(alert + " absence: ") && resolves(seen)) {
                        onAbsence.add(alert);
                      }
                    }));
    assertThat(onAbsence).as("not excused as well").doesNotContainAnyElementsOf(excused.keySet());
    Set<String> covered = new TreeSet<>(onAbsence);
    covered.addAll(excused.keySet());
    assertThat(covered).isEqualTo(names());
    assertThat(excused.values()).allMatch(reason -> reason.length() > 20);
  }
}
