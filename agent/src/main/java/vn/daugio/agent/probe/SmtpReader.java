package vn.daugio.agent.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the lines of one reply of an SMTP server (RFC 5321 section 4.2). */
final class SmtpReader {
  private static final int MOST_LINES = 200;
  private static final Pattern LINE = Pattern.compile("([2-5][0-9]{2})(?:([ -])(.*))?");

  private final List<String> lines = new ArrayList<>();
  private int code;

  /**
   * @return whether more is to come
   * @throws ProbeException MALFORMED for what is no such reply
   */
  boolean take(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches() || lines.size() == MOST_LINES) {
      throw malformed();
    }
    int its = Integer.parseInt(matcher.group(1));
    // section 4.2.1: all lines of a reply have one code
    if (!lines.isEmpty() && its != code) {
      throw malformed();
    }
    code = its;
    lines.add(matcher.group(3) == null ? "" : matcher.group(3).strip());
    return "-".equals(matcher.group(2));
  }

  /** 200..599. */
  int code() {
    return code;
  }

  /** Without the codes. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  static ProbeException malformed() {
    return new ProbeException(ProbeFailure.MALFORMED, "smtp: unreadable answer");
  }
}
