package vn.daugio.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every reason has a runbook that a clerk can follow, and every runbook a reason. */
class RunbooksTest {
  private static final Path DIRECTORY =
      Path.of(System.getProperty("basedir", "."), "..", "docs", "runbooks").normalize();

  private static final List<String> HEADINGS =
      List.of(
          "## Dấu hiệu",
          "## Nguyên nhân thường gặp",
          "## Việc cần làm",
          "## Gọi ai, khi nào",
          "## Cách biết đã khắc phục",
          "## Signs",
          "## Usual causes",
          "## What to do",
          "## Whom to call, and when",
          "## How to know it is fixed");

  private static final Pattern CODE = Pattern.compile("`([a-z0-9]+\\.[a-z_]+)`");
  private static final Pattern STEP = Pattern.compile("(?m)^(\\d+)\\. ");

  @Test
  void eachReasonHasItsRunbookAndNoRunbookIsLeftOver() throws IOException {
    Set<String> expected =
        Arrays.stream(Reason.values())
            .map(reason -> reason.code() + ".md")
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> found;
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      found =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals("README.md"))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void hasEveryHeadingOnceInOrderEachWithText(Reason reason) throws IOException {
    String runbook = read(reason);

    assertThat(runbook.lines().filter(line -> line.startsWith("## ")))
        .containsExactlyElementsOf(HEADINGS);
    assertThat(runbook).startsWith("# ").doesNotContain("!");
    assertThat(runbook.lines().findFirst().orElseThrow()).endsWith("(`" + reason.code() + "`)");
    for (String heading : HEADINGS) {
      assertThat(section(runbook, heading)).as(heading).hasSizeGreaterThan(20);
    }
  }

  @ParameterizedTest
  @EnumSource
  void stepsAreNumberedAlikeInBothLanguages(Reason reason) throws IOException {
    String runbook = read(reason);
    List<String> steps = steps(section(runbook, "## Việc cần làm"));

    assertThat(steps).hasSizeGreaterThanOrEqualTo(2).first().isEqualTo("1");
    for (int i = 0; i < steps.size(); i++) {
      assertThat(steps.get(i)).isEqualTo(Integer.toString(i + 1));
    }
    assertThat(steps(section(runbook, "## What to do"))).isEqualTo(steps);
  }

  @ParameterizedTest
  @EnumSource
  void theEndNamesTheCheckThatTurnsOkAsItsReasonKnowsIt(Reason reason) throws IOException {
    String runbook = read(reason);
    String vi = section(runbook, "## Cách biết đã khắc phục");
    String en = section(runbook, "## How to know it is fixed");

    assertThat(codes(en)).isEqualTo(codes(vi));
    String area = reason.code().split("\\.", 2)[0];
    boolean ofOneArea =
        Arrays.stream(Area.values()).anyMatch(a -> a.name().toLowerCase(Locale.ROOT).equals(area));
    if (ofOneArea) {
      assertThat(codes(vi)).anyMatch(code -> code.startsWith(area + "."));
    }
    assertThat(vi).contains("Đạt");
    assertThat(en).contains("OK");
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeItNamesIsInACatalogue(Reason reason) throws IOException {
    assertThat(codes(read(reason)))
        .allMatch(
            code -> CheckType.ofCode(code).isPresent() || Reason.ofCode(code).isPresent(),
            "is a check type or a reason");
  }

  private static String read(Reason reason) throws IOException {
    return Files.readString(DIRECTORY.resolve(reason.code() + ".md"));
  }

  /** The text between a heading and the next one. */
  private static String section(String runbook, String heading) {
    int start = runbook.indexOf("\n" + heading + "\n") + heading.length() + 2;
    int end = runbook.indexOf("\n#", start);
    return runbook.substring(start, end < 0 ? runbook.length() : end).strip();
  }

  private static List<String> steps(String text) {
    return STEP.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static Set<String> codes(String text) {
    return CODE.matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
