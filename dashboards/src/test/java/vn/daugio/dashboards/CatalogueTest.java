package vn.daugio.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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

  /** What a dashboard asks for that is not there, with its panel. */
  private static List<String> broken(String path, JsonNode board) {
    List<String> broken = new ArrayList<>();
    for (JsonNode panel : Committed.panels(board)) {
      panel
          .findValuesAsText("expr")
          .forEach(query -> missing(Committed.name(path, panel), query, broken));
    }
    for (JsonNode variable : board.at("/templating/list")) {
      missing(path + ", variable " + variable.path("name").asText(), definition(variable), broken);
    }
    for (JsonNode mark : board.at("/annotations/list")) {
      missing(path + ", " + mark.path("name").asText(), mark.path("expr").asText(), broken);
    }
    return broken;
  }

  private static String definition(JsonNode variable) {
    return variable.path("definition").asText();
  }

  private static void missing(String where, String query, List<String> broken) {
    names(query).stream()
        .filter(name -> !FAMILIES.containsKey(name))
        .forEach(name -> broken.add(where + ": " + name));
  }

  @Test
  void everyQueryAsksForFamiliesThatExist() {
    List<String> broken = new ArrayList<>();
    Committed.boards().forEach((path, board) -> broken.addAll(broken(path, board)));
    assertThat(broken).as("families that are not in metric-catalogue.txt").isEmpty();
  }

  @Test
  void aRenamedFamilyIsNamedWithItsDashboardAndPanel() throws IOException {
    assertThat(broken("en/devices.json", renamed("daugio_ups_charge_ratio")))
        .containsExactly("en/devices.json, UPS: daugio_renamed");
    assertThat(broken("en/devices.json", renamed("daugio_incidents_open")))
        .containsExactly("en/devices.json, Incident opened: daugio_renamed");
    assertThat(broken("en/devices.json", renamed("daugio_sheet_items")))
        .containsExactly("en/devices.json, variable site: daugio_renamed");
  }

  private static JsonNode renamed(String family) throws IOException {
    String text = Committed.board("en/devices.json").toString();
    return new ObjectMapper().readTree(text.replace(family, "daugio_renamed"));
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
