package vn.daugio.agent.check;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.plan.Assignment;

/**
 * When something was last seen, so that "gone" differs from "never had". What nobody has seen for
 * long is forgotten: it went to another computer for good.
 */
public final class Sightings {
  /** How the remembered keys begin that are sightings. */
  public static final String PREFIX = "seen.";

  private final Map<String, Instant> seen = new TreeMap<>();

  /** Those of the last reading that are younger than the limit {@code forget-after}. */
  public static Sightings of(LastReading last, Assignment assignment, Instant now) {
    Duration forgetAfter = Duration.ofSeconds((long) assignment.limit("forget-after"));
    Sightings sightings = new Sightings();
    last.values()
        .forEach(
            (key, value) -> {
              @Nullable Instant at = key.startsWith(PREFIX) ? instant(value) : null;
              if (at != null && at.isAfter(now.minus(forgetAfter))) {
                sightings.seen.put(key, at);
              }
            });
    return sightings;
  }

  public boolean had(String key) {
    return seen.containsKey(key);
  }

  /** Whether a key with this beginning is known. */
  public boolean hadAny(String prefix) {
    return seen.keySet().stream().anyMatch(key -> key.startsWith(prefix));
  }

  /** When each was last seen, by key. */
  public Map<String, Instant> all() {
    return seen;
  }

  public void see(String key, Instant now) {
    seen.put(key, now);
  }

  public void remember(Finding.Builder finding) {
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
