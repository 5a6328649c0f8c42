package vn.daugio.agent.probe;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The head of a SIP response (RFC 3261 section 7.2), as far as it says whom it answers. */
final class SipReader {
  static final int MOST_LINES = 200;
  private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 ([1-6]\\d\\d)(?: .*)?");

  private SipReader() {}

  /**
   * The status of a response to this call; empty for what answers somebody else, or is no response.
   *
   * @param head its lines without their ends; what follows an empty line is not looked at
   * @param callId of our request
   */
  static OptionalInt status(List<String> head, String callId) {
    if (head.isEmpty()) {
      return OptionalInt.empty();
    }
    Matcher matcher = STATUS.matcher(head.get(0));
    if (!matcher.matches()) {
      return OptionalInt.empty();
    }
    boolean ours = false;
    boolean options = false;
    for (String line : head.subList(1, Math.min(head.size(), MOST_LINES))) {
      if (line.isEmpty()) {
        break;
      }
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      ours |= (name.equals("call-id") || name.equals("i")) && value.equals(callId);
      options |= name.equals("cseq") && value.matches("1\\s+OPTIONS");
    }
    return ours && options
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
