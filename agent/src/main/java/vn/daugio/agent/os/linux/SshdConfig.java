package vn.daugio.agent.os.linux;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import vn.daugio.agent.os.SmallFiles;

/**
 * sshd_config(5) with the files that it includes: the first value of a keyword counts. What stands
 * in a Match block holds for some only and is passed over.
 */
final class SshdConfig {
  private static final int DEEPEST = 4;

  private final Path root;
  private final Map<String, String> values = new HashMap<>();
  private final Set<Integer> ports = new HashSet<>();

  SshdConfig(Path root) {
    this.root = root;
    read(root.resolve("etc/ssh/sshd_config"), 0);
    if (ports.isEmpty()) {
      ports.add(22);
    }
  }

  private void read(Path file, int depth) {
    for (String line : SmallFiles.lines(file)) {
      String[] words = line.strip().replace("\"", "").split("[\\s=]+", -1);
      if (words.length < 2 || words[0].startsWith("#")) {
        continue;
      }
      String keyword = words[0].toLowerCase(Locale.ROOT);
      if (keyword.equals("match")) {
        return;
      }
      if (keyword.equals("include") && depth < DEEPEST) {
        for (int i = 1; i < words.length; i++) {
          include(words[i], depth + 1);
        }
      } else if (keyword.equals("port") && words[1].matches("\\d{1,5}")) {
        ports.add(Integer.valueOf(words[1]));
      } else {
        values.putIfAbsent(keyword, words[1].toLowerCase(Locale.ROOT));
      }
    }
  }

  /** A name without a slash before it is below /etc/ssh. */
  private void include(String pattern, int depth) {
    String absolute = pattern.startsWith("/") ? pattern : "/etc/ssh/" + pattern;
    int slash = absolute.lastIndexOf('/');
    String glob = absolute.substring(slash + 1);
    if (absolute.contains("..") || !glob.matches("[A-Za-z0-9._*-]+")) {
      return;
    }
    Path directory = root.resolve(absolute.substring(1, Math.max(1, slash)));
    SmallFiles.entries(directory, glob).forEach(file -> read(file, depth));
  }

  /** Whether root gets in with a password; the defaults of OpenSSH 7.0 and later say no. */
  boolean letsRootInWithPassword() {
    boolean passwords =
        !"no".equals(values.getOrDefault("passwordauthentication", "yes"))
            || "yes".equals(values.get("kbdinteractiveauthentication"));
    return passwords && "yes".equals(values.get("permitrootlogin"));
  }

  List<Integer> ports() {
    return List.copyOf(ports);
  }
}
