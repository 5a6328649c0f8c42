package vn.daugio.collector.notify;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with placeholders such as {@code {{subject}}}, filled in so that no value can end the
 * string, the field or the element that it stands in.
 */
record HookTemplate(String text, Escape escape) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z]+)\\s*}}");

  /** How a value is written in a content type. */
  enum Escape {
    /** RFC 8259 section 7, without the quotes. */
    JSON,
    /** application/x-www-form-urlencoded; a blank as %20, which a query takes, too. */
    FORM,
    /** For elements and attributes of XML 1.0 and HTML. */
    XML,
    /** As it is. */
    NONE;

    String write(String value) {
      return switch (this) {
        case JSON -> new String(JsonStringEncoder.getInstance().quoteAsString(value));
        case FORM -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        case XML -> xml(value);
        case NONE -> value;
      };
    }

    /** By a content type; empty where it is not known how values are written in it. */
    static Optional<Escape> of(String contentType) {
      String type = contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
      if (type.equals("application/json") || type.endsWith("+json")) {
        return Optional.of(JSON);
      }
      if (type.equals("application/x-www-form-urlencoded")) {
        return Optional.of(FORM);
      }
      if (type.endsWith("/xml") || type.endsWith("+xml") || type.equals("text/html")) {
        return Optional.of(XML);
      }
      return type.equals("text/plain") ? Optional.of(NONE) : Optional.empty();
    }
  }

  /** The placeholders in it. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    PLACEHOLDER.matcher(text).results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  String fill(Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(escape.write(values.getOrDefault(found.group(1), ""))));
  }

  private static String xml(String value) {
    StringBuilder written = new StringBuilder();
    value
        .codePoints()
        .filter(HookTemplate::isXml)
        .forEach(
            c -> {
              switch (c) {
                case '&' -> written.append("&amp;");
                case '<' -> written.append("&lt;");
                case '>' -> written.append("&gt;");
                case '"' -> written.append("&quot;");
                case '\'' -> written.append("&#39;");
                default -> written.appendCodePoint(c);
              }
            });
    return written.toString();
  }

  /** Char of XML 1.0 section 2.2; there is no way to write the others. */
  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
