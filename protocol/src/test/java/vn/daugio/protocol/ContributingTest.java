package vn.daugio.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What CONTRIBUTING says of the code is there: prose that nobody runs rots. */
class ContributingTest {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();

  /** Of the walk: where the files of the rows below it stand. */
  private static final Pattern BASE = Pattern.compile("\\(files under `([^`]+)`\\)");

  private static final Pattern STEP =
      Pattern.compile("\\| `([A-Za-z.]+)\\.([a-zA-Z]+)` \\| `([^`]+\\.java)` \\|");
  private static final Pattern PATH =
      Pattern.compile("`([a-z]+/[^` ]+\\.(?:java|properties|md|txt))`|]\\(([^)]+)\\)");

  private static List<String> lines() throws IOException {
    return Files.readAllLines(ROOT.resolve("CONTRIBUTING.md"));
  }

  @Test
  void everyStepOfTheWalkIsThere() throws IOException {
    Path base = ROOT;
    List<String> wrong = new ArrayList<>();
    int steps = 0;
    for (String line : lines()) {
      for (MatchResult found : BASE.matcher(line).results().toList()) {
        base = ROOT.resolve(found.group(1));
      }
      for (MatchResult step : STEP.matcher(line).results().toList()) {
        steps++;
        Path file = base.resolve(step.group(3));
        String outer = step.group(1).replaceFirst("\\..*", "");
        if (!Files.exists(file)
            || !file.endsWith(outer + ".java")
            || !Files.readString(file).matches("(?s).*[ >]" + step.group(2) + "\\(.*")) {
          wrong.add(line);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(steps).isGreaterThan(35);
  }

  @Test
  void everyFileIsThere() throws IOException {
    List<String> missing = new ArrayList<>();
    int seen = 0;
    boolean walk = false;
    for (String line : lines()) {
      walk = line.startsWith("## ") ? line.startsWith("## 2.") : walk;
      for (MatchResult found : PATH.matcher(walk ? "" : line).results().toList()) {
        seen++;
        String path = found.group(1) == null ? found.group(2) : found.group(1);
        if (!Files.exists(ROOT.resolve(path))) {
          missing.add(path);
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(seen).isGreaterThan(15);
  }
}
