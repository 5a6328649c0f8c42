package vn.daugio.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.check.Check;
import vn.daugio.protocol.CheckType;

/** The import order of the design: a package imports only from packages to its left. */
class ArchitectureTest {
  private static final String BASE = "vn.daugio.agent";
  private static final List<String> ORDER =
      List.of(
          "schedule",
          "plan",
          "os",
          "probe",
          "check",
          "discover",
          "report",
          "spool",
          "uplink",
          "page");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/jsonb/")) // generated
          .importPackages("vn.daugio");

  @Test
  void sawEnoughClasses() {
    assertThat(CLASSES).hasSizeGreaterThan(80);
    assertThat(CLASSES.contain("vn.daugio.agent.check.CheckRunner")).isTrue();
    assertThat(CLASSES.contain("vn.daugio.protocol.CheckType")).isTrue();
    for (String name : List.of("schedule", "plan", "os", "probe", "check", "report", "spool")) {
      assertThat(CLASSES.stream().anyMatch(one -> one.getPackageName().equals(BASE + "." + name)))
          .as(name)
          .isTrue();
    }
  }

  @Test
  void everyPackageStandsInTheOrder() {
    assertThat(
            CLASSES.stream()
                .map(one -> one.getPackageName())
                .filter(name -> name.startsWith(BASE + "."))
                .map(name -> name.substring(BASE.length() + 1).replaceFirst("\\..*", ""))
                .distinct())
        .isSubsetOf(ORDER);
  }

  @Test
  void importsGoToTheLeftOnly() {
    for (int i = 0; i < ORDER.size(); i++) {
      List<String> forbidden = new ArrayList<>();
      forbidden.add(BASE);
      ORDER.subList(i + 1, ORDER.size()).forEach(name -> forbidden.add(BASE + "." + name + ".."));
      noClasses()
          .that()
          .resideInAPackage(BASE + "." + ORDER.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(forbidden.toArray(String[]::new))
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void protocolKnowsNobodyAndTheCollectorIsNeverSeen() {
    noClasses()
        .that()
        .resideInAPackage("vn.daugio.protocol..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("vn.daugio.agent..", "vn.daugio.collector..")
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("vn.daugio.collector..")
        .check(CLASSES);
  }

  @Test
  void noCycles() {
    slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass one) {
                return one.getPackageName().startsWith("vn.daugio")
                    ? SliceIdentifier.of(
                        one.getPackageName()
                            .replaceFirst("^(vn\\.daugio\\.agent\\.[a-z]+).*", "$1"))
                    : SliceIdentifier.ignore();
              }

              @Override
              public String getDescription() {
                return "the packages of the order";
              }
            })
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void onlyOsRunsCommands() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".os..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ProcessBuilder.class, Process.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .check(CLASSES);
  }

  private static JavaClasses tests() {
    JavaClasses tests =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages(BASE);
    assertThat(tests.size()).isGreaterThan(10);
    return tests;
  }

  @Test
  void everyCheckHasATestInItsPackage() {
    Set<String> tested =
        tests().stream()
            .flatMap(test -> test.getDirectDependenciesFromSelf().stream())
            .filter(ArchitectureTest::samePackage)
            .map(use -> use.getTargetClass().getName())
            .collect(Collectors.toSet());
    List<String> checks =
        CLASSES.stream()
            .filter(one -> one.isAssignableTo(Check.class) && !one.isInterface())
            .map(JavaClass::getName)
            .toList();
    assertThat(checks).hasSameSizeAs(CheckType.values());
    assertThat(checks).filteredOn(check -> !tested.contains(check)).as("without a test").isEmpty();
  }

  private static boolean samePackage(Dependency use) {
    return use.getOriginClass().getPackageName().equals(use.getTargetClass().getPackageName());
  }

  @Test
  void noMockingLibraryInTests() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.mockito..", "org.easymock..", "org.powermock..", "io.mockk..")
        .check(tests());
  }
}
