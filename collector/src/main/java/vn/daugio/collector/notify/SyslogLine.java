package vn.daugio.collector.notify;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import vn.daugio.collector.incident.Incident;
import vn.daugio.protocol.Language;

/**
 * How a letter is written as a syslog message (RFC 5424).
 *
 * @param facility 0..23
 * @param host what we are called; "-" where it is not told
 * @param enterprise the private enterprise number of the structured data
 * @param body plain text or CEF
 */
record SyslogLine(int facility, String host, long enterprise, Body body, Language language) {
  /** UTF-8 without it is not known to be UTF-8 (section 6.4). */
  private static final String BOM = "\uFEFF";

  private static final int LONGEST_TEXT = 8000;
  private static final int SHORTEST_TEXT = 40;

  enum Body {
    PLAIN,
    CEF;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Shortened until it has at most that many bytes, or nothing is left to shorten. */
  byte[] of(Letter letter, Instant now, int mostBytes) {
    int most = LONGEST_TEXT;
    byte[] bytes = write(letter, now, most);
    while (bytes.length > mostBytes && most > SHORTEST_TEXT) {
      most = most * 4 / 5;
      bytes = write(letter, now, most);
    }
    return bytes;
  }

  private byte[] write(Letter letter, Instant now, int most) {
    String subject = letter.in(language).subject();
    String text =
        body == Body.CEF
            ? Cef.of(letter, cut(subject, most), cut(letter.in(language).text(), most))
            : BOM + letter.text(language, most).replaceAll("\\p{Cntrl}+", " ");
    String line =
        "<%d>1 %s %s daugio - %s %s %s"
            .formatted(
                facility * 8 + severity(letter),
                now.truncatedTo(ChronoUnit.MILLIS),
                host,
                printable(letter.kind()),
                data(letter),
                text);
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private static String cut(String text, int most) {
    return text.length() <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, most)));
  }

  /** Section 6.2.1; a recovery and a test are no more than informational. */
  private static int severity(Letter letter) {
    if (Cef.isGood(letter)) {
      return 6;
    }
    return switch (letter.severity()) {
      case CRITICAL -> 2;
      case HIGH -> 3;
      case MEDIUM -> 4;
      case LOW -> 5;
      case INFO -> 6;
    };
  }

  /** Section 6.3. */
  private String data(Letter letter) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("key", letter.key());
    values.put("severity", letter.severity().code());
    if (letter.about().size() == 1) {
      Incident incident = letter.about().get(0).notice().incident();
      values.put("incident", Long.toString(incident.id()));
      values.put("cause", incident.cause().code());
      values.put("site", incident.subject().site());
      values.put("target", incident.subject().target());
      values.put("check", incident.subject().check());
      values.put("reason", incident.reason());
    }
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=\"" + value(entry.getValue()) + "\"")
        .collect(Collectors.joining(" ", "[daugio@" + enterprise + " ", "]"));
  }

  static String value(String value) {
    return value.replaceAll("\\p{Cntrl}+", " ").replaceAll("([\"\\\\\\]])", "\\\\$1");
  }

  /** PRINTUSASCII, at most 32 characters. */
  private static String printable(String text) {
    String kept = text.replaceAll("[^!-~]+", "-");
    return kept.isEmpty() ? "-" : kept.substring(0, Math.min(32, kept.length()));
  }
}
