package vn.daugio.collector.notify;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Vietnamese without diacritics, and texts cut where a reader would cut them. */
final class Folding {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern LINK = Pattern.compile("\\s+(https?://\\S+)\\s*$");
  private static final String CUT = "...";

  /** What compatibility decomposition leaves as it is. */
  private static final Map<Integer, String> SIGNS =
      Map.ofEntries(
          Map.entry((int) 'đ', "d"),
          Map.entry((int) 'Đ', "D"),
          Map.entry((int) '`', "'"),
          Map.entry((int) '‘', "'"),
          Map.entry((int) '’', "'"),
          Map.entry((int) '‚', "'"),
          Map.entry((int) '“', "\""),
          Map.entry((int) '”', "\""),
          Map.entry((int) '„', "\""),
          Map.entry((int) '«', "\""),
          Map.entry((int) '»', "\""),
          Map.entry((int) '‐', "-"),
          Map.entry((int) '‑', "-"),
          Map.entry((int) '‒', "-"),
          Map.entry((int) '–', "-"),
          Map.entry((int) '—', "-"),
          Map.entry((int) '−', "-"),
          Map.entry((int) '•', "-"),
          Map.entry((int) '·', "-"),
          Map.entry((int) '→', "->"),
          Map.entry((int) '≤', "<="),
          Map.entry((int) '≥', ">="),
          Map.entry((int) '×', "x"),
          Map.entry((int) '°', " do"),
          Map.entry((int) '₫', "d"),
          Map.entry((int) '€', "EUR"));

  private Folding() {}

  /**
   * ASCII without control characters but line ends; composed and decomposed letters fold alike. A
   * sign that has no counterpart becomes one question mark, so that nobody takes the text as whole.
   */
  static String toAscii(String text) {
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    StringBuilder folded = new StringBuilder(plain.length());
    plain.codePoints().forEach(c -> fold(c, folded));
    return folded.toString();
  }

  private static void fold(int c, StringBuilder to) {
    String sign = SIGNS.get(c);
    if (sign != null) {
      to.append(sign);
    } else if (c == '\n' || (c >= ' ' && c < 0x7F)) {
      to.append((char) c);
    } else if (c == '\t' || Character.isSpaceChar(c)) {
      to.append(' ');
    } else if (c >= 0x7F && Character.getType(c) != Character.FORMAT && !isControl(c)) {
      to.append('?');
    }
  }

  private static boolean isControl(int c) {
    return Character.getType(c) == Character.CONTROL;
  }

  /** At most so many characters, cut between words; a link at the end stays whole. */
  static String shorten(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    Matcher link = LINK.matcher(text);
    if (link.find() && link.group(1).length() + 1 <= most / 2) {
      String tail = " " + link.group(1);
      return cut(text.substring(0, link.start()), most - tail.length()) + tail;
    }
    return cut(text, most);
  }

  private static String cut(String text, int most) {
    int room = most - CUT.length();
    if (text.length() <= most || room <= 0) {
      return text.substring(0, Math.max(0, Math.min(text.length(), most)));
    }
    int end = room;
    while (end > 0 && !Character.isWhitespace(text.charAt(end))) {
      end--;
    }
    if (end < room / 2) {
      end = Character.isHighSurrogate(text.charAt(room - 1)) ? room - 1 : room;
    }
    return text.substring(0, end).stripTrailing() + CUT;
  }

  /** Shortened until it is at most so many short messages. */
  static String fit(String text, int parts) {
    String fitting = text;
    int most = Math.min(text.length(), GsmText.most(text, parts));
    while (GsmText.split(fitting).size() > parts) {
      fitting = shorten(text, most);
      most--;
    }
    return fitting;
  }
}
