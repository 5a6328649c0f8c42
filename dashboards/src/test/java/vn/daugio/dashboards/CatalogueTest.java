package vn.daugio.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.daugio.collector.metrics.MetricCatalogue;
import vn.daugio.collector.metrics.MetricFamily;

/** A family that is renamed breaks the build, by dashboard and panel. */
class CatalogueTest {
  private static final Pattern NAME = Pattern.compile("\\b(daugio_[a-z0-9_]+)\\b");
  private static final Map<String, MetricFamily> FAMILIES =
      MetricCatalogue.families().stream()
          .collect(Collectors.toMap(MetricFamily::name, family -> family));

  private static Set<String> names(String expression) {
    Set<String> names = new TreeSet<>();
    NAME.matcher(expression)
        .results()
        .map(match -> match.group(1))
        .map(name -> name.replaceFirst("^(daugio_incident_recovery_seconds)_.*", "$1"))
        .forEach(names::add);
    return names;
  }

  @Test
  void everyQueryAsksForFamiliesThatExist() {
    List<String> broken = new ArrayList<>();
    Committed.boards()
        .forEach(
            (path, board) -> {
              for (JsonNode panel : Committed.panels(board)) {
                for (String expression : panel.findValuesAsText("expr")) {
                  names(expression).stream()
                      .filter(name -> !FAMILIES.containsKey(name))
                      .forEach(name -> broken.add(Committed.name(path, panel) + ": " + name));
                }
              }
              for (String definition : board.findValuesAsText("definition")) {
                names(definition).stream()
                    .filter(name -> !FAMILIES.containsKey(name))
                    .forEach(name -> broken.add(path + ", variable: " + name));
              }
              board
                  .at("/annotations/list")
                  .findValuesAsText("expr")
                  .forEach(
                      expression ->
                          assertThat(FAMILIES.keySet()).as(path).containsAll(names(expression)));
            });
    assertThat(broken).as("families that are not in metric-catalogue.txt").isEmpty();
  }

  @Test
  void everyFamilyIsOnADashboard() {
    Set<String> unused = new TreeSet<>(FAMILIES.keySet());
    Committed.boards().values().stream()
        .flatMap(board -> board.findValuesAsText("expr").stream())
        .forEach(expression -> unused.removeAll(names(expression)));
    assertThat(unused).isEmpty();
  }
}
