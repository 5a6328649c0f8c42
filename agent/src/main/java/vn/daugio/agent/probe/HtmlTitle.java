package vn.daugio.agent.probe;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The title of a page as a browser's tab shows it (HTML Living Standard, section 4.2.2): the first
 * {@code title} element outside of comments, scripts, styles and drawings, with its character
 * references replaced. Reads every character at most a few times, whatever a server sends.
 */
public final class HtmlTitle {
  /** What no real title is longer than; the rest is cut. In chars. */
  public static final int LONGEST = 1_000;

  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));");

  private static final Map<String, String> NAMED =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");

  private HtmlTitle() {}

  /** One line with single spaces; empty when the page has no title, or one of nothing but space. */
  public static Optional<String> of(String page) {
    String lower = lower(page);
    int at = 0;
    while (at >= 0) {
      int tag = lower.indexOf('<', at);
      if (tag < 0 || opens(lower, tag, "svg")) {
        return Optional.empty();
      }
      if (lower.startsWith("<!--", tag)) {
        at = behind(lower, "-->", tag + 4);
      } else if (opens(lower, tag, "script")) {
        at = behind(lower, "</script", tag);
      } else if (opens(lower, tag, "style")) {
        at = behind(lower, "</style", tag);
      } else if (opens(lower, tag, "title")) {
        int from = behind(lower, ">", tag);
        int end = from < 0 ? -1 : lower.indexOf("</title", from);
        return end < 0 ? Optional.empty() : text(page.substring(from, end));
      } else {
        at = tag + 1;
      }
    }
    return Optional.empty();
  }

  /** Letters of ASCII only: of others the lower case may be longer, and positions would differ. */
  private static String lower(String page) {
    StringBuilder lower = new StringBuilder(page);
    for (int i = 0; i < lower.length(); i++) {
      char one = lower.charAt(i);
      if (one >= 'A' && one <= 'Z') {
        lower.setCharAt(i, (char) (one + 32));
      }
    }
    return lower.toString();
  }

  private static boolean opens(String html, int tag, String name) {
    int end = tag + 1 + name.length();
    return html.startsWith(name, tag + 1)
        && end < html.length()
        && " \t\r\n\f/>".indexOf(html.charAt(end)) >= 0;
  }

  /** The position behind the next such text; negative when there is none. */
  private static int behind(String html, String end, int from) {
    int found = html.indexOf(end, from);
    return found < 0 ? -1 : found + end.length();
  }

  private static Optional<String> text(String raw) {
    String bounded = raw.substring(0, Math.min(raw.length(), 4 * LONGEST));
    String plain =
        REFERENCE
            .matcher(bounded)
            .replaceAll(one -> Matcher.quoteReplacement(character(one.group(), one)))
            .replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zs}\\p{Zl}\\p{Zp}\\s]+", " ")
            .strip();
    String cut = plain.substring(0, Math.min(plain.length(), LONGEST));
    if (!cut.isEmpty() && Character.isHighSurrogate(cut.charAt(cut.length() - 1))) {
      cut = cut.substring(0, cut.length() - 1);
    }
    return cut.isEmpty() ? Optional.empty() : Optional.of(cut.strip());
  }

  private static String character(String written, java.util.regex.MatchResult reference) {
    String decimal = reference.group(1);
    String hexadecimal = reference.group(2);
    if (decimal == null && hexadecimal == null) {
      return NAMED.getOrDefault(String.valueOf(reference.group(3)), written);
    }
    int code = decimal != null ? Integer.parseInt(decimal) : Integer.parseInt(hexadecimal, 16);
    return code > 0 && Character.isDefined(code) ? Character.toString(code) : " ";
  }
}
