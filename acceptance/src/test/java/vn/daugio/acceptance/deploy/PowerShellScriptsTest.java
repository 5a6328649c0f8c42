package vn.daugio.acceptance.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.daugio.acceptance.outages.Needs;
import vn.daugio.acceptance.process.Tree;

/** Every PowerShell script of the repository, by a real parser and by what must never be in one. */
class PowerShellScriptsTest {
  private static final Path PARSER = Tree.root().resolve("acceptance/powershell");
  private static final Path PARTS =
      Tree.root().resolve("agent/src/main/resources/vn/daugio/agent/os/windows");

  /** What a script of the agent may do: read, choose, convert. */
  private static final Set<String> VERBS =
      Set.of(
          "Get",
          "Test",
          "Select",
          "Where",
          "ForEach",
          "Sort",
          "Group",
          "Measure",
          "Compare",
          "Join",
          "Split",
          "ConvertTo",
          "ConvertFrom",
          "Format");

  private static final Set<String> COMMANDS = Set.of("New-Object", "Out-Null", "Write-Output");

  @Test
  void aRealParserUnderstandsEachOne() throws IOException {
    List<Path> scripts = scripts();
    assertThat(scripts).hasSizeGreaterThanOrEqualTo(4).contains(PARTS.resolve("facts.ps1"));
    List<List<String>> answers = parse(scripts);
    assertThat(rows(answers, "broken")).isEmpty();
    assertThat(rows(answers, "whole")).hasSameSizeAs(scripts);
  }

  @Test
  void theParserSeesWhatIsBroken() {
    Path broken = Tree.root().resolve("acceptance/src/test/resources/deploy/broken.ps1.txt");
    assertThat(rows(parse(List.of(broken)), "broken"))
        .containsExactly(List.of("broken", broken.toString(), "3", "1"));
  }

  @Test
  void aScriptOfTheAgentOnlyReads() throws IOException {
    List<List<String>> answers = parse(parts());
    Set<String> own =
        rows(answers, "defines").stream().map(row -> row.get(2)).collect(Collectors.toSet());
    Set<String> called =
        rows(answers, "calls").stream()
            .map(row -> row.get(2))
            .filter(name -> !own.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(called).contains("Get-CimInstance", "Where-Object");
    called.removeIf(name -> COMMANDS.contains(name) || VERBS.contains(name.split("-", 2)[0]));
    assertThat(called).isEmpty();
  }

  @Test
  void aScriptOfTheAgentTravelsAsOneArgument() throws IOException {
    int length = 0;
    for (Path part : parts()) {
      String text = Files.readString(part);
      length += text.length();
      assertThat(text).as("%s", part).doesNotContain("\"").matches("\\p{ASCII}*");
    }
    assertThat(length).isLessThan(28_000);
  }

  @Test
  void noneNeedsMoreThanWindowsPowerShellOrOneLanguage() throws IOException {
    for (Path script : scripts()) {
      String text = Files.readString(script);
      assertThat(text.startsWith("\uFEFF") || text.chars().allMatch(c -> c < 128))
          .as("%s is ASCII or says that it is UTF-8", script)
          .isTrue();
      assertThat(text)
          .as("%s", script)
          .doesNotContainPattern("\\?\\?|\\?\\.|-AsHashtable|-Parallel|&&|\\|\\|")
          .doesNotContainPattern("(?i)BUILTIN\\\\|'(?:Administrators|Everyone|Users)'")
          .doesNotContainPattern("(?i)USERNAME|USERPROFILE|HOMEPATH|C:\\\\Users|whoami");
      assertThat(new Braces(text).unbalanced()).as("%s", script).isEmpty();
    }
  }

  @Test
  void bracesInTextsAndCommentsDoNotCount() {
    assertThat(new Braces("if (1) { 'it''s }' } # )\n<# ( #> @(\"a`\"}\", [int]2)").unbalanced())
        .isEmpty();
    assertThat(new Braces("foreach ($a in @(1) { 1 }").unbalanced()).isEqualTo("(");
    assertThat(new Braces("@{ a = @( 1 }").unbalanced()).isEqualTo("{(}");
  }

  /** Brackets of a script that have no partner, in the simplest reading of it. */
  private record Braces(String text) {
    String unbalanced() {
      String plain =
          text.replaceAll(
              "(?s)<#.*?#>|#[^\n]*|'[^']*'|\"(?:[^\"`]|`.)*\"|[^(){}\\[\\]'\"#<]+|<", "");
      String before;
      do {
        before = plain;
        plain = plain.replace("()", "").replace("{}", "").replace("[]", "");
      } while (!plain.equals(before));
      return plain;
    }
  }

  private static List<List<String>> rows(List<List<String>> answers, String kind) {
    return answers.stream().filter(row -> row.get(0).equals(kind)).toList();
  }

  private static List<List<String>> parse(Collection<Path> scripts) {
    Needs.programs("node");
    Needs.that(
        Files.isDirectory(PARSER.resolve("node_modules/tree-sitter-powershell")),
        "the parser of PowerShell is not installed: acceptance/peers.sh test");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("node", "--liftoff-only", PARSER.resolve("parse.mjs").toString()));
    scripts.forEach(script -> command.add(script.toString()));
    Dist.Ran ran = Dist.run(Map.of(), command.toArray(String[]::new));
    assertThat(ran.exit()).as(ran.output()).isZero();
    return ran.output().lines().map(line -> List.of(line.split("\t", -1))).toList();
  }

  private static List<Path> parts() throws IOException {
    return scripts().stream().filter(script -> script.startsWith(PARTS)).toList();
  }

  private static List<Path> scripts() throws IOException {
    List<Path> found = new ArrayList<>();
    Set<String> passed = Set.of("target", "node_modules", ".git", "var", "dist");
    Files.walkFileTree(
        Tree.root(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused) {
            return passed.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes unused) {
            if (file.toString().endsWith(".ps1")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found.stream().sorted().toList();
  }
}
