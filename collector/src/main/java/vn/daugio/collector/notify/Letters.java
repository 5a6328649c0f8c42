package vn.daugio.collector.notify;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.daugio.collector.incident.Notice;
import vn.daugio.protocol.Language;

/** Writes letters. */
final class Letters {
  private final String publicUrl;

  /**
   * @param publicUrl how people reach the pages, without a slash at the end
   */
  Letters(String publicUrl) {
    this.publicUrl = publicUrl;
  }

  Letter of(Message message) {
    Map<Language, Letter.Words> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      String text = NoticeText.of(message, language);
      words.put(language, new Letter.Words(text, text, text));
    }
    Notice notice = message.notice();
    return new Letter(
        notice.key(),
        notice.kind().code(),
        notice.incident().severity(),
        words,
        List.of(message),
        publicUrl + "/incidents/" + notice.incident().id());
  }
}
