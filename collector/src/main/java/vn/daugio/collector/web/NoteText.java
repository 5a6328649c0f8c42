package vn.daugio.collector.web;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people write at an incident. It is kept and shown to others, so that a person's number or
 * address does not belong there; codes, roles, dates and times do.
 */
final class NoteText {
  /** The most characters of one text. */
  static final int LONGEST = 500;

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\r\\t]]");
  private static final Pattern DATE =
      Pattern.compile(
          "\\b\\d{1,2}[./-]\\d{1,2}[./-](?:19|20)\\d\\d\\b|\\b(?:19|20)\\d\\d-\\d\\d-\\d\\d\\b");
  private static final Pattern MAIL = Pattern.compile("[^\\s@<>(),;]+@[^\\s@<>(),;]+\\.[^\\s@.]+");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.]*\\d)"
              + "|(?i)(?<![0-9a-z:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}"
              + "|(?<![0-9a-z:])[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*::[0-9a-f:]*");

  /** National (0…), international (+…, 84…) and service numbers (1800…, 1900…). */
  private static final Pattern PHONE =
      Pattern.compile("(?<!\\d)(?:\\+\\d|0\\d|84\\d?|1[89]00)(?:[ .()-]{0,2}\\d){4,13}");

  private static final int FEWEST_DIGITS = 8;

  private NoteText() {}

  /** As it is kept: without control characters and outer blanks. */
  static String clean(String text) {
    return CONTROL
        .matcher(Normalizer.normalize(text.replace("\r\n", "\n"), Normalizer.Form.NFC))
        .replaceAll("")
        .strip();
  }

  /** Why a cleaned text is not taken, as a reason's code; empty: it is. */
  static Optional<String> refusal(String text) {
    if (text.isEmpty()) {
      return Optional.of("text_missing");
    }
    if (text.codePointCount(0, text.length()) > LONGEST) {
      return Optional.of("text_too_long");
    }
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
    if (MAIL.matcher(plain).find()) {
      return Optional.of("looks_like_mail");
    }
    if (ADDRESS.matcher(plain).find()) {
      return Optional.of("looks_like_address");
    }
    return PHONE
            .matcher(DATE.matcher(plain).replaceAll("#"))
            .results()
            .anyMatch(found -> digits(found.group()) >= FEWEST_DIGITS)
        ? Optional.of("looks_like_phone")
        : Optional.empty();
  }

  private static long digits(String text) {
    return text.chars().filter(Character::isDigit).count();
  }
}
