package vn.daugio.agent.probe;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the lines of an IMAP server up to the answer to one command (RFC 9051 section 7). */
final class ImapReader {
  private static final int MOST_LINES = 100;
  private static final int MOST_WORDS = 200;
  private static final int LONGEST_WORD = 64;
  private static final Pattern STATUS =
      Pattern.compile("(\\*|[A-Za-z0-9]{1,16}) (OK|NO|BAD|BYE|PREAUTH)(?: (.*))?");
  private static final Pattern LISTED = Pattern.compile("(?i)\\* CAPABILITY (.+)");
  private static final Pattern CODE = Pattern.compile("(?i)\\[CAPABILITY ([^\\]]+)].*");

  private final String tag;
  private final Set<String> capabilities = new HashSet<>();
  private String status = "";
  private String text = "";
  private int lines;

  /**
   * @param tag of the command; an asterisk for the greeting, which is not asked for
   */
  ImapReader(String tag) {
    this.tag = tag;
  }

  /**
   * @return whether more is to come
   * @throws ProbeException MALFORMED for what no IMAP server says here
   */
  boolean take(String line) {
    if (++lines > MOST_LINES) {
      throw malformed();
    }
    Matcher listed = LISTED.matcher(line);
    if (listed.matches()) {
      words(listed.group(1));
      return true;
    }
    Matcher matcher = STATUS.matcher(line);
    if (matcher.matches()) {
      String rest = matcher.group(3) == null ? "" : matcher.group(3);
      Matcher code = CODE.matcher(rest);
      if (code.matches()) {
        words(code.group(1));
      }
      boolean bye = matcher.group(2).equals("BYE");
      if (matcher.group(1).equals(tag) || bye) {
        status = matcher.group(2);
        text = rest.strip();
        return false;
      }
    }
    // other untagged lines may stand in between, but nothing stands before the greeting
    if (!line.startsWith("* ") || tag.equals("*")) {
      throw malformed();
    }
    return true;
  }

  private void words(String list) {
    for (String word : list.strip().split(" +", -1)) {
      if (capabilities.size() < MOST_WORDS && word.length() <= LONGEST_WORD) {
        capabilities.add(word.toUpperCase(Locale.ROOT));
      }
    }
  }

  /** OK, NO, BAD, BYE or PREAUTH; empty before the answer. */
  String status() {
    return status;
  }

  String text() {
    return text;
  }

  Set<String> capabilities() {
    return Set.copyOf(capabilities);
  }

  static ProbeException malformed() {
    return new ProbeException(ProbeFailure.MALFORMED, "imap: unreadable answer");
  }
}
