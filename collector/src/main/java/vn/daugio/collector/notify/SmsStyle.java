package vn.daugio.collector.notify;

import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Language;

/**
 * How a text message is written.
 *
 * @param unicode with diacritics, which more than doubles the price
 * @param parts most messages that one text may take
 * @param prefix with which the registered template begins
 */
record SmsStyle(Language language, boolean unicode, int parts, String prefix) {
  private static final int MOST_PARTS = 6;

  static SmsStyle read(ConfigMap map) {
    String prefix = map.textOr("prefix", "");
    return new SmsStyle(
        ChannelConfig.language(map),
        map.flag("unicode", false),
        (int) map.whole("parts", 2, 1, MOST_PARTS),
        prefix.isEmpty() ? "" : prefix + " ");
  }

  String write(Letter letter) {
    String text = prefix + letter.in(language).brief();
    return Folding.fit(unicode ? text : Folding.toAscii(text), parts);
  }

  int longest() {
    return Math.max(1, GsmText.most(unicode ? "ạ" : "a", parts) - prefix.length());
  }
}
