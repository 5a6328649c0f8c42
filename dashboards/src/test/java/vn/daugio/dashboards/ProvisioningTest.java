package vn.daugio.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files that make Grafana find its Prometheus and the dashboards. */
class ProvisioningTest {
  private static Map<?, ?> read(String file) throws IOException {
    String text = Files.readString(Path.of("provisioning", file));
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(text);
    return (Map<?, ?>) loaded;
  }

  @Test
  void everyLanguageHasAFolderOfItsOwn() throws IOException {
    Map<?, ?> file = read("dashboards/daugio.yml");
    assertThat(file.get("apiVersion")).isEqualTo(1);
    List<?> providers = (List<?>) file.get("providers");
    assertThat(providers).hasSize(2);
    for (Object one : providers) {
      Map<?, ?> provider = (Map<?, ?>) one;
      String language = String.valueOf(provider.get("name")).replace("daugio-", "");
      assertThat(provider.get("type")).isEqualTo("file");
      assertThat(provider.get("folderUid")).isEqualTo("daugio-" + language);
      assertThat(provider.get("options"))
          .isEqualTo(Map.of("path", "/var/lib/grafana/dashboards/daugio/" + language));
      assertThat(Committed.FOLDER.resolve(language)).isDirectory();
    }
  }

  @Test
  void thePrometheusIsOneThatTheVariableOffers() throws IOException {
    List<?> sources = (List<?>) read("datasources/daugio.yml").get("datasources");
    assertThat(sources).hasSize(1);
    Map<?, ?> source = (Map<?, ?>) sources.get(0);
    assertThat(source.get("type"))
        .isEqualTo(Committed.board("vi/province.json").at("/templating/list/0/query").asText());
    assertThat(source.get("uid")).isEqualTo("daugio-prometheus");
    assertThat(source.get("jsonData")).asString().contains("timeInterval=60s");
  }
}
