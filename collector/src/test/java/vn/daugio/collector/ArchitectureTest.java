package vn.daugio.collector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The import order of the design, and the size of files and methods. */
class ArchitectureTest {
  private static final String BASE = "vn.daugio.collector.";
  private static final List<List<String>> ORDER =
      List.of(
          List.of("text"),
          List.of("calendar"),
          List.of("office"),
          List.of("state"),
          List.of("incident"),
          List.of("store"),
          List.of("ingest", "fleet", "notify", "metrics", "sheet"),
          List.of("web"));
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("vn.daugio");

  @Test
  void theGuardSeesTheClasses() {
    assertThat(CLASSES.size()).isGreaterThan(100);
    ORDER.stream()
        .flatMap(List::stream)
        .filter(one -> !List.of("text", "metrics", "sheet", "web").contains(one))
        .forEach(one -> assertThat(CLASSES.containPackage(BASE + one)).as(one).isTrue());
  }

  @Test
  void aPackageImportsOnlyFromPackagesToItsLeft() {
    for (int i = 0; i < ORDER.size(); i++) {
      for (String one : ORDER.get(i)) {
        List<String> forbidden = new ArrayList<>(List.of(BASE.substring(0, BASE.length() - 1)));
        ORDER.get(i).stream()
            .filter(o -> !o.equals(one))
            .forEach(o -> forbidden.add(BASE + o + ".."));
        ORDER.stream()
            .skip(i + 1L)
            .flatMap(List::stream)
            .forEach(o -> forbidden.add(BASE + o + ".."));
        noClasses()
            .that()
            .resideInAPackage(BASE + one + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden.toArray(String[]::new))
            .allowEmptyShould(true)
            .check(CLASSES);
      }
    }
  }

  @Test
  void thereAreNoCycles() {
    slices().matching("vn.daugio.collector.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheStoreHasSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "org.jdbi..",
            "org.sqlite..",
            "org.postgresql..",
            "org.flywaydb..")
        .check(CLASSES);
  }

  @Test
  void theCollectorRunsNoCommandsAndKnowsNoAgent() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("vn.daugio.agent..")
        .check(CLASSES);
  }

  @Test
  void noMockingLibraryIsThere() {
    List<String> names =
        List.of("org.mockito.Mockito", "org.easymock.EasyMock", "io.mockk.MockKKt");
    assertThat(names).noneMatch(ArchitectureTest::exists);
  }

  @Test
  void filesAndMethodsAreShort() throws IOException {
    List<String> tooLong = new ArrayList<>();
    int seen = 0;
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        List<String> lines = Files.readAllLines(file);
        seen++;
        if (lines.size() > 400) {
          tooLong.add(file + ": " + lines.size() + " lines");
        }
        tooLong.addAll(longMethods(file, lines));
      }
    }
    assertThat(seen).isGreaterThan(80);
    assertThat(tooLong).isEmpty();
  }

  /** By the formatter's indentation: a member begins and ends two columns (or four, nested) in. */
  private static List<String> longMethods(Path file, List<String> lines) {
    List<String> found = new ArrayList<>();
    for (String indent : List.of("  ", "    ")) {
      int begin = -1;
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        boolean member = line.startsWith(indent) && !line.startsWith(indent + " ");
        boolean type = line.matches(".*\\b(class|interface|enum|record)\\b.*");
        if (member && line.endsWith("{") && line.contains("(") && !type) {
          begin = i;
        } else if (member && line.strip().equals("}") && begin >= 0) {
          if (i - begin + 1 > 60) {
            found.add(file + ":" + (begin + 1) + ": " + (i - begin + 1) + " lines");
          }
          begin = -1;
        }
      }
    }
    return found;
  }

  private static boolean exists(String name) {
    try {
      Class.forName(name, false, ArchitectureTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
