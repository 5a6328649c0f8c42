package vn.daugio.agent.probe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the lines of an answer to LIST VAR (RFC 9271 section 4.2.7 and its ABNF). */
final class NutReader {
  private static final int MOST_VARIABLES = 500;
  private static final Pattern VARIABLE =
      Pattern.compile("VAR (\\S+) ([A-Za-z0-9_.-]{1,128}) \"((?:[^\"\\\\]|\\\\.)*)\"");

  private final String ups;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private boolean begun;

  NutReader(String ups) {
    this.ups = ups;
  }

  /**
   * @return whether more is to come
   * @throws ProbeException for a refusal, and for what is no such answer
   */
  boolean take(String line) {
    if (line.startsWith("ERR ") && !begun) {
      throw refused(line.substring(4).split(" ", 2)[0]);
    }
    if (!begun) {
      if (!line.equals("BEGIN LIST VAR " + ups)) {
        throw malformed();
      }
      begun = true;
      return true;
    }
    if (line.equals("END LIST VAR " + ups)) {
      return false;
    }
    Matcher matcher = VARIABLE.matcher(line);
    if (!matcher.matches() || !matcher.group(1).equals(ups) || variables.size() == MOST_VARIABLES) {
      throw malformed();
    }
    variables.put(matcher.group(2), matcher.group(3).replaceAll("\\\\(.)", "$1"));
    return true;
  }

  Map<String, String> variables() {
    return Map.copyOf(variables);
  }

  private static ProbeException malformed() {
    return new ProbeException(ProbeFailure.MALFORMED, "nut: unreadable answer");
  }

  /** RFC 9271 section 4.3. */
  private static ProbeException refused(String code) {
    ProbeFailure failure =
        switch (code) {
          case "ACCESS-DENIED", "USERNAME-REQUIRED", "PASSWORD-REQUIRED" ->
              ProbeFailure.AUTH_REJECTED;
          case "UNKNOWN-UPS", "UNKNOWN-COMMAND", "FEATURE-NOT-SUPPORTED" ->
              ProbeFailure.UNSUPPORTED;
          case "DATA-STALE", "DRIVER-NOT-CONNECTED" -> ProbeFailure.INCOMPLETE;
          default -> ProbeFailure.MALFORMED;
        };
    String said = code.matches("[A-Z-]{1,40}") ? code : "ERR";
    return new ProbeException(failure, "nut: " + said);
  }
}
