package vn.daugio.agent.os.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import vn.daugio.agent.os.SmallFiles;

/**
 * A copy of SANE's configuration (sane-dll(5)) whose backends keep to this computer: several of
 * them shout into the network when they are asked for scanners.
 */
final class SaneConfig {
  private final Set<String> without = new HashSet<>();
  private final Set<String> lines = new HashSet<>();
  private final Map<String, String> only = new HashMap<>();

  SaneConfig() {
    for (String line : rules()) {
      String[] words = line.strip().split(" ", 3);
      if (words.length < 2 || words[0].equals("#")) {
        continue;
      }
      switch (words[0]) {
        case "without" -> without.add(words[1]);
        case "line" -> lines.add(words[1]);
        case "only" -> only.put(words[1], words[2]);
        default -> throw new IllegalStateException("sane-backends.txt: " + line);
      }
    }
  }

  private static List<String> rules() {
    try (InputStream in = SaneConfig.class.getResourceAsStream("sane-backends.txt")) {
      if (in == null) {
        throw new IllegalStateException("no sane-backends.txt");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param from the system's own, e.g. {@code /etc/sane.d}
   * @param to an empty folder
   */
  void copy(Path from, Path to) throws IOException {
    for (Path file : SmallFiles.entries(from, "*.conf")) {
      String name = file.getFileName().toString();
      if (!name.equals("dll.conf")) {
        String kept =
            String.join("\n", SmallFiles.lines(file).stream().filter(this::keepsToItself).toList());
        Files.writeString(to.resolve(name), kept + "\n");
      }
    }
    for (Map.Entry<String, String> one : only.entrySet()) {
      Files.writeString(to.resolve(one.getKey() + ".conf"), one.getValue() + "\n");
    }
    Files.writeString(to.resolve("dll.conf"), String.join("\n", backends(from)) + "\n");
  }

  private boolean keepsToItself(String line) {
    String[] words = line.strip().toLowerCase(Locale.ROOT).split("[^a-z_]", 2);
    return !lines.contains(words[0]);
  }

  private Set<String> backends(Path from) {
    Set<String> backends = new LinkedHashSet<>();
    backends.addAll(SmallFiles.lines(from.resolve("dll.conf")));
    for (Path file : SmallFiles.entries(from.resolve("dll.d"), "*")) {
      backends.addAll(SmallFiles.lines(file));
    }
    backends.removeIf(name -> !name.matches("[A-Za-z0-9_-]{1,40}") || without.contains(name));
    return backends;
  }
}
