package vn.daugio.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is not known is shown, and never as good. */
class NeverGreenTest {
  private static final Map<String, JsonNode> BOARDS = Committed.boards();
  private static final Pattern GOOD =
      Pattern.compile("(outcome=\"ok\"|state=\"(ok|covered|ready|reporting)\"|} == 0)");
  private static final Pattern NOT_KNOWN =
      Pattern.compile("((outcome|state)=\"(unknown|never)\"|} == 3)");

  private static List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    BOARDS.values().forEach(board -> panels.addAll(Committed.panels(board)));
    panels.removeIf(panel -> panel.path("type").asText().equals("text"));
    return panels;
  }

  @Test
  void theOutcomesHaveTheirColours() {
    int seen = 0;
    for (JsonNode panel : panels()) {
      JsonNode mapping = panel.at("/fieldConfig/defaults/mappings/0");
      boolean plain =
          panel.at("/targets/0/expr").asText().matches("daugio_check_outcome\\{[^}]*}( == .*)?");
      assertThat(mapping.path("type").asText().equals("value"))
          .as(panel.path("title").asText())
          .isEqualTo(plain);
      if (plain) {
        seen++;
        JsonNode options = mapping.path("options");
        assertThat(options.at("/0/color").asText()).isEqualTo("green");
        assertThat(options.at("/1/color").asText()).isEqualTo("yellow");
        assertThat(options.at("/2/color").asText()).isEqualTo("red");
        assertThat(options.at("/3/color").asText()).isEqualTo("purple");
        assertThat(options.size()).isEqualTo(4);
      }
    }
    assertThat(seen).isEqualTo(2 * 9);
  }

  @Test
  void whatIsAbsentIsGreyAndSaidSo() {
    for (JsonNode panel : panels()) {
      String title = panel.path("title").asText();
      JsonNode defaults = panel.at("/fieldConfig/defaults");
      assertThat(defaults.path("noValue").asText()).as(title).isIn("không có dữ liệu", "no data");
      JsonNode last = defaults.at("/mappings/" + (defaults.path("mappings").size() - 1));
      assertThat(last.at("/options/match").asText()).as(title).isEqualTo("null+nan");
      assertThat(last.at("/options/result/color").asText()).as(title).isEqualTo("#8e8e8e");
      for (JsonNode thresholds : panel.findValues("thresholds")) {
        assertThat(thresholds.at("/steps/0/value").isNull()).as(title).isTrue();
        assertThat(thresholds.at("/steps/0/color").asText()).as(title).isEqualTo("#8e8e8e");
      }
    }
  }

  /** A fixed colour would also paint what is absent. */
  @Test
  void numbersOfNowAreNeverFixedGreen() {
    for (JsonNode panel : panels()) {
      if (panel.at("/targets/0/instant").asBoolean()) {
        assertThat(panel.findValuesAsText("fixedColor"))
            .as(panel.path("title").asText())
            .doesNotContain("green");
      }
    }
  }

  @Test
  void whoeverCountsTheGoodAlsoCountsTheUnknown() {
    int seen = 0;
    for (JsonNode panel : panels()) {
      String expressions = String.join("\n", panel.findValuesAsText("expr"));
      boolean up = expressions.contains("up{");
      if (GOOD.matcher(expressions).find() && !up) {
        seen++;
        assertThat(NOT_KNOWN.matcher(expressions).find()).as(panel.path("title").asText()).isTrue();
      }
    }
    assertThat(seen).isGreaterThan(20);
  }

  @Test
  void theNumberOfAnOutcomeIsOnlyComparedForEquality() {
    Pattern use = Pattern.compile("daugio_check_outcome\\{[^}]*}( == [0-3])?");
    for (JsonNode panel : panels()) {
      for (String expression : panel.findValuesAsText("expr")) {
        String rest = use.matcher(expression).replaceAll("X");
        boolean free =
            !expression.contains("daugio_check_outcome")
                || rest.matches("X( or X)*")
                || rest.startsWith("count(X) or 0 * count(daugio_check_last_result");
        assertThat(free).as(expression).isTrue();
      }
    }
  }
}
