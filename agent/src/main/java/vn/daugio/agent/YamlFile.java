package vn.daugio.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Problems;

/** Reads a YAML file that may be broken or hostile; what is wrong becomes one problem. */
final class YamlFile {
  private static final int MOST_BYTES = 1 << 20;

  private YamlFile() {}

  /** The file's mapping; an empty one when there was a problem. */
  static ConfigMap read(Path file, Problems problems) {
    return ConfigMap.of("", parse(file, problems), problems);
  }

  private static @Nullable Object parse(Path file, Problems problems) {
    try {
      return load(text(file, problems), problems);
    } catch (CharacterCodingException e) {
      problems.add("", "the file is not in UTF-8; save it with this encoding");
    } catch (IOException e) {
      problems.add("", "the file cannot be read: " + reason(file));
    }
    return null;
  }

  private static String text(Path file, Problems problems) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        problems.add("", "the file is larger than 1 MB");
        return "";
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }

  private static String reason(Path file) {
    if (!Files.exists(file)) {
      return "it does not exist";
    }
    return Files.isDirectory(file) ? "it is a directory" : "this user may not read it";
  }

  private static @Nullable Object load(String text, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(20)
            .setCodePointLimit(MOST_BYTES)
            .build();
    try {
      return new Load(settings).loadFromString(text);
    } catch (MarkedYamlEngineException e) {
      String where =
          e.getProblemMark()
              .map(
                  mark ->
                      " (line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ")")
              .orElse("");
      problems.add("", "no valid YAML: " + firstLine(e.getProblem()) + where);
    } catch (YamlEngineException e) {
      problems.add("", "no valid YAML: " + firstLine(e.getMessage()));
    } catch (StackOverflowError e) {
      problems.add("", "no valid YAML: nested too deeply");
    }
    return null;
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }
}
