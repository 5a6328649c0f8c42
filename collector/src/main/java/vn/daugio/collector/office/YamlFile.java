package vn.daugio.collector.office;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import vn.daugio.protocol.ConfigException;

/** Reads YAML to plain maps, lists and scalars; a mistake in the syntax is a configuration's. */
public final class YamlFile {
  private YamlFile() {}

  /**
   * @throws ConfigException when the file cannot be read or is no YAML
   */
  public static @Nullable Object read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new ConfigException(file.toString(), List.of("is not written in UTF-8"));
    } catch (IOException e) {
      throw new ConfigException(
          file.toString(),
          List.of(Files.exists(file) ? "cannot be read" : "there is no such file"));
    }
  }

  /**
   * @throws ConfigException when the text is no YAML
   */
  public static @Nullable Object parse(String name, String text) {
    try {
      return new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(text);
    } catch (MarkedYamlEngineException e) {
      String where =
          e.getProblemMark()
              .map(mark -> "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
              .orElse("");
      throw new ConfigException(name, List.of(where + ": " + e.getProblem()));
    } catch (YamlEngineException e) {
      throw new ConfigException(name, List.of("is no YAML: " + e.getMessage()));
    }
  }
}
