package vn.daugio.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.daugio.protocol.Language;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Wording;

/** A text that names a fact which no check of its area gives would lose that part for ever. */
class FactNamesTest {
  private static final Path CHECKS = Path.of("src/main/java/vn/daugio/agent/check");

  /** Areas that share a package. */
  private static final Map<String, String> PACKAGES =
      Map.of("device", "network", "switch", "network");

  private static final Pattern FACT = Pattern.compile("fact\\(\\s*\"([A-Za-z]+)\"");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9]+)\\}");

  @ParameterizedTest
  @EnumSource
  void everyPlaceholderIsGivenByAFileOfTheArea(Language language) throws IOException {
    Properties texts = Wording.load(Wording.class, "messages_" + language.code() + ".properties");
    List<String> orphans = new ArrayList<>();
    int seen = 0;
    for (Reason reason : Reason.values()) {
      Set<String> given = given(reason);
      for (String kind : List.of("reason.", "advice.")) {
        for (String name : names(PLACEHOLDER, texts.getProperty(kind + reason.code()))) {
          seen++;
          if (!given.contains(name)) {
            orphans.add(kind + reason.code() + " {" + name + "}");
          }
        }
      }
    }
    assertThat(orphans).isEmpty();
    assertThat(seen).as("placeholders seen").isGreaterThan(40);
  }

  private static Set<String> given(Reason reason) throws IOException {
    String word = reason.code().split("\\.", 2)[0];
    Path area = CHECKS.resolve(PACKAGES.getOrDefault(word, word));
    // what concerns every check is told by the runner, beside the areas
    try (Stream<Path> files = Files.walk(Files.isDirectory(area) ? area : CHECKS, 1)) {
      Set<String> names = new TreeSet<>();
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        names.addAll(names(FACT, Files.readString(file)));
      }
      return names;
    }
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
