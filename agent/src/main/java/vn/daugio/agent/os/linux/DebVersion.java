package vn.daugio.agent.os.linux;

/** Order of Debian's package versions: {@code [epoch:]upstream[-revision]} (deb-version(7)). */
final class DebVersion {
  private DebVersion() {}

  /** Negative: the first is older. */
  static int compare(String one, String other) {
    int byEpoch = number(epoch(one), epoch(other));
    if (byEpoch != 0) {
      return byEpoch;
    }
    int byUpstream = part(upstream(one), upstream(other));
    return byUpstream != 0 ? byUpstream : part(revision(one), revision(other));
  }

  private static String epoch(String version) {
    int colon = version.indexOf(':');
    return colon < 0 ? "" : version.substring(0, colon);
  }

  private static String upstream(String version) {
    String rest = version.substring(version.indexOf(':') + 1);
    int hyphen = rest.lastIndexOf('-');
    return hyphen < 0 ? rest : rest.substring(0, hyphen);
  }

  /** None counts as {@code 0}, which compares like an empty one. */
  private static String revision(String version) {
    String rest = version.substring(version.indexOf(':') + 1);
    int hyphen = rest.lastIndexOf('-');
    return hyphen < 0 ? "" : rest.substring(hyphen + 1);
  }

  /** Runs of other characters and of digits in turn. */
  private static int part(String one, String other) {
    int i = 0;
    int j = 0;
    while (i < one.length() || j < other.length()) {
      int endI = end(one, i, false);
      int endJ = end(other, j, false);
      int words = words(one.substring(i, endI), other.substring(j, endJ));
      if (words != 0) {
        return words;
      }
      i = end(one, endI, true);
      j = end(other, endJ, true);
      int numbers = number(one.substring(endI, i), other.substring(endJ, j));
      if (numbers != 0) {
        return numbers;
      }
    }
    return 0;
  }

  private static int end(String text, int from, boolean digits) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end)) == digits) {
      end++;
    }
    return end;
  }

  private static int words(String one, String other) {
    for (int i = 0; i < Math.max(one.length(), other.length()); i++) {
      int difference = weight(one, i) - weight(other, i);
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  /** A tilde comes before the end, the end before letters, letters before all others. */
  private static int weight(String text, int at) {
    if (at >= text.length()) {
      return 0;
    }
    char c = text.charAt(at);
    if (c == '~') {
      return -1;
    }
    boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return letter ? c : c + 256;
  }

  private static int number(String one, String other) {
    String a = withoutZeros(one);
    String b = withoutZeros(other);
    return a.length() != b.length() ? a.length() - b.length() : a.compareTo(b);
  }

  private static String withoutZeros(String digits) {
    int from = 0;
    while (from < digits.length() && digits.charAt(from) == '0') {
      from++;
    }
    return digits.substring(from);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
