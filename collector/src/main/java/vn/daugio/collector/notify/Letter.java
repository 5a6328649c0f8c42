package vn.daugio.collector.notify;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.daugio.collector.incident.Severity;
import vn.daugio.protocol.Language;

/**
 * What one destination is told: one notice, several of them in a digest, or a test.
 *
 * @param key the same for the same letter, also after a restart: the other side can tell a
 *     repetition
 * @param kind the notice's kind in lower case, {@code digest} or {@code test}
 * @param severity the highest of what it is about
 * @param words in each language
 * @param about the notices as data; one, several in a digest, none in a test
 * @param url where a person reads more; holds no secret
 */
public record Letter(
    String key,
    String kind,
    Severity severity,
    Map<Language, Words> words,
    List<Message> about,
    String url) {
  public Letter {
    words = Map.copyOf(words);
    about = List.copyOf(about);
  }

  /**
   * @param subject one line, for e-mail
   * @param text the whole
   * @param brief one line that makes sense alone, for a text message
   */
  public record Words(String subject, String text, String brief) {}

  public Words in(Language language) {
    return Objects.requireNonNull(words.get(language), "a letter has words in each language");
  }

  /** The text with the link at the end, shortened at a sentence where it is longer than that. */
  public String text(Language language, int most) {
    String text = in(language).text();
    String link = url.isEmpty() ? "" : "\n" + url;
    if (text.length() + link.length() <= most) {
      return text + link;
    }
    int room = most - link.length() - 2;
    if (room <= 0) {
      return text.substring(0, Math.min(most, text.length()));
    }
    int sentence = text.lastIndexOf(". ", room);
    String kept =
        sentence > room / 2 ? text.substring(0, sentence + 1) : text.substring(0, room).strip();
    return kept + " …" + link;
  }
}
