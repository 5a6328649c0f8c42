package vn.daugio.collector.notify;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.ConfigMap;

/** Files that a configuration names; relative paths are relative to it. */
public interface SecretFiles {
  /**
   * The first line of the file under a key.
   *
   * @return null, and a problem in {@code map.problems()}, when there is none
   */
  @Nullable String secret(ConfigMap map, String key);

  /** The file under a key; whether it exists is not asked. */
  Path file(ConfigMap map, String key);
}
