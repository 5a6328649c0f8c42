package vn.daugio.collector.ingest;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.store.AlertTable.Words;

/** What is said of an alert, from texts that anybody may have written. */
final class AlertWords {
  private static final int LONGEST = 300;
  private static final int LONGEST_URL = 500;
  private static final int LONGEST_ALERT = 64;
  private static final int HASH = 12;

  /** What shows nothing by itself, or turns the direction of what follows. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Z}\\s]+");

  /** Addresses of machines and people, and long numbers, do not leave in a message. */
  private static final Pattern PRIVATE =
      Pattern.compile(
          "[^\\s@]+@[^\\s@]+\\.[^\\s@]+"
              + "|\\b\\d{1,3}(\\.\\d{1,3}){3}\\b"
              + "|\\b[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){3,7}\\b"
              + "|\\+?\\d([ .-]?\\d){8,}");

  private AlertWords() {}

  static Words of(Alert alert) {
    Map<String, String> said = alert.annotations();
    String name = clean(alert.label("alertname"), LONGEST_ALERT);
    String plain = clean(said.getOrDefault("summary", ""), LONGEST);
    String otherwise = plain.isEmpty() ? name : plain;
    String vi = clean(said.getOrDefault("summary_vi", ""), LONGEST);
    String en = clean(said.getOrDefault("summary_en", ""), LONGEST);
    return new Words(
        vi.isEmpty() ? otherwise : vi,
        en.isEmpty() ? otherwise : en,
        url(said.getOrDefault("runbook_url", "")));
  }

  /** The same for the same labels: its name, and a hash of all of them. */
  static String target(Alert alert) {
    StringBuilder all = new StringBuilder();
    new TreeMap<>(alert.labels())
        .forEach(
            (key, value) ->
                all.append(key.length()).append(key).append(value.length()).append(value));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      String name = alert.label("alertname").replaceAll("[^A-Za-z0-9_.:-]+", "-");
      String first = name.isEmpty() ? "alert" : name;
      return cut(first, LONGEST_ALERT) + "-" + HexFormat.of().formatHex(hash).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static Severity severity(Alert alert) {
    return switch (alert.label("severity")) {
      case "critical" -> Severity.CRITICAL;
      case "info" -> Severity.INFO;
      default -> Severity.MEDIUM;
    };
  }

  private static String clean(String text, int longest) {
    String plain = UNSEEN.matcher(cut(text, 4 * LONGEST)).replaceAll(" ").strip();
    return cut(PRIVATE.matcher(plain).replaceAll("…"), longest).strip();
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean half = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, half ? longest - 1 : longest);
  }

  private static String url(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
      boolean plain = uri.getHost() != null && uri.getUserInfo() == null;
      return web && plain && text.length() <= LONGEST_URL ? uri.toASCIIString() : "";
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
