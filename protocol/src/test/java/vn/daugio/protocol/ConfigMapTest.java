package vn.daugio.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigMapTest {
  private final Problems problems = new Problems();

  private ConfigMap map(Object parsed) {
    return ConfigMap.of("", parsed, problems);
  }

  private void problemOf(Object parsed, Consumer<ConfigMap> read, String expected) {
    Problems own = new Problems();
    read.accept(ConfigMap.of("p", parsed, own));
    assertThat(own.lines()).containsExactly(expected);
  }

  @Test
  void readsWhatIsRight() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("text", " a ");
    values.put("number", 3);
    values.put("ratio", "200ms");
    values.put("flag", true);
    values.put("time", "5m");
    values.put("size", "50MB");
    values.put("list", List.of("x", 2));
    values.put("maps", List.of(Map.of("k", "v")));
    ConfigMap map = map(values);
    assertThat(map.text("text")).isEqualTo("a");
    assertThat(map.whole("number", 1, 1, 5)).isEqualTo(3);
    assertThat(map.text("number")).isEqualTo("3");
    assertThat(map.number("ratio", 0)).isEqualTo(0.2);
    assertThat(map.flag("flag", false)).isTrue();
    assertThat(map.duration("time", Duration.ZERO)).isEqualTo(Duration.ofMinutes(5));
    assertThat(map.bytes("size", 0)).isEqualTo(50L << 20);
    assertThat(map.texts("list")).containsExactly("x", "2");
    assertThat(map.maps("maps").get(0).text("k")).isEqualTo("v");
    assertThat(map.map("absent").keys()).isEmpty();
    map.done();
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void everyMistakeHasItsLine() {
    problemOf(Map.of(), map -> map.text("k"), "p.k: is missing");
    problemOf(
        Map.of("k", List.of()),
        map -> map.optionalText("k"),
        "p.k: a single value is expected, not a list or mapping");
    problemOf(
        Map.of("k", "yes"),
        map -> map.flag("k", true),
        "p.k: true or false is expected, not 'yes'");
    problemOf(
        Map.of("k", 9),
        map -> map.whole("k", 1, 1, 5),
        "p.k: a whole number from 1 to 5 is expected, not '9'");
    problemOf(
        Map.of("k", Double.NaN),
        map -> map.number("k", 1),
        "p.k: a number or a duration like 30s is expected, not 'NaN'");
    problemOf(
        Map.of("k", -1),
        map -> map.number("k", 1),
        "p.k: a number or a duration like 30s is expected, not '-1'");
    problemOf(
        Map.of("k", 30),
        map -> map.duration("k", Duration.ZERO),
        "p.k: a duration like 30s, 5m, 12h or 7d is expected, not '30'");
    problemOf(
        Map.of("k", "5 parsecs"),
        map -> map.bytes("k", 1),
        "p.k: a size like 500KB, 50MB or 1GB is expected, not '5 parsecs'");
    problemOf(Map.of("k", "x"), map -> map.texts("k"), "p.k: a list is expected");
    problemOf(
        Map.of("k", Arrays.asList("a", null)),
        map -> map.texts("k"),
        "p.k: a list of single values is expected");
    problemOf(
        Map.of("k", List.of("a")),
        map -> map.maps("k"),
        "p.k[0]: a mapping (key: value) is expected here");
    problemOf("text", map -> {}, "p: a mapping (key: value) is expected here");
  }

  @Test
  void unknownKeysAreReportedWithTheNearestAlsoWithoutValue() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("colector", null);
    values.put("zzz", 1);
    ConfigMap map = ConfigMap.of("", values, problems);
    map.has("collector");
    map.has("site");
    map.done();
    assertThat(problems.lines())
        .containsExactly(
            "unknown key 'colector'; did you mean 'collector'?",
            "unknown key 'zzz'; known keys: collector, site");
  }

  @Test
  void allProblemsAreThrownTogether() {
    problems.add("a", "is missing");
    problems.add("b", "is missing");
    assertThatThrownBy(() -> problems.throwIfAny("f.yaml"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("f.yaml: 2 problems\n  - a: is missing\n  - b: is missing");
  }
}
