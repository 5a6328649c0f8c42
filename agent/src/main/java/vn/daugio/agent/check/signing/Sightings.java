package vn.daugio.agent.check.signing;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;

/**
 * When something was last seen, so that "gone" differs from "never had". What nobody has seen for
 * long is forgotten: the token went to another office for good.
 */
final class Sightings {
  private final Map<String, Instant> seen = new TreeMap<>();

  /**
   * @param prefix of the remembered keys that are sightings
   */
  static Sightings of(LastReading last, String prefix, Duration forgetAfter, Instant now) {
    Sightings sightings = new Sightings();
    last.values()
        .forEach(
            (key, value) -> {
              @Nullable Instant at = key.startsWith(prefix) ? instant(value) : null;
              if (at != null && at.isAfter(now.minus(forgetAfter))) {
                sightings.seen.put(key, at);
              }
            });
    return sightings;
  }

  boolean had(String key) {
    return seen.containsKey(key);
  }

  Map<String, Instant> all() {
    return seen;
  }

  void see(String key, Instant now) {
    seen.put(key, now);
  }

  void remember(Finding.Builder finding) {
    seen.forEach((key, at) -> finding.remember(key, at.toString()));
  }

  private static @Nullable Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
