package vn.daugio.collector.notify;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with {@code {{placeholders}}}; what is put in cannot change the structure around it.
 *
 * @param text with placeholders
 * @param escape how a value is written there
 */
record SmsTemplate(String text, UnaryOperator<String> escape) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z0-9.-]+)}}");

  static SmsTemplate url(String text) {
    return new SmsTemplate(text, SmsTemplate::percent);
  }

  /** A plus would be a plus in a path. */
  private static String percent(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Header values cannot hold line ends or other control characters. */
  static SmsTemplate header(String text) {
    return new SmsTemplate(text, value -> value.replaceAll("[^\\x20-\\x7E]", " "));
  }

  /** Escapes as the content type wants it: JSON, a form, XML, else plain. */
  static SmsTemplate body(String text, String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    if (type.contains("json")) {
      return new SmsTemplate(text, SmsTemplate::json);
    }
    if (type.contains("urlencoded")) {
      return url(text);
    }
    return new SmsTemplate(
        text, type.contains("xml") ? SmsTemplate::xml : UnaryOperator.identity());
  }

  private static String json(String value) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(value));
  }

  private static String xml(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;");
  }

  Set<String> placeholders() {
    Set<String> names = new TreeSet<>();
    PLACEHOLDER.matcher(text).results().forEach(one -> names.add(one.group(1)));
    return names;
  }

  String fill(Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            one -> Matcher.quoteReplacement(escape.apply(values.getOrDefault(one.group(1), ""))));
  }

  /** May hold a secret. */
  @Override
  public String toString() {
    return "SmsTemplate";
  }
}
