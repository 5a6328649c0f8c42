package vn.daugio.collector.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import vn.daugio.protocol.HandbookLine;

/** The catalogue of systems holds real addresses, each once, each on a line of the sheet. */
class NationalSystemsTest {
  private static final Set<String> KEYS =
      Set.of("name", "url", "line", "title-vi", "title-en", "confidence", "source");

  @Test
  void everyEntryIsWholeAndReal() throws IOException {
    Set<String> lines =
        Arrays.stream(HandbookLine.values()).map(HandbookLine::code).collect(Collectors.toSet());

    for (Map<?, ?> system : systems()) {
      assertThat(system.keySet()).as("%s", system).isEqualTo(KEYS);
      assertThat(system.values()).allMatch(value -> value instanceof String s && !s.isBlank());
      assertThat(text(system, "name")).matches("[a-z0-9-]+");
      assertThat(lines).contains(text(system, "line"));
      assertThat(text(system, "confidence")).isIn("high", "medium");
      URI url = URI.create(text(system, "url"));
      assertThat(url.getScheme()).isEqualTo("https");
      assertThat(url.getHost()).matches("([a-z0-9-]+\\.)+vn");
    }
  }

  @Test
  void namesAddressesAndTitlesAreUnique() throws IOException {
    for (String key : List.of("name", "url", "title-vi", "title-en")) {
      Set<String> seen = new HashSet<>();
      for (Map<?, ?> system : systems()) {
        assertThat(seen.add(text(system, key))).as("%s twice: %s", key, system).isTrue();
      }
    }
  }

  @Test
  void theOneSystemThatIsCheckedWithoutConfigurationIsInIt() throws IOException {
    assertThat(systems())
        .hasSizeGreaterThan(20)
        .anySatisfy(
            system -> {
              assertThat(text(system, "name")).isEqualTo("dvcqg");
              assertThat(text(system, "url")).isEqualTo("https://dichvucong.gov.vn");
              assertThat(text(system, "line")).isEqualTo("national-portal");
            });
  }

  private static String text(Map<?, ?> system, String key) {
    return Objects.requireNonNull(system.get(key)).toString();
  }

  private static List<Map<?, ?>> systems() throws IOException {
    String file = "/vn/daugio/collector/office/national-systems.yaml";
    try (InputStream in = NationalSystemsTest.class.getResourceAsStream(file)) {
      Object whole =
          new Load(LoadSettings.builder().build()).loadFromInputStream(Objects.requireNonNull(in));
      List<?> list = (List<?>) Objects.requireNonNull(((Map<?, ?>) whole).get("systems"));
      return list.stream().<Map<?, ?>>map(entry -> (Map<?, ?>) entry).toList();
    }
  }
}
