package vn.daugio.alertrules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The rules and their scenarios, read as Prometheus reads them. */
final class Rules {
  private Rules() {}

  /**
   * One rule.
   *
   * @param file where it stands
   * @param name of the alert or of what is recorded
   * @param labels what it adds
   * @param annotations empty for what is recorded
   */
  record Rule(
      String file,
      String name,
      boolean alert,
      String expr,
      Map<String, String> labels,
      Map<String, String> annotations) {
    String severity() {
      return labels.getOrDefault("severity", "");
    }
  }

  /**
   * What one scenario expects of one alert at one time.
   *
   * @param scenario its name
   * @param fires whether the alert is expected to fire then
   */
  record Expectation(String scenario, String alert, boolean fires) {}

  static List<Rule> all() throws IOException {
    List<Rule> rules = new ArrayList<>();
    for (Path file : Shipped.rules()) {
      for (Map<?, ?> group : maps(load(file).get("groups"))) {
        for (Map<?, ?> rule : maps(group.get("rules"))) {
          boolean alert = rule.containsKey("alert");
          rules.add(
              new Rule(
                  String.valueOf(file.getFileName()),
                  String.valueOf(rule.get(alert ? "alert" : "record")),
                  alert,
                  String.valueOf(rule.get("expr")),
                  texts(rule.get("labels")),
                  texts(rule.get("annotations"))));
        }
      }
    }
    return rules;
  }

  static List<Rule> alerts() throws IOException {
    return all().stream().filter(Rule::alert).toList();
  }

  /** In the order in which the scenarios ask. */
  static List<Expectation> expectations() throws IOException {
    List<Expectation> expectations = new ArrayList<>();
    for (Path file : Shipped.scenarios()) {
      for (Map<?, ?> test : maps(load(file).get("tests"))) {
        for (Map<?, ?> asked : maps(test.get("alert_rule_test"))) {
          expectations.add(
              new Expectation(
                  String.valueOf(test.get("name")),
                  String.valueOf(asked.get("alertname")),
                  !maps(asked.get("exp_alerts")).isEmpty()));
        }
      }
    }
    return expectations;
  }

  static Map<?, ?> load(Path file) throws IOException {
    return parse(Files.readString(file)) instanceof Map<?, ?> map ? map : Map.of();
  }

  /** YAML, or JSON, which is part of it. */
  static @Nullable Object parse(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  static List<Map<?, ?>> maps(@Nullable Object list) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (list instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> map) {
          maps.add(map);
        }
      }
    }
    return maps;
  }

  private static Map<String, String> texts(@Nullable Object map) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (map instanceof Map<?, ?> given) {
      given.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
    }
    return texts;
  }
}
