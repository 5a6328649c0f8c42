package vn.daugio.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Language;

/** What Grafana needs, and what an engineer must be able to rely on, in every committed file. */
class StructureTest {
  private static final Set<String> TYPES =
      Set.of(
          "row",
          "stat",
          "timeseries",
          "table",
          "state-timeline",
          "status-history",
          "bargauge",
          "heatmap",
          "text");
  private static final Set<String> UNITS =
      Set.of(
          "none",
          "percentunit",
          "s",
          "dtdurations",
          "dateTimeAsIso",
          "decbytes",
          "Bps",
          "cps",
          "celsius",
          "volt");
  private static final Map<String, JsonNode> BOARDS = Committed.boards();

  @Test
  void theCommittedFilesAreTheCodes() {
    assertThat(Committed.texts()).as("make dashboards writes them").isEqualTo(Generate.files());
    assertThat(BOARDS).hasSize(2 * Boards.all().size());
    assertThat(BOARDS.keySet())
        .contains("vi/province.json", "vi/commune.json", "vi/incidents.json", "vi/lines.json")
        .contains("vi/devices.json", "vi/protection.json", "vi/service.json");
  }

  @Test
  void uidsAreStableAndUnique() {
    Map<String, String> uids = new TreeMap<>();
    BOARDS.forEach((path, board) -> uids.put(path, board.path("uid").asText()));
    assertThat(new HashSet<>(uids.values())).hasSameSizeAs(uids.values());
    uids.forEach(
        (path, uid) ->
            assertThat(uid)
                .isEqualTo(
                    "daugio-" + path.substring(3, path.indexOf('.')) + "-" + path.substring(0, 2)));
  }

  @Test
  void theSchemaIsACurrentOne() {
    BOARDS.forEach(
        (path, board) -> {
          assertThat(board.path("schemaVersion").asInt()).as(path).isEqualTo(41);
          assertThat(board.path("id").isNull()).as(path).isTrue();
          assertThat(board.path("timezone").asText()).as(path).isEqualTo("Asia/Ho_Chi_Minh");
          assertThat(board.at("/links/0/includeVars").asBoolean()).as(path).isTrue();
          assertThat(board.at("/links/0/tags/0").asText())
              .as(path)
              .isEqualTo("daugio-" + path.substring(0, 2));
          assertThat(board.path("tags").toString()).contains("daugio-" + path.substring(0, 2));
        });
  }

  @Test
  void everyPanelIsOfAKnownTypeAndSaysWhatItIs() {
    BOARDS.forEach(
        (path, board) -> {
          Set<Integer> ids = new HashSet<>();
          for (JsonNode panel : board.path("panels")) {
            String name = Committed.name(path, panel);
            assertThat(panel.path("type").asText()).as(name).isIn(TYPES);
            assertThat(ids.add(panel.path("id").asInt())).as("id of %s", name).isTrue();
            assertThat(panel.path("title").asText()).as(name).isNotBlank();
          }
          for (JsonNode panel : Committed.panels(board)) {
            boolean text = panel.path("type").asText().equals("text");
            String said = panel.at(text ? "/options/content" : "/description").asText();
            assertThat(said).as(Committed.name(path, panel)).isNotBlank();
          }
        });
  }

  @Test
  void noPanelLiesOverAnotherOrBesideThePage() {
    BOARDS.forEach(
        (path, board) -> {
          Map<List<Integer>, String> taken = new TreeMap<>(StructureTest::order);
          for (JsonNode panel : board.path("panels")) {
            JsonNode at = panel.path("gridPos");
            String name = Committed.name(path, panel);
            assertThat(at.path("x").asInt() + at.path("w").asInt()).as(name).isBetween(1, 24);
            for (int x = 0; x < at.path("w").asInt(); x++) {
              for (int y = 0; y < at.path("h").asInt(); y++) {
                List<Integer> cell = List.of(at.path("x").asInt() + x, at.path("y").asInt() + y);
                assertThat(taken.put(cell, name)).as("under %s", name).isNull();
              }
            }
          }
        });
  }

  @Test
  void unitsAreOnesThatGrafanaKnows() {
    BOARDS.forEach(
        (path, board) -> {
          for (JsonNode panel : Committed.panels(board)) {
            assertThat(UNITS).as(path).containsAll(panel.findValuesAsText("unit"));
            for (JsonNode override : panel.at("/fieldConfig/overrides")) {
              for (JsonNode property : override.path("properties")) {
                if (property.path("id").asText().equals("unit")) {
                  assertThat(property.path("value").asText()).as(path).isIn(UNITS);
                }
              }
            }
          }
        });
  }

  private static int order(List<Integer> one, List<Integer> other) {
    return one.toString().compareTo(other.toString());
  }

  @Test
  void thePrometheusIsChosenByTheVariable() {
    BOARDS.forEach(
        (path, board) -> {
          for (JsonNode datasource : board.findValues("datasource")) {
            assertThat(datasource.path("uid").asText()).as(path).isEqualTo("${datasource}");
            assertThat(datasource.path("type").asText()).as(path).isEqualTo("prometheus");
          }
          for (JsonNode panel : Committed.panels(board)) {
            boolean text = panel.path("type").asText().equals("text");
            assertThat(panel.path("targets").size() > 0).as(path).isNotEqualTo(text);
            assertThat(panel.has("datasource")).as(path).isNotEqualTo(text);
            panel.path("targets").forEach(one -> assertThat(one.has("datasource")).isTrue());
          }
        });
  }

  @Test
  void theVariablesAreTheOnesThatTheQueriesAskFor() {
    BOARDS.forEach(
        (path, board) -> {
          List<String> names = new ArrayList<>();
          board.at("/templating/list").forEach(one -> names.add(one.path("name").asText()));
          assertThat(names).as(path).startsWith("datasource", "province");
          String queries = String.join("\n", board.findValuesAsText("expr"));
          for (String name : List.of("province", "commune", "site")) {
            assertThat(queries.contains("\"$" + name + "\""))
                .as(path + name)
                .isEqualTo(names.contains(name));
          }
          assertThat(names).as(path).doesNotHaveDuplicates();
        });
  }

  @Test
  void incidentsAreMarkedOnEveryDashboard() {
    BOARDS.forEach(
        (path, board) -> {
          assertThat(board.at("/annotations/list").size()).as(path).isEqualTo(2);
          assertThat(board.at("/annotations/list/0/target/expr").asText())
              .as(path)
              .contains("daugio_incidents_open{")
              .contains("offset $__interval")
              .isEqualTo(board.at("/annotations/list/0/expr").asText());
          assertThat(board.at("/annotations/list/0/enable").asBoolean()).as(path).isTrue();
        });
  }

  @Test
  void bothLanguagesHaveAllTextsAndNoneIsLeftOver() {
    Words vi = new Words(Language.VI);
    Words en = new Words(Language.EN);
    assertThat(vi.keys()).isEqualTo(en.keys());
    Set<String> unused = new TreeSet<>();
    for (String key : vi.keys()) {
      assertThat(vi.get(key)).as(key).isNotBlank();
      assertThat(en.get(key)).as(key).isNotBlank();
      boolean used =
          shows(
              "vi",
              Tree.text(Tree.array().add(vi.get(key))).strip().replaceAll("^\\[ |\\s*]$", ""));
      if (!used) {
        unused.add(key);
      }
    }
    assertThat(unused).isEmpty();
  }

  private static boolean shows(String language, String quoted) {
    String inner = quoted.substring(quoted.indexOf('"') + 1, quoted.lastIndexOf('"'));
    return Committed.texts().entrySet().stream()
        .anyMatch(file -> file.getKey().startsWith(language) && file.getValue().contains(inner));
  }

  @Test
  void checkTypesAreShownInWords() {
    JsonNode commune = Committed.board("vi/commune.json");
    JsonNode mapping =
        commune.findParents("matcher").stream()
            .filter(one -> one.at("/matcher/options").asText().equals("Mục kiểm tra"))
            .findFirst()
            .orElseThrow()
            .at("/properties/0/value/0/options");
    assertThat(mapping.size()).isEqualTo(CheckType.values().length);
    assertThat(mapping.at("/internet.link/text").asText()).isEqualTo("Đường truyền Internet");
  }
}
