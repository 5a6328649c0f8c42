package vn.daugio.dashboards;

import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import vn.daugio.protocol.Language;
import vn.daugio.protocol.Wording;

/** What a person reads on the dashboards, in one language. */
final class Words {
  private final Language language;
  private final Properties texts;

  Words(Language language) {
    this.language = language;
    this.texts = Wording.load(Words.class, "messages_" + language.code() + ".properties");
  }

  Language language() {
    return language;
  }

  /** The words of check types and outcomes. */
  Wording wording() {
    return Wording.in(language);
  }

  /**
   * A text.
   *
   * @throws IllegalArgumentException when there is no such text
   */
  String get(String key) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no text " + key + " in " + language);
    }
    return text;
  }

  Set<String> keys() {
    return new TreeSet<>(texts.stringPropertyNames());
  }
}
