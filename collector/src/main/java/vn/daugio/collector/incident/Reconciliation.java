package vn.daugio.collector.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be written so that the incidents are those that the observations tell. Pure.
 *
 * @param changes incidents whose course is another one
 * @param begun outages that nobody knew of
 * @param refuted incidents that never were, by what is known now
 */
public record Reconciliation(List<Change> changes, List<Episode> begun, List<Incident> refuted) {
  public Reconciliation {
    changes = List.copyOf(changes);
    begun = List.copyOf(begun);
    refuted = List.copyOf(refuted);
  }

  /** An incident and what is known of it now. */
  public record Change(Incident incident, Episode episode) {}

  /**
   * @param known incidents of one subject, oldest first
   * @param told its outages in the same stretch of time, oldest first
   */
  public static Reconciliation of(List<Incident> known, List<Episode> told) {
    List<Incident> left = new ArrayList<>(known);
    List<Change> changes = new ArrayList<>();
    List<Episode> begun = new ArrayList<>();
    for (Episode episode : told) {
      Incident same =
          left.stream().filter(incident -> overlap(incident, episode)).findFirst().orElse(null);
      if (same == null) {
        begun.add(episode);
      } else {
        left.remove(same);
        changes.add(new Change(same, episode));
      }
    }
    return new Reconciliation(changes, begun, left);
  }

  private static boolean overlap(Incident incident, Episode episode) {
    return startsBeforeEnd(incident.openedAt(), episode.recoveredAt())
        && startsBeforeEnd(episode.openedAt(), incident.recoveredAt());
  }

  private static boolean startsBeforeEnd(Instant start, @Nullable Instant end) {
    return end == null || !start.isAfter(end);
  }
}
