package vn.daugio.collector.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Language;

/** Several notices in one letter, and the letter that only tests the way. */
final class DigestText {
  private DigestText() {}

  static Letter.Words words(List<Message> about, Language language) {
    Texts texts = Texts.in(language);
    Map<String, String> count = Map.of("count", Integer.toString(about.size()));
    List<String> lines = new ArrayList<>();
    lines.add(texts.get("digest.text", count));
    for (int i = 0; i < about.size(); i++) {
      lines.add((i + 1) + ". " + NoticeText.line(about.get(i), language));
    }
    return new Letter.Words(
        texts.get("digest.subject", count),
        String.join("\n", lines),
        texts.get("digest.brief", count));
  }

  static Letter.Words test(String place, Language language) {
    Texts texts = Texts.in(language);
    Map<String, String> values = Map.of("site", place);
    return new Letter.Words(
        texts.get("notice.test.subject", values),
        texts.get("notice.test", values),
        texts.get("notice.test.brief", values));
  }
}
