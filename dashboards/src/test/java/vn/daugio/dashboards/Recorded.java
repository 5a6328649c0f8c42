package vn.daugio.dashboards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The recording rules of {@code alert-rules}, as they are shipped. */
final class Recorded {
  private static final Path RULES = Path.of("..", "alert-rules", "rules");
  private static final Pattern NAME = Pattern.compile("\\bdaugio:[a-z0-9_]+:[a-z0-9_]+");

  private Recorded() {}

  private static List<Map<?, ?>> rules() {
    List<Map<?, ?>> rules = new ArrayList<>();
    try (Stream<Path> files = Files.list(RULES)) {
      for (Path file : files.sorted().toList()) {
        Object loaded =
            new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        for (Object group : (List<?>) get((Map<?, ?>) loaded, "groups")) {
          for (Object rule : (List<?>) get((Map<?, ?>) group, "rules")) {
            rules.add((Map<?, ?>) rule);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rules;
  }

  private static Object get(Map<?, ?> map, String key) {
    Object found = map.get(key);
    if (found == null) {
      throw new IllegalStateException(key + " is missing in " + map);
    }
    return found;
  }

  /** The names that the rules record. */
  static Set<String> names() {
    return rules().stream()
        .filter(rule -> rule.containsKey("record"))
        .map(rule -> String.valueOf(rule.get("record")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every query of every rule, of alerts, too. */
  static List<String> queries() {
    return rules().stream().map(rule -> String.valueOf(rule.get("expr"))).toList();
  }

  /** The recorded names in a query. */
  static Set<String> in(String query) {
    return NAME.matcher(query)
        .results()
        .map(match -> match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * A file with the rules of these names only; they have to ask for nothing recorded, as promtool
   * evaluates each of them on what was there before.
   */
  static String only(Set<String> names) {
    List<Map<?, ?>> some =
        rules().stream()
            .filter(rule -> names.contains(String.valueOf(rule.get("record"))))
            .toList();
    some.forEach(
        rule -> {
          if (!in(String.valueOf(rule.get("expr"))).isEmpty()) {
            throw new IllegalStateException("asks for what is recorded: " + rule);
          }
        });
    Map<String, ?> file = Map.of("groups", List.of(Map.of("name", "all", "rules", some)));
    return new Dump(DumpSettings.builder().build()).dumpToString(file);
  }
}
