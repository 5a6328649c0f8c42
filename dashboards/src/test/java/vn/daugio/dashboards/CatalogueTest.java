package vn.daugio.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.daugio.promql.Catalogue;
import vn.daugio.promql.Query;

/** A family or a label that is renamed breaks the build, by dashboard and panel. */
class CatalogueTest {
  private static final Set<String> RECORDED = Recorded.names();
  private static Catalogue catalogue;

  @BeforeAll
  static void read() throws Exception {
    catalogue = Catalogue.read();
  }

  /** Without the label that only the targets of a Prometheus of several provinces have. */
  private static Query query(String expression) {
    return Query.of(expression.replaceAll("province=~\"\\$province\",?", ""));
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
      missing(path + ", variable " + variable.path("name").asText(), series(variable), broken);
    }
    for (JsonNode mark : board.at("/annotations/list")) {
      missing(path + ", " + mark.path("name").asText(), mark.path("expr").asText(), broken);
    }
    return broken;
  }

  /** Of which a variable's values are labels. */
  private static String series(JsonNode variable) {
    return variable
        .path("definition")
        .asText()
        .replaceFirst("^label_values\\((.*),[a-z]+\\)$", "$1");
  }

  private static void missing(String where, String query, List<String> broken) {
    catalogue.missing(query(query), RECORDED).stream()
        .distinct()
        .forEach(what -> broken.add(where + ": " + what));
  }

  @Test
  void everyQueryAsksForSeriesAndLabelsThatExist() {
    List<String> broken = new ArrayList<>();
    Committed.boards().forEach((path, board) -> broken.addAll(broken(path, board)));
    assertThat(broken).as("neither in metric-catalogue.txt nor recorded").isEmpty();
  }

  @Test
  void aRenamedFamilyIsNamedWithItsDashboardAndPanel() throws IOException {
    assertThat(broken("en/devices.json", renamed("daugio_ups_charge_ratio")))
        .containsExactly("en/devices.json, UPS: there is no daugio_renamed");
    assertThat(broken("en/devices.json", renamed("daugio_incidents_open")))
        .containsExactly("en/devices.json, Incident opened: there is no daugio_renamed");
    assertThat(broken("en/devices.json", renamed("daugio_sheet_items")))
        .containsExactly("en/devices.json, variable site: there is no daugio_renamed");
  }

  private static JsonNode renamed(String family) throws IOException {
    String text = Committed.board("en/devices.json").toString();
    return new ObjectMapper().readTree(text.replace(family, "daugio_renamed"));
  }

  /** So that nothing is measured for nobody. */
  @Test
  void everyFamilyIsOnADashboardOrInARule() {
    Set<String> unused = new TreeSet<>(catalogue.families());
    Committed.boards().values().stream()
        .flatMap(board -> board.findValuesAsText("expr").stream())
        .forEach(expression -> unused.removeAll(catalogue.familiesOf(query(expression))));
    Recorded.queries().forEach(rule -> unused.removeAll(catalogue.familiesOf(Query.of(rule))));
    assertThat(unused).as("add a panel, or say why not").isEmpty();
  }
}
