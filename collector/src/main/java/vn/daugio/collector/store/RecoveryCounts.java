package vn.daugio.collector.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** How long recoveries took, as cumulative counters per commune; they are never reduced. */
public final class RecoveryCounts {
  /** Upper bounds of the buckets in seconds; the office has promised 24 hours = 86400. */
  public static final List<Long> BOUNDS =
      List.of(300L, 900L, 3600L, 14_400L, 43_200L, 86_400L, 259_200L);

  private static final String OVER = "+Inf";

  private final Handle handle;

  RecoveryCounts(Handle handle) {
    this.handle = handle;
  }

  /**
   * One commune's recoveries.
   *
   * @param counts per bucket (not cumulated over buckets), the last one is +Inf
   * @param seconds the sum of all recovery times
   */
  public record Counts(List<Long> counts, double seconds) {}

  void add(String commune, Instant openedAt, Instant recoveredAt) {
    double seconds = Math.max(0, Duration.between(openedAt, recoveredAt).toMillis() / 1000.0);
    String bucket = OVER;
    for (long bound : BOUNDS) {
      if (seconds <= bound) {
        bucket = Long.toString(bound);
        break;
      }
    }
    handle
        .createUpdate(
            "INSERT INTO recovery_count (commune, le, count) VALUES (:commune, :le, 1)"
                + " ON CONFLICT (commune, le) DO UPDATE SET count = recovery_count.count + 1")
        .bind("commune", commune)
        .bind("le", bucket)
        .execute();
    handle
        .createUpdate(
            "INSERT INTO recovery_sum (commune, seconds) VALUES (:commune, :seconds)"
                + " ON CONFLICT (commune) DO UPDATE SET"
                + " seconds = recovery_sum.seconds + excluded.seconds")
        .bind("commune", commune)
        .bind("seconds", seconds)
        .execute();
  }

  /** One commune's counters; zeros before the first recovery. */
  public Counts of(String commune) {
    Map<String, Long> stored = new TreeMap<>();
    handle
        .createQuery("SELECT le, count FROM recovery_count WHERE commune = :commune")
        .bind("commune", commune)
        .map((row, context) -> Map.entry(row.getString("le"), row.getLong("count")))
        .forEach(entry -> stored.put(entry.getKey(), entry.getValue()));
    double seconds =
        handle
            .createQuery("SELECT seconds FROM recovery_sum WHERE commune = :commune")
            .bind("commune", commune)
            .mapTo(Double.class)
            .findOne()
            .orElse(0.0);
    List<Long> counts =
        new java.util.ArrayList<>(
            BOUNDS.stream().map(bound -> stored.getOrDefault(bound.toString(), 0L)).toList());
    counts.add(stored.getOrDefault(OVER, 0L));
    return new Counts(List.copyOf(counts), seconds);
  }
}
