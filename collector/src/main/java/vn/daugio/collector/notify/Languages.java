package vn.daugio.collector.notify;

import java.util.Set;
import java.util.TreeSet;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Language;

/** The language in which a channel tells: key {@code language}, Vietnamese by default. */
final class Languages {
  private Languages() {}

  static Language read(ConfigMap map) {
    String wanted = map.textOr("language", Language.VI.code());
    Set<String> known = new TreeSet<>();
    for (Language language : Language.values()) {
      if (language.code().equals(wanted)) {
        return language;
      }
      known.add(language.code());
    }
    map.problems().unknownName(map.path() + ".language", "language", wanted, known);
    return Language.VI;
  }
}
