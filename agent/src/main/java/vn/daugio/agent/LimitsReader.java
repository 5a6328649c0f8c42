package vn.daugio.agent;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.ConfigMap;

/** Reads {@code limits:}, thresholds per check code, against the catalogue of check types. */
final class LimitsReader {
  private LimitsReader() {}

  /** Only what is written; defaults are filled in by the planner. */
  static Map<String, Map<String, Double>> read(ConfigMap map) {
    Map<String, Map<String, Double>> limits = new LinkedHashMap<>();
    Set<String> codes = new LinkedHashSet<>();
    Arrays.stream(CheckType.values()).map(CheckType::code).forEach(codes::add);
    for (String code : map.keys()) {
      Optional<CheckType> type = CheckType.ofCode(code);
      if (type.isPresent()) {
        limits.put(code, readOne(map.map(code), type.get()));
      } else {
        map.problems().unknownKey(map.path(), code, codes);
      }
    }
    return limits;
  }

  private static Map<String, Double> readOne(ConfigMap map, CheckType type) {
    Map<String, Double> given = new LinkedHashMap<>();
    Map<String, Double> effective = new LinkedHashMap<>(type.limits());
    type.limits()
        .forEach(
            (key, usual) -> {
              if (map.has(key)) {
                double value = map.number(key, usual);
                if (isRatio(type, key) && value > 1) {
                  map.problems()
                      .add(map.path() + "." + key, "a ratio from 0 to 1 is expected, not " + value);
                }
                given.put(key, value);
                effective.put(key, value);
              }
            });
    map.done();
    for (String key : given.keySet()) {
      checkOrder(map, key, effective, given);
    }
    return given;
  }

  /** Limits of ratios have a default below 1 and a measure that is one. */
  private static boolean isRatio(CheckType type, String key) {
    String word = key.substring(0, key.indexOf('-'));
    if (word.equals("warn") || word.equals("fail")) {
      return type.measures().stream().allMatch(one -> !one.unit().equals("seconds"));
    }
    return type.measures().stream()
        .anyMatch(
            one ->
                one.unit().equals("ratio")
                    && one.name().contains(word)
                    && !one.name().equals("load_ratio"));
  }

  /** A warning has to come before the failure. */
  private static void checkOrder(
      ConfigMap map, String key, Map<String, Double> effective, Map<String, Double> given) {
    String warnKey = key.replaceFirst("(^|-)fail-", "$1warn-");
    String failKey = key.replaceFirst("(^|-)warn-", "$1fail-");
    if (warnKey.equals(key) && given.containsKey(failKey)) {
      return; // said once, for the other of the two
    }
    @Nullable Double warn = effective.get(warnKey);
    @Nullable Double fail = effective.get(failKey);
    if (warn == null || fail == null || warnKey.equals(failKey)) {
      return;
    }
    if (key.endsWith("-below") && fail > warn) {
      map.problems()
          .add(map.path() + "." + failKey, fail + " is above " + warnKey + " (" + warn + ")");
    } else if (key.endsWith("-above") && fail < warn) {
      map.problems()
          .add(map.path() + "." + failKey, fail + " is below " + warnKey + " (" + warn + ")");
    }
  }
}
