package vn.daugio.agent.check;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was seen first is the usual. Another value is told for a week from when it was first seen,
 * so that somebody notices, and is the usual one from then on: otherwise what was changed on
 * purpose would be told for ever.
 */
public final class Usual {
  private static final Duration TOLD = Duration.ofDays(7);
  private static final String CHANGED_TO = "ChangedTo";
  private static final String CHANGED_AT = "ChangedAt";

  private Usual() {}

  /**
   * @param key under which it is remembered; two more begin with it
   * @param value of at most a hundred characters
   * @param at when it was seen
   */
  public record Seen(String key, String value, Instant at) {}

  /** Whether it is another than the usual one; remembers what has to be for the next time. */
  public static boolean isAnother(Finding.Builder finding, LastReading last, Seen seen) {
    String key = seen.key();
    @Nullable String usual = last.values().get(key);
    if (usual == null || usual.equals(seen.value())) {
      finding.remember(key, seen.value());
      return false;
    }
    Instant since = since(last, seen).orElse(seen.at());
    if (seen.at().isBefore(since.plus(TOLD))) {
      finding.remember(key, usual);
      finding.remember(key + CHANGED_TO, seen.value());
      finding.remember(key + CHANGED_AT, since.toString());
      return true;
    }
    finding.remember(key, seen.value());
    return false;
  }

  /** What was remembered stays remembered when nothing was seen this time. */
  public static void keep(Finding.Builder finding, LastReading last, String key) {
    finding.remember(key, last.values().get(key));
    finding.remember(key + CHANGED_TO, last.values().get(key + CHANGED_TO));
    finding.remember(key + CHANGED_AT, last.values().get(key + CHANGED_AT));
  }

  private static Optional<Instant> since(LastReading last, Seen seen) {
    @Nullable String at = last.values().get(seen.key() + CHANGED_AT);
    if (at == null || !seen.value().equals(last.values().get(seen.key() + CHANGED_TO))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(at));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
