package vn.daugio.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a Prometheus answers to the queries of a panel. */
record Answers(List<Line> lines) {
  private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

  /**
   * One series.
   *
   * @param values by minute since the begin; of a query of now only the last
   */
  record Line(String refId, String name, Map<String, String> labels, Map<Integer, Double> values) {
    double last() {
      return values.values().stream().reduce((one, next) -> next).orElse(Double.NaN);
    }
  }

  /** Asks; {@code answer} is given each of the panel's targets. */
  static Answers of(JsonNode panel, Asking asking) throws Exception {
    List<Line> lines = new ArrayList<>();
    for (JsonNode target : panel.path("targets")) {
      for (JsonNode series : asking.answer(target)) {
        Map<String, String> labels = new TreeMap<>();
        series
            .path("metric")
            .properties()
            .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
        Map<Integer, Double> values = new TreeMap<>();
        for (JsonNode value :
            series.has("value") ? List.of(series.path("value")) : series.path("values")) {
          long at = value.get(0).asLong() - SimulatedProvince.BEGIN.getEpochSecond();
          double number = number(value.get(1).asText());
          if (!Double.isNaN(number)) {
            values.put((int) (at / 60), number);
          }
        }
        String name =
            LABEL
                .matcher(target.path("legendFormat").asText())
                .replaceAll(match -> labels.getOrDefault(match.group(1), ""));
        lines.add(new Line(target.path("refId").asText(), name, labels, values));
      }
    }
    return new Answers(lines);
  }

  private static double number(String text) {
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  /** Answers a target of a panel. */
  @FunctionalInterface
  interface Asking {
    JsonNode answer(JsonNode target) throws Exception;
  }
}
