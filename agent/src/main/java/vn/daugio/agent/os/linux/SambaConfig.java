package vn.daugio.agent.os.linux;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code testparm -s} (testparm(1)), which prints smb.conf(5) under the canonical names and
 * leaves out what is the default.
 */
final class SambaConfig {
  private static final int MOST_SECTIONS = 2_000;
  private static final Set<String> OLD =
      Set.of("core", "coreplus", "lanman1", "lanman2", "nt1", "lanman");

  private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

  private SambaConfig() {}

  /** Empty where there is no section {@code [global]}: that is no output of testparm. */
  static Optional<SambaConfig> parse(String output) {
    SambaConfig config = new SambaConfig();
    Map<String, String> section = new HashMap<>();
    for (String raw : output.lines().toList()) {
      String line = raw.strip();
      int equals = line.indexOf('=');
      if (line.startsWith("[") && line.endsWith("]")) {
        section = new HashMap<>();
        if (config.sections.size() < MOST_SECTIONS) {
          config.sections.put(word(line.substring(1, line.length() - 1)), section);
        }
      } else if (equals > 0 && !line.startsWith("#") && !line.startsWith(";")) {
        section.put(word(line.substring(0, equals)), word(line.substring(equals + 1)));
      }
    }
    return config.sections.containsKey("global") ? Optional.of(config) : Optional.empty();
  }

  private static String word(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  boolean servesSmb1() {
    return OLD.contains(global("server min protocol"));
  }

  boolean asksSmb1() {
    return OLD.contains(global("client min protocol"));
  }

  private String global(String name) {
    return sections.getOrDefault("global", Map.of()).getOrDefault(name, "");
  }

  /** A share, not a printer, where guests may write. */
  boolean hasShareForEverybody() {
    return sections.entrySet().stream()
        .filter(one -> !one.getKey().equals("global"))
        .map(Map.Entry::getValue)
        .anyMatch(
            share ->
                "yes".equals(share.get("guest ok"))
                    && "no".equals(share.get("read only"))
                    && !"yes".equals(share.get("printable")));
  }
}
