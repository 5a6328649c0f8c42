package vn.daugio.collector.notify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import vn.daugio.protocol.ConfigException;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Problems;

/** Channels as the configuration file writes them. */
final class TestChannels {
  private TestChannels() {}

  /** The files of a folder, as the configuration file's reader gives them. */
  record Files(Path folder) implements SecretFiles {
    @Override
    public @Nullable String secret(ConfigMap map, String key) {
      try {
        return java.nio.file.Files.readString(file(map, key)).strip();
      } catch (IOException e) {
        map.problems().add(map.path() + "." + key, "cannot be read");
        return null;
      }
    }

    @Override
    public Path file(ConfigMap map, String key) {
      return folder.resolve(map.text(key));
    }
  }

  /** What reads one channel, e.g. {@code EmailNotifier::read}. */
  interface Reader<T> {
    T read(String name, ConfigMap map, SecretFiles files);
  }

  /**
   * @throws ConfigException with all problems
   */
  static <T> T read(Path folder, String yaml, Reader<T> reader) {
    Problems problems = new Problems();
    Object parsed = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    ConfigMap map = ConfigMap.of("channels[0]", parsed, problems);
    map.text("kind");
    String name = map.text("name");
    T channel = reader.read(name, map, new Files(folder));
    map.done();
    problems.throwIfAny("c.yaml");
    return channel;
  }

  static List<String> problems(Path folder, String yaml, Reader<?> reader) {
    try {
      read(folder, yaml, reader);
      return List.of();
    } catch (ConfigException e) {
      return e.problems();
    }
  }
}
