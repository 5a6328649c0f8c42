package vn.daugio.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.collector.surface.Browser;

/** Every query of every panel finds data in a Prometheus that has seen a province's morning. */
class LiveQueriesTest {
  @TempDir static Path folder;
  private static LivePrometheus prometheus;

  @BeforeAll
  static void start() throws Exception {
    Path samples = folder.resolve("samples.txt");
    SimulatedProvince.play(folder, samples);
    prometheus = LivePrometheus.of(folder, samples);
  }

  @AfterAll
  static void stop() throws Exception {
    if (prometheus != null) {
      prometheus.close();
    }
  }

  static List<String> boards() {
    return Boards.all().stream().map(Board::name).toList();
  }

  private static String filled(String expression, String communes, String sites) {
    return expression
        .replace("$province", "p")
        .replace("$commune", communes)
        .replace("$site", sites)
        .replace("$__rate_interval", "5m")
        .replace("$__interval", "1m")
        .replace("$__range", "4h");
  }

  private static JsonNode answer(boolean now, String query) throws Exception {
    return now
        ? prometheus.at(SimulatedProvince.END, query)
        : prometheus.over(SimulatedProvince.BEGIN, SimulatedProvince.END, query);
  }

  /** A number that is one: what was divided by nothing is none. */
  private static boolean hasNumber(JsonNode series) {
    for (JsonNode one : series) {
      List<JsonNode> values = new ArrayList<>(List.of(one.path("value")));
      one.path("values").forEach(values::add);
      for (JsonNode value : values) {
        if (value.has(1) && !value.get(1).asText().equals("NaN")) {
          return true;
        }
      }
    }
    return false;
  }

  @ParameterizedTest
  @MethodSource("boards")
  void everyQueryHasData(String name) throws Exception {
    JsonNode board = Committed.board("vi/" + name + ".json");
    List<String> without = new ArrayList<>();
    for (JsonNode panel : Committed.panels(board)) {
      for (JsonNode target : panel.path("targets")) {
        for (List<String> chosen : List.of(List.of("c", "s"), List.of(".*", ".*"))) {
          String query = filled(target.path("expr").asText(), chosen.get(0), chosen.get(1));
          if (!hasNumber(answer(target.path("instant").asBoolean(), query))) {
            without.add(panel.path("title").asText() + ": " + query);
          }
        }
      }
    }
    assertThat(without).as("panels without data").isEmpty();
  }

  @Test
  void bothLanguagesAskTheSame() {
    for (String name : boards()) {
      assertThat(Committed.board("en/" + name + ".json").findValuesAsText("expr"))
          .isEqualTo(Committed.board("vi/" + name + ".json").findValuesAsText("expr"));
    }
  }

  @ParameterizedTest
  @MethodSource("boards")
  void everyVariableHasItsValues(String name) throws Exception {
    JsonNode board = Committed.board("vi/" + name + ".json");
    for (JsonNode variable : board.at("/templating/list")) {
      String definition = variable.path("definition").asText();
      if (!definition.isEmpty()) {
        int comma = definition.lastIndexOf(',');
        String series = definition.substring("label_values(".length(), comma);
        String label = definition.substring(comma + 1, definition.length() - 1);
        assertThat(prometheus.labels(label, filled(series, "c", "")).toString())
            .as(definition)
            .isEqualTo(
                Map.of("province", "[\"p\"]", "commune", "[\"c\",\"d\"]", "site", "[\"s\"]")
                    .get(label));
      }
    }
  }

  @Test
  void theMarksAreWhereIncidentsBeganAndEnded() throws Exception {
    JsonNode commune = Committed.board("vi/commune.json").at("/annotations/list");
    String opened = filled(commune.at("/0/target/expr").asText(), "c", "");
    String recovered = filled(commune.at("/1/target/expr").asText(), "c", "");
    assertThat(minutes(answer(false, opened))).contains(Course.LINE_OUT + 5);
    assertThat(minutes(answer(false, recovered))).hasSize(1);
  }

  /** With {@code -Ddaugio.figures=FOLDER} its picture is kept there. */
  @ParameterizedTest
  @MethodSource("boards")
  void whatADashboardAnswersCanBeDrawn(String name) throws Exception {
    String page =
        Drawing.of(
            Committed.board("vi/" + name + ".json"),
            target ->
                answer(
                    target.path("instant").asBoolean(),
                    filled(target.path("expr").asText(), ".*", ".*")));
    Path file = Files.writeString(folder.resolve(name + ".html"), page);
    assertThat(page).doesNotContain("NaN").contains("<svg");
    String figures = System.getProperty("daugio.figures");
    if (figures != null) {
      try (Browser browser = Browser.start(folder)) {
        browser.open(file.toUri(), Drawing.WIDTH);
        Files.write(Path.of(figures).resolve(name + ".png"), browser.picture());
      }
    }
  }

  private static List<Integer> minutes(JsonNode series) {
    List<Integer> minutes = new ArrayList<>();
    for (JsonNode one : series) {
      for (JsonNode value : one.path("values")) {
        long at = value.get(0).asLong() - SimulatedProvince.BEGIN.getEpochSecond();
        minutes.add((int) (at / 60));
      }
    }
    return minutes;
  }
}
