package vn.daugio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadedClassesTest {
  @Test
  void mostOfWhatIsNamedIsThereAndEachOnce() throws Exception {
    List<String> names =
        Files.readAllLines(Path.of("src/main/resources/vn/daugio/agent/loaded-classes.txt"));
    assertThat(names).isSorted().doesNotHaveDuplicates().contains("org.snmp4j.security.USM");
    // another version of Java has others
    assertThat(LoadedClasses.load()).isBetween(names.size() * 9 / 10, names.size());
  }
}
