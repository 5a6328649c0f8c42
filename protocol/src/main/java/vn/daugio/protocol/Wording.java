package vn.daugio.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of codes: {@code check.<code>}, {@code reason.<code>}, {@code advice.<code>}, {@code
 * outcome.<name>}, {@code area.<code>}, {@code line.<code>}, {@code line.<code>.human}. A text may
 * hold {@code {fact}} placeholders; a part in square brackets is left out when one of its facts is
 * absent or blank.
 */
public final class Wording {
  private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\]]*)\\]");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9]+)\\}");
  private static final Map<Language, Wording> LOADED = new EnumMap<>(Language.class);

  private final Properties texts;

  private Wording(Properties texts) {
    this.texts = texts;
  }

  public static synchronized Wording in(Language language) {
    return LOADED.computeIfAbsent(
        language,
        one -> new Wording(load(Wording.class, "messages_" + one.code() + ".properties")));
  }

  /** A properties file in UTF-8 beside a class. */
  public static Properties load(Class<?> beside, String file) {
    Properties texts = new Properties();
    try (InputStream in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing beside " + beside.getName());
      }
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  public String checkType(String code) {
    return text("check." + code, code);
  }

  public String area(Area area) {
    return text("area." + area.code(), area.code());
  }

  public String outcome(Outcome outcome) {
    return text("outcome." + outcome.name(), outcome.name());
  }

  public String line(HandbookLine line) {
    return text("line." + line.code(), line.code());
  }

  /** What of a line a person has to confirm; empty where it has no such part. */
  public String human(HandbookLine line) {
    return text("line." + line.code() + ".human", "");
  }

  /** The reason in plain words; a code that a newer agent knows is shown as it came. */
  public String reason(String code, Map<String, String> facts) {
    return fill(text("reason." + code, code), said(facts));
  }

  /** What to do; empty where nothing is to be done. */
  public String advice(String code, Map<String, String> facts) {
    return fill(text("advice." + code, ""), said(facts));
  }

  /** The check type that another waits for is told in its words. */
  private Map<String, String> said(Map<String, String> facts) {
    @Nullable String upstream = facts.get("upstream");
    if (upstream == null) {
      return facts;
    }
    Map<String, String> said = new HashMap<>(facts);
    said.put("upstream", checkType(upstream));
    return said;
  }

  public Set<String> keys() {
    return new TreeSet<>(texts.stringPropertyNames());
  }

  private String text(String key, String otherwise) {
    @Nullable String found = texts.getProperty(key);
    return found == null ? otherwise : found;
  }

  /** Fills the placeholders of a text; one outside brackets without its fact becomes "?". */
  public static String fill(String text, Map<String, String> facts) {
    Matcher optional = OPTIONAL.matcher(text);
    String whole =
        optional.replaceAll(
            match ->
                Matcher.quoteReplacement(complete(match.group(1), facts) ? match.group(1) : ""));
    return PLACEHOLDER
        .matcher(whole)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    has(facts, match.group(1)) ? facts.get(match.group(1)) : "?"));
  }

  private static boolean complete(String part, Map<String, String> facts) {
    return PLACEHOLDER.matcher(part).results().allMatch(match -> has(facts, match.group(1)));
  }

  private static boolean has(Map<String, String> facts, String name) {
    return !facts.getOrDefault(name, "").isBlank();
  }
}
