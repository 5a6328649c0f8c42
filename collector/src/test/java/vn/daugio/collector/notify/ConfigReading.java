package vn.daugio.collector.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Problems;

/** Reads the list {@code channels} of a configuration; files are those of one folder. */
record ConfigReading(List<Notifier> notifiers, List<String> problems) {
  static ConfigReading of(Path folder, String yaml) {
    Object parsed = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    Problems problems = new Problems();
    List<Notifier> notifiers =
        Notifiers.read(ConfigMap.of("", parsed, problems), new Folder(folder));
    return new ConfigReading(notifiers, problems.lines());
  }

  private record Folder(Path folder) implements SecretFiles {
    @Override
    public @Nullable String secret(ConfigMap map, String key) {
      Path file = file(map, key);
      if (Files.isDirectory(file)) {
        return null;
      }
      if (!Files.exists(file)) {
        map.problems().add(map.path() + "." + key, "cannot be read");
        return null;
      }
      try {
        return Files.readString(file).strip();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Path file(ConfigMap map, String key) {
      return folder.resolve(map.text(key));
    }
  }
}
