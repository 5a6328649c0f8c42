package vn.daugio.acceptance.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.daugio.acceptance.outages.Needs;
import vn.daugio.acceptance.process.Tree;

/** What {@code deploy/compose.yaml} names is there; Grafana's part too, which runs nowhere here. */
class ComposeFileTest {
  private static final Path DEPLOY = Tree.root().resolve("deploy");

  @TempDir private Path secrets;
  private Compose compose;

  @BeforeEach
  void read() throws IOException {
    compose = Compose.read(DEPLOY.resolve("compose.yaml"), Map.of(), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "collector", "alertmanager", "prometheus", "grafana"})
  void whatAServiceNamesIsThere(String name) {
    Map<String, Object> service = compose.service(name);
    for (Object volume : all(service.get("volumes"))) {
      String source = volume.toString().split(":", 2)[0];
      if (source.startsWith(".")) {
        assertThat(DEPLOY.resolve(source)).as(name).exists();
      } else {
        assertThat(compose.volumes()).as(name).contains(source);
      }
    }
    assertThat(Compose.map(compose.root().get("networks")).keySet())
        .containsAll(all(service.get("networks")).stream().map(Object::toString).toList());
    for (String other : Compose.map(service.get("depends_on")).keySet()) {
      Object file = Compose.map(compose.service(other).get("build")).get("dockerfile");
      assertThat(Tree.root().resolve(String.valueOf(file))).content().contains("HEALTHCHECK");
    }
    assertThat(compose.image(name)).matches("[a-z/-]+:[0-9.]+");
    assertThat(service).containsKeys("restart", "mem_limit", "cap_drop", "networks");
    assertThat(all(service.get("ports")).toString()).doesNotContain("0.0.0.0");
  }

  @Test
  void theSecretsAreThoseThatTheScriptMakesOnce() throws Exception {
    Needs.programs("openssl");
    Map<String, String> environment = Map.of("DAUGIO_SECRETS", secrets.toString());
    String script = DEPLOY.resolve("secrets.sh").toString();
    Engine.run(environment, script, "dau-gio.tinh.example", "192.0.2.7");
    Set<String> made = names();
    String token = Files.readString(secrets.resolve("read-token"));

    assertThat(made).contains("ca.key").hasSize(compose.secrets().size() + 1);
    for (Object secret : compose.secrets().values()) {
      Path file = Path.of(String.valueOf(Compose.map(secret).get("file")));
      assertThat(made).contains(String.valueOf(file.getFileName()));
    }
    Engine.run(environment, script);
    assertThat(names()).isEqualTo(made);
    assertThat(secrets.resolve("read-token")).hasContent(token);
  }

  private Set<String> names() throws IOException {
    try (var files = Files.list(secrets)) {
      return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  private static Collection<?> all(@Nullable Object values) {
    return values instanceof Collection<?> list ? list : List.of();
  }
}
