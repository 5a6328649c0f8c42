package vn.daugio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files of at most 400 lines, methods of at most 60; relies on the formatter's indentation. */
class SourceSizeTest {
  private static final int MOST_FILE = 400;
  private static final int MOST_METHOD = 60;

  /** A member that opens a block: two blanks or four, no semicolon, a parameter list. */
  private static final Pattern END = Pattern.compile("( {2,6})}");

  @Test
  void filesAndMethodsStayShort() throws IOException {
    List<String> tooLong = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (String directory : List.of("src/main/java", "../protocol/src/main/java")) {
      try (Stream<Path> all = Files.walk(Path.of(directory))) {
        all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    assertThat(files).hasSizeGreaterThan(60);
    for (Path file : files) {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() > MOST_FILE) {
        tooLong.add(file + " has " + lines.size() + " lines");
      }
      tooLong.addAll(longMethods(file.toString(), lines));
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void aLongMethodIsFound() {
    List<String> lines = new ArrayList<>(List.of("class A {", "  void a(", "      int b) {"));
    for (int i = 0; i < MOST_METHOD - 2; i++) {
      lines.add("    b++;");
    }
    lines.add("  }");
    assertThat(longMethods("A.java", lines)).containsExactly("A.java:2 has a method of 61 lines");
    lines.remove(5);
    assertThat(longMethods("A.java", lines)).isEmpty();
  }

  /** From the first line of a declaration with parameters to the brace at the same depth. */
  private static List<String> longMethods(String file, List<String> lines) {
    List<String> found = new ArrayList<>();
    for (int end = 0; end < lines.size(); end++) {
      Matcher matcher = END.matcher(lines.get(end));
      if (!matcher.matches()) {
        continue;
      }
      String indent = matcher.group(1);
      int start = end - 1;
      while (start > 0 && !startsAt(lines.get(start), indent)) {
        start--;
      }
      boolean method =
          lines.get(start).contains("(")
              && !lines
                  .get(start)
                  .matches(
                      " *(if|for|while|switch|try|synchronized|record|enum|public record|private record|static record)\\b.*");
      if (method && end - start + 1 > MOST_METHOD) {
        found.add(file + ":" + (start + 1) + " has a method of " + (end - start + 1) + " lines");
      }
    }
    return found;
  }

  private static boolean startsAt(String line, String indent) {
    return line.startsWith(indent)
        && line.length() > indent.length()
        && " })".indexOf(line.charAt(indent.length())) < 0;
  }
}
