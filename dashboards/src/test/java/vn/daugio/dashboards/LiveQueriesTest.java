package vn.daugio.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.collector.TestCollector;
import vn.daugio.collector.surface.Browser;

/** Every query of every panel finds data in a Prometheus that has seen a province's morning. */
class LiveQueriesTest {
  private static final String FIGURES = System.getProperty("daugio.figures", "");

  @TempDir static Path folder;
  private static LivePrometheus prometheus;

  @BeforeAll
  static void start() throws Exception {
    Path samples = folder.resolve("samples.txt");
    SimulatedProvince.play(folder, samples, LiveQueriesTest::keepPages);
    prometheus = LivePrometheus.of(folder, samples);
    Set<String> recorded = new TreeSet<>();
    for (JsonNode board : Committed.boards().values()) {
      board.findValuesAsText("expr").forEach(query -> recorded.addAll(Recorded.in(query)));
    }
    prometheus.record(Recorded.only(recorded));
  }

  /** The collector's own pages of that morning, for the documentation. */
  private static void keepPages(TestCollector collector) throws Exception {
    if (FIGURES.isEmpty()) {
      return;
    }
    try (Browser browser = Browser.start(folder)) {
      Map<String, String> pages =
          Map.of(
              "sheet", "?site=dai-dong/tru-so&",
              "silent", "?site=tam-son/tru-so&",
              "incidents", "incidents?",
              "protection", "protection?site=dai-dong/tru-so&",
              "figures", "incidents/figures?",
              "line", incident(collector, "internet.link"),
              "printer", incident(collector, "printer.status"));
      for (Map.Entry<String, String> page : pages.entrySet()) {
        String asked = "/" + page.getValue() + "lang=vi";
        String base = "<head><base href='http://127.0.0.1:" + collector.port() + "/'>";
        Path file = folder.resolve("page-" + page.getKey() + ".html");
        Files.writeString(file, read(collector, asked).replaceFirst("<head>", base));
        browser.open(file.toUri(), 1280);
        Path picture = Path.of(FIGURES).resolve("page-" + page.getKey() + ".png");
        Files.write(picture, browser.picture());
      }
    }
  }

  /** The page of the only incident of a check in that morning. */
  private static String incident(TestCollector collector, String check) throws Exception {
    JsonNode all = new ObjectMapper().readTree(read(collector, "/api/v1/incidents?all=true"));
    List<String> found = new ArrayList<>();
    for (JsonNode one : all.path("incidents")) {
      if (one.path("check").asText().equals(check)) {
        found.add("incidents/" + one.path("id").asText() + "?");
      }
    }
    assertThat(found).as(check).hasSize(1);
    return found.get(0);
  }

  private static String read(TestCollector collector, String path) throws Exception {
    HttpResponse<String> answer =
        collector.send(
            collector.to(path).header("Authorization", "Bearer " + TestCollector.OPERATOR));
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
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
        .replace("$province", "phu-tho")
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
        for (List<String> chosen : List.of(List.of("dai-dong", "tru-so"), List.of(".*", ".*"))) {
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
        assertThat(prometheus.labels(label, filled(series, "dai-dong", "")).toString())
            .as(definition)
            .isEqualTo(
                Map.of(
                        "province",
                        "[\"phu-tho\"]",
                        "commune",
                        "[\"dai-dong\",\"tam-son\"]",
                        "site",
                        "[\"tru-so\"]")
                    .get(label));
      }
    }
  }

  @Test
  void theMarksAreWhereIncidentsBeganAndEnded() throws Exception {
    JsonNode commune = Committed.board("vi/commune.json").at("/annotations/list");
    String opened = filled(commune.at("/0/target/expr").asText(), "dai-dong", "");
    String recovered = filled(commune.at("/1/target/expr").asText(), "dai-dong", "");
    assertThat(minutes(answer(false, opened))).contains(Course.LINE_OUT + 5);
    assertThat(minutes(answer(false, recovered))).hasSize(1);
  }

  /** With {@code -Ddaugio.figures=FOLDER} its picture is kept there. */
  @ParameterizedTest
  @MethodSource("boards")
  void whatADashboardAnswersCanBeDrawn(String name) throws Exception {
    String communes = name.equals("commune") ? "dai-dong" : ".*";
    String page =
        Drawing.of(
            Committed.board("vi/" + name + ".json"),
            target ->
                answer(
                    target.path("instant").asBoolean(),
                    filled(target.path("expr").asText(), communes, ".*")));
    Path file = Files.writeString(folder.resolve(name + ".html"), page);
    assertThat(page).doesNotContain("NaN").contains("<svg");
    if (!FIGURES.isEmpty()) {
      try (Browser browser = Browser.start(folder)) {
        browser.open(file.toUri(), Drawing.WIDTH);
        Files.write(Path.of(FIGURES).resolve(name + ".png"), browser.picture());
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
